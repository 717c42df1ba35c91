/** The system-call filter of the sandbox, as the program for the kernel's filter machine that bubblewrap loads. */

import { type Architecture, systemCalls } from "./system-calls.ts";

const load = 0x20;
const jumpIfEqual = 0x15;
const jumpIfAtLeast = 0x35;
const jumpIfAnyBit = 0x45;
const answer = 0x06;

const allow = 0x7fff0000;
const kill = 0x80000000;
const refuse = 0x00050000;
const notPermitted = refuse | 1;
/** The C library falls back to `clone`, whose flags can be read here; those of `clone3` lie in memory. */
const notImplemented = refuse | 38;
const familyNotSupported = refuse | 97;

/** Offsets in `struct seccomp_data`. */
const callNumber = 0;
const callArchitecture = 4;
const firstArgument = 16;

/** New cgroup, UTS, IPC, user, PID, network, mount and time namespaces. */
const newNamespaces = 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000 | 0x00020000 | 0x80;

/** UNIX, INET, INET6, NETLINK: what tools open to read their own interfaces; there is no network behind them. */
const families = [1, 2, 10, 16];

type Instruction = readonly [code: number, value: number, ifTrue?: number, ifFalse?: number];

/** A `struct sock_filter[]` of 8 bytes an instruction, in the machine's (little-endian) order. */
export function seccompFilter(architecture: Architecture): Buffer {
  const calls = systemCalls(architecture);
  const program: readonly Instruction[] = [
    [load, callArchitecture],
    [jumpIfEqual, calls.audit, 1, 0],
    [answer, kill],
    [load, callNumber],
    ...(calls.foreignFrom === undefined ? [] : when(jumpIfAtLeast, calls.foreignFrom, kill)),
    ...calls.refused.flatMap((call) => when(jumpIfEqual, call, notPermitted)),
    ...when(jumpIfEqual, calls.clone3, notImplemented),
    [jumpIfEqual, calls.clone, 0, 4],
    [load, firstArgument],
    ...when(jumpIfAnyBit, newNamespaces, notPermitted),
    [answer, allow],
    [jumpIfEqual, calls.socket, 1, 0],
    [answer, allow],
    [load, firstArgument],
    ...families.flatMap((family) => when(jumpIfEqual, family, allow)),
    [answer, familyNotSupported],
  ];
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, value, ifTrue = 0, ifFalse = 0], index) => {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(ifTrue, index * 8 + 2);
    bytes.writeUInt8(ifFalse, index * 8 + 3);
    bytes.writeUInt32LE(value >>> 0, index * 8 + 4);
  });
  return bytes;
}

/** One test that ends with an answer where it holds, and goes on where it does not. */
function when(test: number, value: number, result: number): readonly Instruction[] {
  return [
    [test, value, 0, 1],
    [answer, result],
  ];
}
