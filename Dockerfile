# syntax=docker/dockerfile:1
# The app as one image: built with development dependencies, shipped without them, run by nobody special.

FROM node:20-slim AS build
WORKDIR /plumbline
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && rm -r dist/test dist/bench && npm prune --omit=dev --ignore-scripts

FROM node:20-slim
# Beside git: the sandbox, and the tools that config tests ask. Their services are never started.
RUN printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d && chmod 755 /usr/sbin/policy-rc.d \
  && apt-get update \
  && apt-get install -y --no-install-recommends git ca-certificates \
    bubblewrap prometheus prometheus-alertmanager bind9-utils sudo openssh-server systemd shellcheck yamllint \
    puppet puppet-lint ruby unbound chrony logrotate dovecot-core iptables nftables \
    nginx-light haproxy apache2-bin dnsmasq-base rsyslog keepalived squid \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production PORT=3000 HOST=0.0.0.0
WORKDIR /plumbline
COPY --from=build /plumbline/package.json ./
COPY --from=build /plumbline/node_modules ./node_modules
COPY --from=build /plumbline/dist ./dist
COPY --from=build /plumbline/bin ./bin
COPY --from=build /plumbline/rules ./rules
COPY --from=build /plumbline/docs/rules ./docs/rules
RUN mkdir /data && chown node:node /data
ENV DATA_DIR=/data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/plumbline.js"]
CMD ["serve"]
