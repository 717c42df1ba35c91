/** Lets commands look into an embedded store that a running process holds: they ask it, over the socket of its lock. */

import { request } from "node:http";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { DeadLetter, Keeper } from "../open-store.ts";
import type { RuleStatistic } from "../store.ts";
import { StoreError } from "../store-error.ts";

/** Only whoever may read the directory reaches the socket, so nobody is asked who he is. */
export function keeperListener(keeper: Keeper): RequestListener {
  return (asked, answer) => {
    respond(keeper, asked, answer).catch((error: unknown) => {
      if (!answer.headersSent) answer.writeHead(500);
      answer.end(error instanceof Error ? error.message : String(error));
    });
  };
}

async function respond(keeper: Keeper, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  switch (`${asked.method} ${asked.url}`) {
    case "GET /dead-letters":
      return void answer.end(JSON.stringify(await keeper.deadLetters()));
    case "POST /redrive": {
      const { ids } = JSON.parse(await readAll(asked)) as { ids?: readonly string[] };
      return void answer.end(JSON.stringify(await keeper.redrive(ids)));
    }
    case "GET /rule-statistics":
      return void answer.end(JSON.stringify(await keeper.ruleStatistics()));
    case "GET /export":
      return sendLines(keeper.exportLines(), answer);
    case "GET /audit":
      return sendLines(keeper.auditLines(), answer);
    default:
      return void answer.writeHead(404).end();
  }
}

async function sendLines(lines: AsyncIterable<string>, answer: ServerResponse): Promise<void> {
  for await (const line of lines) {
    if (!answer.write(line)) await new Promise((resolve) => answer.once("drain", resolve));
  }
  answer.end();
}

/** The keeper of the process behind a socket. */
export function keeperBehind(socket: string): Keeper {
  return {
    async deadLetters() {
      return JSON.parse(await readAll(await ask(socket, "GET", "/dead-letters"))) as readonly DeadLetter[];
    },
    async redrive(ids) {
      return JSON.parse(await readAll(await ask(socket, "POST", "/redrive", JSON.stringify({ ids })))) as number;
    },
    async ruleStatistics(of) {
      const all = JSON.parse(await readAll(await ask(socket, "GET", "/rule-statistics"))) as readonly RuleStatistic[];
      return of === undefined ? all : all.filter(({ owner, repo }) => owner === of.owner && repo === of.repo);
    },
    auditLines: () => readLines(socket, "/audit"),
    exportLines: () => readLines(socket, "/export"),
  };
}

async function* readLines(socket: string, path: string): AsyncGenerator<string> {
  const answer = await ask(socket, "GET", path);
  answer.setEncoding("utf8");
  yield* answer as AsyncIterable<string>;
}

function ask(socketPath: string, method: string, path: string, body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath, method, path, agent: false }, (answer) => {
      if (answer.statusCode === 200) return resolve(answer);
      readAll(answer).then((reason) => reject(new StoreError(`the running process answers: ${reason}`)), reject);
    });
    asking.on("error", reject);
    asking.end(body);
  });
}

async function readAll(message: IncomingMessage): Promise<string> {
  let text = "";
  message.setEncoding("utf8");
  for await (const part of message as AsyncIterable<string>) text += part;
  return text;
}
