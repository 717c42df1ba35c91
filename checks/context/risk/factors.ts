/** Every factor of risk, in the order in which a reader wants to know of them. */

import type { Factor } from "./factor.ts";
import { access } from "./factors/access.ts";
import { freeze } from "./factors/freeze.ts";
import { manyResources } from "./factors/many-resources.ts";
import { network } from "./factors/network.ts";
import { noTests } from "./factors/no-tests.ts";
import { production } from "./factors/production.ts";
import { restarts } from "./factors/restarts.ts";
import { rulesChanged } from "./factors/rules-changed.ts";
import { shared } from "./factors/shared.ts";
import { statefulLoss } from "./factors/stateful-loss.ts";

export const factors: readonly Factor[] = [
  freeze,
  statefulLoss,
  restarts,
  network,
  access,
  production,
  shared,
  manyResources,
  rulesChanged,
  noTests,
];
