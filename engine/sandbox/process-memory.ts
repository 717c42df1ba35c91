/** How much memory a process and all its descendants hold, as the kernel's `/proc` tells it. */

import { readdir, readFile } from "node:fs/promises";

const mostProcesses = 200;

/** In bytes, of what is not backed by files; 0 where the process is gone. */
export async function treeMemory(root: number): Promise<number> {
  const waiting = [root];
  let processes = 0;
  let kibibytes = 0;
  for (let pid = waiting.pop(); pid !== undefined && processes < mostProcesses; pid = waiting.pop()) {
    processes += 1;
    kibibytes += await ownMemory(pid);
    waiting.push(...(await children(pid)));
  }
  return kibibytes * 1024;
}

async function ownMemory(pid: number): Promise<number> {
  const status = await read(`/proc/${pid}/status`);
  let kibibytes = 0;
  for (const match of status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gmu)) kibibytes += Number(match[1]);
  return kibibytes;
}

/** A process that a thread started is a child of that thread. */
async function children(pid: number): Promise<readonly number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(threads.map((thread) => read(`/proc/${pid}/task/${thread}/children`)));
  return lists.flatMap((list) => list.split(" ").flatMap((each) => (each === "" ? [] : [Number(each)])));
}

function read(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}
