/**
 * The old name of `serviceAccountName`.
 *
 * Why: the cluster keeps `serviceAccount` for old clients only, and where both are set they may differ.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   serviceAccount: api
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: v1
 * kind: Pod
 * metadata:
 *   name: api
 * spec:
 *   serviceAccountName: api
 *   containers:
 *     - name: api
 *       image: registry.example.com/api:1.4.2
 * ```
 *
 * Mend: write `serviceAccountName`.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/deprecated-service-account -- reason`
 */

import { unknownValue } from "../../../languages/data.ts";
import { kubernetesCheck, onPods } from "../../security/kubernetes/reading/kubernetes-check.ts";

export default kubernetesCheck(
  onPods(({ spec }) => {
    const old = spec.at("serviceAccount");
    const account = spec.at("serviceAccountName");
    if (old.isMissing || account.value === old.value || account.value === unknownValue) return [];
    return [
      {
        place: old.place(),
        says: "names its account in `serviceAccount`, which is deprecated",
        mend: "Write `serviceAccountName`.",
      },
    ];
  }),
);
