/** Listeners of load balancers that speak plain HTTP and do more than send the client to HTTPS. */

import { valueAt } from "../reading/settings.ts";
import type { Section } from "../reading/section.ts";
import type { Inspector } from "../reading/terraform-check.ts";

/** TCP is left alone: what runs over it may be encrypted, and a redirect cannot be seen where it is not known. */
export const listener: Inspector = {
  on: ["aws_lb_listener", "aws_alb_listener"],
  inspect({ section }) {
    const protocol = section.read("protocol");
    const port = valueAt(section, "port");
    const isPlain =
      protocol.state === "known" ? protocol.value === "HTTP" : protocol.state === "absent" && String(port) === "80";
    if (!isPlain || redirects(section)) return [];
    return [
      {
        place: protocol.place,
        says: "serves plain HTTP, so that passwords and sessions travel in plain text",
        mend: 'Serve HTTPS, and answer here with a `redirect` to `protocol = "HTTPS"`.',
      },
    ];
  },
};

/** Also where it cannot be known. */
function redirects(section: Section): boolean {
  const { list, isWhole } = section.sections("default_action");
  if (!isWhole) return true;
  return list.some((action) => {
    const type = action.read("type");
    if (type.state === "unknown") return true;
    if (type.state === "known" && type.value === "fixed-response") return false;
    const target = action.sections("redirect");
    if (!target.isWhole) return true;
    return target.list.some((redirect) => {
      const protocol = redirect.read("protocol");
      return protocol.state === "unknown" || (protocol.state === "known" && protocol.value === "HTTPS");
    });
  });
}
