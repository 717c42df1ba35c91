/** Where GitHub looks for a repository's pull-request template. */

export const templatePaths: readonly string[] = ["", ".github/", "docs/"].flatMap((folder) => [
  `${folder}pull_request_template.md`,
  `${folder}PULL_REQUEST_TEMPLATE.md`,
]);
