/**
 * `CMD`, `ENTRYPOINT` or `RUN` whose list is not JSON.
 *
 * Why: what is no valid JSON is handed to a shell as text, brackets and quotes included, and the container does not start.
 *
 * Bad (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * CMD ['server', '--port', '8080']
 * ```
 *
 * Good (Dockerfile):
 * ```dockerfile
 * FROM debian:12.7
 * CMD ["server", "--port", "8080"]
 * ```
 *
 * Mend: use double quotes and no trailing comma.
 *
 * Waive: `# plumbline-disable-next-line style/docker/broken-exec-form -- reason`
 */

import { dockerfileCheck, isThrownAway } from "./reading/dockerfile-check.ts";

const keywords = new Set(["CMD", "ENTRYPOINT", "RUN", "SHELL", "VOLUME", "COPY", "ADD"]);

export default dockerfileCheck((view) =>
  view.instructions.flatMap(({ keyword, form, bodyText, body, stage }) => {
    const text = bodyText.trim();
    if (!keywords.has(keyword) || form === "json" || !text.startsWith("[") || !text.endsWith("]")) return [];
    // `RUN [ -f x ]` is a test, as the shell writes it.
    if (/^\[[ \t]+[^"',[\]]+\]$/u.test(text) && !text.includes(",")) return [];
    // What a stage starts with that nothing is left of starts nowhere.
    const own = view.stages[stage ?? -1];
    if (own && (keyword === "CMD" || keyword === "ENTRYPOINT") && isThrownAway(own, view)) return [];
    const says = `This list is not JSON, so \`${keyword}\` hands it to a shell as it stands, brackets included.`;
    return [{ place: body, says, mend: "Put each word between double quotes, with commas between them." }];
  }),
);
