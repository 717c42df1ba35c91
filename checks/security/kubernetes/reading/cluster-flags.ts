/** Settings of a cluster's own programs that open it, as the CIS benchmark and Kubernetes' documentation name them: one row each. */

/** Weak by the CIS benchmark's list: none of these gives forward secrecy and an authenticated cipher. */
const weakCipher = /_RC4_|_3DES_|_CBC_|^TLS_RSA_/u;
const loopback = /^(?:127\.|::1$|localhost$)/u;
const noTime = /^0(?:s|m|h)?$/u;

export interface ClusterSetting {
  /** Programs whose flag it is. */
  readonly programs: readonly string[];
  readonly flag: string;
  /** Where a `KubeletConfiguration` keeps the same. */
  readonly field?: readonly string[];
  readonly isUnsafe: (value: string) => boolean;
  /** Follows "sets `--flag`" or "sets `field`". */
  readonly so: string;
  readonly mend: string;
}

const apiServer = ["kube-apiserver"];
const kubelet = ["kubelet"];
const managers = ["kube-controller-manager", "kube-scheduler"];

export const clusterSettings: readonly ClusterSetting[] = [
  {
    programs: [...apiServer, ...kubelet],
    flag: "anonymous-auth",
    field: ["authentication", "anonymous", "enabled"],
    isUnsafe: isOn,
    so: "answers callers that give no name",
    mend: "Set it to `false`.",
  },
  {
    programs: [...apiServer, ...kubelet],
    flag: "authorization-mode",
    field: ["authorization", "mode"],
    isUnsafe: (value) => listOf(value).includes("AlwaysAllow"),
    so: "allows every caller everything",
    mend: "Use `Node,RBAC` on the API server, and `Webhook` on the kubelet.",
  },
  {
    programs: apiServer,
    flag: "token-auth-file",
    isUnsafe: isSet,
    so: "takes tokens from a file, which never expire",
    mend: "Delete the flag; use service accounts or OpenID Connect.",
  },
  {
    programs: apiServer,
    flag: "basic-auth-file",
    isUnsafe: isSet,
    so: "takes passwords from a file in plain text",
    mend: "Delete the flag; use service accounts or OpenID Connect.",
  },
  {
    programs: apiServer,
    flag: "insecure-bind-address",
    isUnsafe: isSet,
    so: "serves without encryption and without asking who calls",
    mend: "Delete the flag.",
  },
  {
    programs: [...apiServer, ...managers],
    flag: "insecure-port",
    isUnsafe: (value) => value !== "0",
    so: "serves without encryption and without asking who calls",
    mend: "Set it to `0`.",
  },
  {
    programs: apiServer,
    flag: "secure-port",
    isUnsafe: (value) => value === "0",
    so: "does not serve HTTPS",
    mend: "Set a port, or delete the flag.",
  },
  {
    programs: apiServer,
    flag: "enable-admission-plugins",
    isUnsafe: (value) => listOf(value).includes("AlwaysAdmit"),
    so: "lets `AlwaysAdmit` pass every object",
    mend: "Delete `AlwaysAdmit`.",
  },
  {
    programs: apiServer,
    flag: "disable-admission-plugins",
    isUnsafe: (value) =>
      listOf(value).some((plugin) => ["NamespaceLifecycle", "ServiceAccount", "NodeRestriction"].includes(plugin)),
    so: "turns off a plugin that other guarantees rest on",
    mend: "Delete it from the list.",
  },
  {
    programs: apiServer,
    flag: "kubelet-https",
    isUnsafe: isOff,
    so: "talks to the nodes without encryption",
    mend: "Delete the flag.",
  },
  {
    programs: apiServer,
    flag: "service-account-lookup",
    isUnsafe: isOff,
    so: "keeps taking tokens of service accounts that were deleted",
    mend: "Delete the flag.",
  },
  {
    programs: [...apiServer, ...managers],
    flag: "profiling",
    isUnsafe: isOn,
    so: "gives away the program's inner state",
    mend: "Set it to `false`.",
  },
  {
    programs: managers,
    flag: "bind-address",
    isUnsafe: (value) => !loopback.test(value),
    so: "answers on more than the loopback address",
    mend: "Set it to `127.0.0.1`.",
  },
  {
    programs: managers,
    flag: "address",
    isUnsafe: (value) => !loopback.test(value),
    so: "answers on more than the loopback address",
    mend: "Set it to `127.0.0.1`.",
  },
  {
    programs: ["kube-controller-manager"],
    flag: "use-service-account-credentials",
    isUnsafe: isOff,
    so: "runs every controller with all rights of the controller manager",
    mend: "Set it to `true`.",
  },
  {
    programs: ["kube-controller-manager", ...kubelet],
    flag: "feature-gates",
    field: ["featureGates", "RotateKubeletServerCertificate"],
    isUnsafe: (value) => isOff(value) || listOf(value).includes("RotateKubeletServerCertificate=false"),
    so: "keeps the kubelet's certificate until it runs out",
    mend: "Delete it; rotation is on by default.",
  },
  {
    programs: ["etcd"],
    flag: "client-cert-auth",
    isUnsafe: isOff,
    so: "lets anybody who reaches it read every secret",
    mend: "Set it to `true`, with a `--trusted-ca-file`.",
  },
  {
    programs: ["etcd"],
    flag: "peer-client-cert-auth",
    isUnsafe: isOff,
    so: "lets anybody who reaches it join as a member",
    mend: "Set it to `true`, with a `--peer-trusted-ca-file`.",
  },
  {
    programs: ["etcd"],
    flag: "auto-tls",
    isUnsafe: isOn,
    so: "uses a certificate that nobody can check",
    mend: "Delete the flag; set `--cert-file` and `--key-file`.",
  },
  {
    programs: ["etcd"],
    flag: "peer-auto-tls",
    isUnsafe: isOn,
    so: "uses a certificate that nobody can check",
    mend: "Delete the flag; set `--peer-cert-file` and `--peer-key-file`.",
  },
  {
    programs: kubelet,
    flag: "read-only-port",
    field: ["readOnlyPort"],
    isUnsafe: (value) => value !== "0",
    so: "shows the node's pods to anybody who asks",
    mend: "Set it to `0`.",
  },
  {
    programs: kubelet,
    flag: "streaming-connection-idle-timeout",
    field: ["streamingConnectionIdleTimeout"],
    isUnsafe: (value) => noTime.test(value),
    so: "never closes an idle connection",
    mend: "Set a time, as `5m`.",
  },
  {
    programs: kubelet,
    flag: "protect-kernel-defaults",
    field: ["protectKernelDefaults"],
    isUnsafe: isOff,
    so: "changes the node's kernel settings where they differ from its own",
    mend: "Set it to `true`.",
  },
  {
    programs: kubelet,
    flag: "make-iptables-util-chains",
    field: ["makeIPTablesUtilChains"],
    isUnsafe: isOff,
    so: "leaves the node's packet rules to whoever comes last",
    mend: "Set it to `true`.",
  },
  {
    programs: kubelet,
    flag: "rotate-certificates",
    field: ["rotateCertificates"],
    isUnsafe: isOff,
    so: "keeps its certificate until it runs out",
    mend: "Set it to `true`.",
  },
  {
    programs: [...apiServer, ...kubelet],
    flag: "tls-cipher-suites",
    field: ["tlsCipherSuites"],
    isUnsafe: (value) => listOf(value).some((suite) => weakCipher.test(suite)),
    so: "offers ciphers that are known to be weak",
    mend: "Keep suites with `ECDHE` and `GCM` or `CHACHA20`.",
  },
];

function isOn(value: string): boolean {
  return value === "true";
}

function isOff(value: string): boolean {
  return value === "false";
}

function isSet(value: string): boolean {
  return value !== "";
}

function listOf(value: string): readonly string[] {
  return value.split(",").map((part) => part.trim());
}
