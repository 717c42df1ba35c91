/** Files that hold no secrets of anybody's, whatever they look like: locks, checksums, what machines pack, samples to be filled in. */

const locks =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.ya?ml|bun\.lock|deno\.lock|poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|cargo\.lock|go\.(?:sum|mod)|gemfile\.lock|composer\.lock|flake\.lock|mix\.lock|pubspec\.lock|podfile\.lock|gradle\.lockfile|packages\.lock\.json|\.terraform\.lock\.hcl|chart\.lock|requirements\.lock|helmfile\.lock)$/i;
const sums =
  /(?:^|\/)(?:(?:sha(?:1|256|512)|md5)sums?|checksums?)(?:\.[a-z0-9]+)?$|\.(?:sha(?:1|256|512)|md5|sum|sig|asc|crt|pub)$/i;
const packed =
  /\.min\.[cm]?js$|\.min\.css$|\.(?:map|svg|ipynb|snap|patch|diff|csv|tsv|log|po|pot)$|(?:^|\/)(?:vendor|node_modules|third_party)\//i;
const samples =
  /\.(?:example|sample|dist|template|tmpl|tpl|default|defaults)(?:\.[a-z0-9]+)?$|(?:^|[./_-])(?:example|sample)\.[a-z0-9]+$/i;

export function holdsNoSecrets(path: string): boolean {
  return [locks, sums, packed, samples].some((form) => form.test(path));
}
