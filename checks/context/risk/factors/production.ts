/** Factor: the change touches production. */

import type { Factor } from "../factor.ts";

export const production: Factor = {
  name: "production",
  looksFor:
    "A file or namespace of production: by the globs and words that `environments:` gives it, by default the words `prod`, `production` and `prd` in a path.",
  why: "Whoever uses the service notices a mistake at once.",
  look({ environments }) {
    const found = environments.find(({ name }) => name === "production");
    return { evidence: found ? [found.evidence] : [] };
  },
};
