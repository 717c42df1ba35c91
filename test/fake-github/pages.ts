/** Web pages for people: a pull request's check run as GitHub would lay it out. */

import type { ServerResponse } from "node:http";
import type { World } from "./world.ts";

export function answerPage(world: World, path: string, response: ServerResponse): void {
  response.writeHead(404, { "content-type": "text/plain" }).end(`${world.url}${path}: not found`);
}
