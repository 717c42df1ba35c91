/** Actions that restore caches, and how each is told not to; actions that publish. */

import { isDynamic, textAt, type WorkflowNode } from "../../../../languages/workflow/node.ts";
import { majorOf, readUses, type RepositoryUses } from "../../../../languages/workflow/uses.ts";

export type Caching = "on" | "off" | "conditional";

interface CacheSwitch {
  /** Without its inputs. */
  readonly unset: "on" | "off";
  /** Input that switches it, and what its value means. */
  readonly input?: string;
  /** `true` switches it off. */
  readonly inverted?: boolean;
}

const switches: ReadonlyMap<string, CacheSwitch> = new Map<string, CacheSwitch>([
  ["actions/cache", { unset: "on" }],
  ["actions/cache/restore", { unset: "on" }],
  ["actions/setup-dotnet", { unset: "off", input: "cache" }],
  ["actions/setup-go", { unset: "on", input: "cache" }],
  ["actions/setup-java", { unset: "off", input: "cache" }],
  ["actions/setup-node", { unset: "off", input: "cache" }],
  ["actions/setup-python", { unset: "off", input: "cache" }],
  ["astral-sh/setup-uv", { unset: "on", input: "enable-cache" }],
  ["bufbuild/buf-setup-action", { unset: "off" }],
  ["docker/build-push-action", { unset: "off" }],
  ["golangci/golangci-lint-action", { unset: "on", input: "skip-cache", inverted: true }],
  ["gradle/actions/setup-gradle", { unset: "on", input: "cache-disabled", inverted: true }],
  ["graalvm/setup-graalvm", { unset: "off", input: "cache" }],
  ["mozilla-actions/sccache-action", { unset: "on" }],
  ["nix-community/cache-nix-action", { unset: "on" }],
  ["pyo3/maturin-action", { unset: "off", input: "sccache" }],
  ["pnpm/action-setup", { unset: "off", input: "cache" }],
  ["ramsey/composer-install", { unset: "on", input: "ignore-cache", inverted: true }],
  ["ruby/setup-ruby", { unset: "off", input: "bundler-cache" }],
  ["swatinem/rust-cache", { unset: "on", input: "lookup-only", inverted: true }],
]);

export function cachingOf(uses: RepositoryUses, text: string, step: WorkflowNode): Caching {
  const name = uses.path === "" ? uses.slug : `${uses.slug}/${uses.path.toLowerCase()}`;
  const known = switches.get(name);
  if (known === undefined) return "off";
  if (name === "actions/setup-node") return cachingOfNode(uses, text, step);
  const value = known.input === undefined ? undefined : textAt(step, "with", known.input);
  if (value === undefined) return known.unset;
  if (isDynamic(value)) return "conditional";
  const isOff = /^(?:|false|no|off|0)$/iu.test(value.text);
  return isOff === (known.inverted ?? false) ? "on" : "off";
}

/** From its fifth version on it caches by itself where `package.json` names a package manager. */
function cachingOfNode({ ref }: RepositoryUses, _text: string, step: WorkflowNode): Caching {
  if (textAt(step, "with", "cache") !== undefined) return "on";
  const automatic = textAt(step, "with", "package-manager-cache");
  if (automatic !== undefined) return /^false$/iu.test(automatic.text) ? "off" : "on";
  const major = majorOf(ref);
  return major === undefined || major >= 5 ? "on" : "off";
}

const publishers: ReadonlySet<string> = new Set([
  "actions/create-release",
  "actions/deploy-pages",
  "aws-actions/amazon-ecs-deploy-task-definition",
  "cloudflare/wrangler-action",
  "docker/build-push-action",
  "google-github-actions/deploy-cloudrun",
  "goreleaser/goreleaser-action",
  "js-devtools/npm-publish",
  "katyo/publish-crates",
  "ncipollo/release-action",
  "pypa/gh-action-pypi-publish",
  "rubygems/release-gem",
  "shogo82148/actions-upload-release-asset",
  "softprops/action-gh-release",
  "svenstaro/upload-release-action",
]);

export function isPublisher(text: string, step: WorkflowNode): boolean {
  const uses = readUses(text);
  if (uses?.kind !== "repository" || !publishers.has(uses.slug)) return false;
  return uses.slug !== "docker/build-push-action" || textAt(step, "with", "push")?.text === "true";
}
