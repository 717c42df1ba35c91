/**
 * Commands that make no sense in a container.
 *
 * Why: they talk to an init system, a terminal or a kernel that is not there while an image is built.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * RUN service nginx start
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * CMD ["nginx", "-g", "daemon off;"]
 * ```
 *
 * Mend: delete it; what must run belongs in `CMD`.
 *
 * Waive: `# plumbline-disable-next-line style/docker/pointless-command -- reason`
 */

import { operandsOf, textOf } from "../../../languages/shell/words.ts";
import { dockerfileCheck } from "./reading/dockerfile-check.ts";

const pointless = new Set(
  "free kill mount umount ps service systemctl shutdown reboot ssh top htop vim vi nano ifconfig".split(" "),
);
/** What systemctl does by writing links alone. */
const onDisk = new Set(["enable", "disable", "mask", "unmask", "set-default", "preset", "preset-all"]);

export default dockerfileCheck(({ commands }) =>
  commands.flatMap((each) => {
    const { name, at, script, command } = each;
    if (!pointless.has(name)) return [];
    if (name === "systemctl" && onDisk.has(textOf(operandsOf(each)[0]) ?? "")) return [];
    // Further down a script stops what it has started itself.
    const isFirst = script.tree.body.items[0]?.range[0] === command.range[0];
    if (!isFirst && (name === "kill" || name === "service")) return [];
    const says = `\`${name}\` has nothing to talk to while an image is built.`;
    return [{ place: at, says, mend: "Delete it; what must run with the container belongs in `CMD`." }];
  }),
);
