/**
 * Downloads that trust whoever answers.
 *
 * Why: without checking the certificate, anybody on the way can hand over something else.
 *
 * Bad (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * curl --insecure -fsSO https://example.com/agent.tar.gz
 * ```
 *
 * Good (scripts/deploy.sh):
 * ```sh
 * #!/bin/bash
 * curl -fsSO https://example.com/agent.tar.gz
 * ```
 *
 * Mend: drop the flag, and install the authority's certificate where one is missing.
 *
 * Waive: `# plumbline-disable-next-line security/shell/unverified-tls -- reason`
 */

import { invocationOf, optionsOf, sketchOf } from "../../../languages/shell/words.ts";
import { shellCheck, shown } from "../../style/shell/reading/shell-check.ts";

const flags: Readonly<Record<string, readonly string[]>> = {
  curl: ["k", "insecure", "proxy-insecure"],
  wget: ["no-check-certificate"],
  "apt-get": ["allow-unauthenticated", "force-yes"],
  apk: ["allow-untrusted"],
  yum: ["nogpgcheck"],
  dnf: ["nogpgcheck"],
  zypper: ["no-gpg-checks"],
};
const settings = /^(?:http\.sslVerify=(?:false|0)|strict-ssl=false|--trusted-host)$/u;

export default shellCheck(({ survey, textAt }) =>
  survey.all("ShellSimpleCommand").flatMap((command) => {
    const invocation = invocationOf(command);
    const { name, arguments: words } = invocation;
    const options = optionsOf(invocation);
    const known = Object.hasOwn(flags, name) ? flags[name] : undefined;
    const flag = known?.find((each) => options.has(each));
    const isGit = ["git", "npm", "pip", "pip3"].includes(name);
    const setting = isGit ? words.find((word) => settings.test(sketchOf(word))) : undefined;
    if (flag === undefined && !setting) return [];
    const place = words.find(
      (word) => settings.test(sketchOf(word)) || new RegExp(`^-{1,2}\\w*${flag ?? "\0"}`, "u").test(sketchOf(word)),
    );
    const said = place ? shown(textAt(place.range)) : `\`${name}\``;
    const says = `${said} takes what comes without checking who sent it.`;
    return [
      {
        place: place?.range ?? command.range,
        says,
        mend: "Drop it, and install the certificate or key that is missing.",
      },
    ];
  }),
);
