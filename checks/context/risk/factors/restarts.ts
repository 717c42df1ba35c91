/** Factor: the change restarts, or reaches at once, every member of something. */

import type { Document } from "../../../../core/document.ts";
import type { RiskEvidence } from "../../../../core/risk.ts";
import type { Factor } from "../factor.ts";
import { at, isSame, textAt } from "../touched/plain-data.ts";
import type { ObjectChange } from "../touched/kubernetes.ts";

export const restarts: Factor = {
  name: "restarts",
  looksFor:
    "Another pod template in a DaemonSet, a StatefulSet or a Deployment that is recreated; a configuration that every member of etcd, Consul, ZooKeeper, Kafka and their like reads; a play with `serial: 100%`.",
  why: "When all members go down together, nobody is left to answer, and a quorum is lost.",
  look({ objects, files, documents }) {
    const ofObjects = objects.flatMap(restartedPods);
    const ofFiles = files.flatMap(({ path, status }): readonly RiskEvidence[] => {
      if (status === "removed") return [];
      const document = documents.get(path);
      return [...clusterConfiguration(path), ...(document ? allAtOnce(document) : [])];
    });
    return { evidence: [...ofObjects, ...ofFiles] };
  },
};

function restartedPods({ before, after }: ObjectChange): readonly RiskEvidence[] {
  if (!before || !after || after.group !== "apps" || before.kind !== after.kind) return [];
  const [was, is] = [at(before.value, "spec", "template"), at(after.value, "spec", "template")];
  if (was === undefined || is === undefined || isSame(was, is)) return [];
  const how = howReplaced(after.kind, after.value);
  if (how === undefined) return [];
  const words = `the pod template of \`${after.kind}/${after.name}\` changes, which restarts ${how}`;
  return [{ path: after.path, line: after.line, words }];
}

/** `undefined` where pods stay, or are replaced a few at a time. */
function howReplaced(kind: string, value: unknown): string | undefined {
  if (kind === "Deployment") {
    return textAt(value, "spec", "strategy", "type") === "Recreate" ? "all of its pods at once" : undefined;
  }
  if (kind !== "DaemonSet" && kind !== "StatefulSet") return undefined;
  if (textAt(value, "spec", "updateStrategy", "type") === "OnDelete") return undefined;
  const unavailable = at(value, "spec", "updateStrategy", "rollingUpdate", "maxUnavailable");
  if (unavailable === "100%") return "all of its pods at once";
  return kind === "DaemonSet" ? "it on every node" : "every member, one after the other";
}

interface ClusterFile {
  readonly software: string;
  readonly pattern: RegExp;
}

/** Files as they are named by the software itself; a template of one counts as well. */
const clusterFiles: readonly ClusterFile[] = [
  { software: "etcd", pattern: /(?:^|\/)etcd(?:\.conf)?\.(?:conf|ya?ml|env|service)$/u },
  { software: "Consul", pattern: /(?:^|\/)(?:consul(?:\.d)?\/(?:[^/]+\/)*[^/]+|consul)\.(?:hcl|json)$/u },
  { software: "Nomad", pattern: /(?:^|\/)nomad\.d\/[^/]+\.(?:hcl|json)$/u },
  { software: "Vault", pattern: /(?:^|\/)vault\.d\/[^/]+\.(?:hcl|json)$/u },
  { software: "ZooKeeper", pattern: /(?:^|\/)(?:zoo\.cfg|zookeeper\.properties)$/u },
  { software: "Kafka", pattern: /(?:^|\/)[^/]*kafka[^/]*\/(?:[^/]+\/)*server\.properties$/u },
  { software: "Elasticsearch", pattern: /(?:^|\/)elasticsearch\.yml$/u },
  { software: "OpenSearch", pattern: /(?:^|\/)opensearch\.yml$/u },
  { software: "Cassandra", pattern: /(?:^|\/)cassandra\.yaml$/u },
  { software: "MongoDB", pattern: /(?:^|\/)mongod\.conf$/u },
  { software: "RabbitMQ", pattern: /(?:^|\/)rabbitmq\.conf$/u },
  { software: "Redis Sentinel", pattern: /(?:^|\/)(?:redis-)?sentinel\.conf$/u },
];

function clusterConfiguration(path: string): readonly RiskEvidence[] {
  if (path.length > 1_000) return [];
  const plain = path.replace(/\.(?:j2|erb|epp|tmpl|tpl)$/u, "");
  const found = clusterFiles.find(({ pattern }) => pattern.test(plain));
  return found ? [{ path, words: `is what every member of ${found.software} reads when it starts` }] : [];
}

function allAtOnce({ kind, text, path, lines }: Document): readonly RiskEvidence[] {
  if (kind !== "ansible-playbook") return [];
  const match = /^[ \t]*(?:-[ \t]+)?serial:[ \t]*["']?100%["']?[ \t]*(?:#.*)?$/mu.exec(text);
  if (!match) return [];
  const { line } = lines.position(match.index);
  return [{ path, line, words: "`serial: 100%` runs the play on every host at once" }];
}
