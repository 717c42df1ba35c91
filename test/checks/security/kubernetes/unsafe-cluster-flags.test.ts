/** Flags of the cluster's programs in each of the forms they are written in, and the kubelet's file. */

import { beforeAll, describe, expect, it } from "@jest/globals";
import check from "../../../../checks/security/kubernetes/unsafe-cluster-flags.ts";
import { openDocument } from "../../../../core/open-document.ts";
import type { Manifest } from "../../../../languages/kubernetes/objects.ts";
import { loadLanguage, parseDocument } from "../../../../languages/parse.ts";

beforeAll(() => loadLanguage("yaml"));

async function told(text: string): Promise<readonly string[]> {
  const document = openDocument("k8s/cluster.yaml", { kind: "text", text, byteOrderMark: false });
  const { findings } = await check.look(parseDocument(document) as Manifest, { options: {}, facts: undefined });
  return findings.map(({ message }) => message);
}

function pod(command: readonly string[], args: readonly string[] = []): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: control }
spec:
  containers:
    - name: program
      image: registry.k8s.io/program:v1.33.1
      command: ${JSON.stringify(command)}
      args: ${JSON.stringify(args)}
`;
}

describe("security/kubernetes/unsafe-cluster-flags", () => {
  it.each([
    [["kube-apiserver", "--anonymous-auth=true"], "`--anonymous-auth` to `true`"],
    [
      ["/usr/local/bin/kube-apiserver", "--authorization-mode", "AlwaysAllow"],
      "`--authorization-mode` to `AlwaysAllow`",
    ],
    [["etcd", "--auto-tls"], "`--auto-tls` to `true`"],
    [["etcd", "--auto-tls", "--name=one"], "`--auto-tls` to `true`"],
    [["kube-scheduler", "--bind-address=0.0.0.0"], "`--bind-address` to `0.0.0.0`"],
    [["kubelet", "--read-only-port=10255"], "`--read-only-port` to `10255`"],
    [["kube-apiserver", "--tls-cipher-suites=TLS_RSA_WITH_AES_128_GCM_SHA256"], "`--tls-cipher-suites`"],
  ])("finds %j", async (command, wanted) => {
    expect(await told(pod(command))).toEqual([expect.stringContaining(wanted)]);
    const [program = "", ...flags] = command;
    expect(await told(pod([program], flags))).toEqual([expect.stringContaining(wanted)]);
  });

  it.each([
    [["kube-apiserver", "--anonymous-auth=false", "--authorization-mode=Node,RBAC", "--insecure-port=0"]],
    [["kube-scheduler", "--bind-address=127.0.0.1"]],
    [["kube-apiserver", "--bind-address=0.0.0.0"]],
    [["kubelet", "--read-only-port=$(PORT)"]],
    [["web", "--anonymous-auth=true", "--auto-tls"]],
    [["kube-apiserver", "--anonymous-auth-note=true"]],
    [["kube-apiserver"]],
  ])("is silent on %j", async (command) => {
    expect(await told(pod(command))).toEqual([]);
  });

  it("reads the kubelet's own file", async () => {
    const file = (body: string) => `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${body}`;
    expect(await told(file("authentication: { anonymous: { enabled: true } }\n"))).toEqual([
      expect.stringContaining("`authentication.anonymous.enabled` to `true`"),
    ]);
    expect(await told(file("readOnlyPort: 1\nstreamingConnectionIdleTimeout: 0s\n"))).toHaveLength(2);
    expect(await told(file("readOnlyPort: 0\nprotectKernelDefaults: true\n"))).toEqual([]);
    expect(await told(file("readOnlyPort: [\n"))).toEqual([]);
  });
});
