/** What a hostile program tries to reach from inside the sandbox, each with the proof that it would succeed outside. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "@jest/globals";
import { openCanaries } from "../../../engine/sandbox/self-test.ts";
import { openToolRunner } from "../../../engine/sandbox/tool-runner.ts";
import { describeWith } from "../../required.ts";
import { inside, missingSandbox, outside, outsideAsMyself, printed } from "./inside.ts";

const isRoot = process.getuid?.() === 0;

describeWith("tools", missingSandbox(), "out of reach", () => {
  test("a file, a variable and a port, which the same script reaches outside", async () => {
    const canaries = await openCanaries();
    try {
      expect(canaries.reached(await printed(canaries.script))).toEqual([]);
      expect(canaries.reached(await outside(canaries.script))).toHaveLength(3);
    } finally {
      await canaries.remove();
    }
  });

  test("the machine's own accounts and settings", async () => {
    const script = "cat /etc/shadow /etc/hostname /etc/passwd; ls /etc /var/lib /root /home /work";
    const seen = await printed(script);
    expect(seen).toContain("nobody:x:65534");
    expect(seen).not.toMatch(/^root:[*!$]/mu);
    expect(seen).not.toMatch(/^(?:apt|dpkg|ssh|sudoers)$/mu);
    expect(outsideAsMyself("ls /etc /var/lib")).toMatch(/^dpkg$/mu);
    if (isRoot) expect(outsideAsMyself("cat /etc/shadow")).toMatch(/^root:[*!$]/mu);
  });

  test("where it lies on disk", async () => {
    const seen = await printed(
      "tr '\\0' ' ' < /proc/1/cmdline; cat /proc/1/environ; tr '\\0' ' ' < /proc/self/environ",
    );
    expect(seen).toContain("--args 5");
    expect(seen).not.toContain("plumbline-run");
  });

  test("this program's own environment", async () => {
    expect(await printed("env | cut -d= -f1 | sort | tr '\\n' ' '")).toBe(
      "HOME LANG LC_ALL MALLOC_ARENA_MAX PATH PWD SHLVL TMPDIR TZ _ ",
    );
  });

  test("descriptors of this program", async () => {
    expect((await printed("ls /proc/self/fd | tr '\\n' ' '")).trim()).toBe("0 1 2 3");
  });

  test("an abstract socket, which belongs to a network and not to a folder", async () => {
    const name = `plumbline-${process.pid}`;
    const address = `my $name = pack("Sa*", AF_UNIX, "\\0${name}"); socket(S, AF_UNIX, SOCK_STREAM, 0);`;
    const listen = `${address} bind(S, $name); listen(S, 5); $| = 1; print "ready"; sleep 60`;
    const listener = spawn("perl", ["-MSocket", "-e", listen], { stdio: ["ignore", "pipe", "ignore"] });
    await once(listener.stdout, "data");
    const script = `perl -MSocket -e '${address} print connect(S, $name) ? "reached" : "no: $!"'`;
    try {
      expect(await printed(script)).toBe("no: Connection refused");
      expect(await outside(script)).toBe("reached");
    } finally {
      listener.kill("SIGKILL");
    }
  });

  test("the network and the metadata service of a cloud", async () => {
    const seen = await printed("exec 3<>/dev/tcp/169.254.169.254/80");
    expect(seen).toContain("Network is unreachable");
    expect(await printed("cat /proc/net/dev | tail -n +3 | cut -d: -f1 | tr -d ' '")).toBe("lo\n");
  });

  test.each([
    ["raw packets", 17],
    ["the hypervisor", 40],
    ["bluetooth", 31],
    ["the kernel's cryptography", 38],
  ])("sockets to %s", async (_, family) => {
    const script = `perl -e 'print socket(S, ${family}, ${family === 38 ? 5 : 3}, 0) ? "open" : "no: $!"'`;
    expect(await printed(script)).toBe("no: Address family not supported by protocol");
    if (family === 17 && isRoot) expect(outsideAsMyself(script)).toBe("open");
  });

  test("places to write", async () => {
    const places = [
      "/",
      "/src",
      "/usr",
      "/usr/bin",
      "/etc",
      "/dev",
      "/opt",
      "/opt/support",
      "/var",
      "/var/lib",
      "/proc/sys",
    ];
    const seen = await printed(places.map((place) => `touch ${place}/x 2>/dev/null && echo wrote ${place}`).join("\n"));
    expect(seen).toBe("");
    expect(await printed("chmod 777 nginx.conf; mv nginx.conf x; rm nginx.conf; ls; echo > nginx.conf")).toMatch(
      /Read-only file system[^]*nginx\.conf/u,
    );
    expect(await outside("touch /tmp/plumbline-control && rm /tmp/plumbline-control && echo wrote")).toBe("wrote\n");
  });

  test("other processes", async () => {
    const script = `kill -0 ${process.pid} && echo alive; kill -9 ${process.ppid}; kill -9 1; echo here`;
    const seen = await printed(script);
    expect(seen).not.toContain("alive");
    expect(seen).toContain("here");
    const everybody = await inside("kill -9 -1; echo still");
    expect(everybody.kind).not.toBe("unavailable");
    expect(outsideAsMyself(`kill -0 ${process.pid} && echo alive`)).toBe("alive\n");
  });

  test("settings of the kernel", async () => {
    const script =
      "for each in kernel/core_pattern kernel/sysrq vm/drop_caches; do { echo x > /proc/sys/$each && echo wrote; } 2>/dev/null; done";
    expect(await printed(script)).toBe("");
    expect(await printed("echo x 2>/dev/null > /proc/sysrq-trigger && echo wrote || true")).not.toContain("wrote");
    expect(await printed("grep -E '^(Uid|CapEff|NoNewPrivs|Seccomp):' /proc/self/status")).toMatch(
      /Uid:\s+65534[^]*CapEff:\s+0000000000000000[^]*NoNewPrivs:\s+1[^]*Seccomp:\s+2/u,
    );
  });

  test("another account", async () => {
    const seen = await printed(
      "su -c id; sudo -n id; mount -t tmpfs x /tmp; chroot / id; mknod /tmp/x c 1 3; unshare -U id",
    );
    expect(seen).not.toContain("uid=");
    if (isRoot) expect(outsideAsMyself("chroot / id")).toContain("uid=0");
    expect(await outside("unshare -U id")).toContain("uid=");
  });

  // The numbers are those of x64; the filter's own test holds both tables to each other.
  const calls: readonly (readonly [string, string])[] = [
    ["ptrace", "101, 0, 0, 0, 0"],
    ["keyctl", "250, 0, -3, 1"],
    ["io_uring_setup", "425, 1, 0"],
    ["bpf", "321, 0, 0, 0"],
    ["perf_event_open", "298, 0, 0, 0, 0, 0"],
    ["userfaultfd", "323, 0"],
    ["memfd_create", "319, $text, 0"],
    ["shmget", "29, 0, 4096, 512"],
    ["unshare", "272, 0x10000000"],
    ["clone with a new user namespace", "56, 0x10000011, 0, 0, 0, 0"],
    ["open_by_handle_at", "304, 0, 0, 0"],
    ["process_vm_readv", "310, 1, 0, 0, 0, 0, 0"],
    ["chroot", "161, $text"],
  ];
  const onX64 = process.arch === "x64" ? calls : [];
  test.each([...onX64, ["getpid, as the control", "39"] as const])("the system call %s", async (name, given) => {
    const script = `perl -e 'my $text = "/"; my $x = syscall(${given}); print $x == -1 ? "no: $!" : "done"'`;
    if (name.startsWith("getpid"))
      expect(await printed(script.replace("39", process.arch === "x64" ? "39" : "172"))).toBe("done");
    else expect(await printed(script)).toBe("no: Operation not permitted");
  });

  test("calls of another table are deadly", async () => {
    if (process.arch !== "x64") return;
    expect(await printed("perl -e 'syscall(0x40000000 + 39); print 1'; echo $?")).toMatch(/159|Bad system call/u);
  });
});

describeWith("tools", missingSandbox(), "the weaker mode", () => {
  test("says so, and runs what needs no namespaces", async () => {
    const runner = openToolRunner({ mode: "limits-only" });
    expect(runner.caution).toContain("without namespaces");
    const files = new Map([["site.conf", "events {}\n"]]);
    const result = await runner.run({ program: "cat", arguments: ["/src/site.conf"], files });
    expect(result).toMatchObject({ kind: "exited", code: 0, stdout: "events {}\n" });
    const placed = await runner.run({ program: "cat", arguments: ["x"], files, placed: new Map([["/etc/nginx", ""]]) });
    expect(placed).toMatchObject({ kind: "unavailable" });
  });

  test("off means off", async () => {
    const result = await openToolRunner({ mode: "off" }).run({ program: "true", arguments: [], files: new Map() });
    expect(result).toEqual({ kind: "unavailable", reason: "the operator switched the sandbox off" });
  });
});
