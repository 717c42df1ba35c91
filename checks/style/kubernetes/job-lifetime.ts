/**
 * Jobs that stay for ever when they are done.
 *
 * Why: finished jobs and their pods pile up until the API server is slow.
 *
 * Bad (k8s/app.yaml):
 * ```yaml
 * apiVersion: batch/v1
 * kind: Job
 * metadata:
 *   name: migration
 * spec:
 *   template:
 *     spec:
 *       containers: []
 * ```
 *
 * Good (k8s/app.yaml):
 * ```yaml
 * apiVersion: batch/v1
 * kind: Job
 * metadata:
 *   name: migration
 * spec:
 *   ttlSecondsAfterFinished: 3600
 *   template:
 *     spec:
 *       containers: []
 * ```
 *
 * Mend: set `ttlSecondsAfterFinished`.
 *
 * Waive: `# plumbline-disable-next-line style/kubernetes/job-lifetime -- reason`
 */

import { kubernetesCheck, onObjects } from "../../security/kubernetes/reading/kubernetes-check.ts";

export default kubernetesCheck(
  onObjects(["Job", "CronJob"], ({ kind, root }) => {
    const lifetime =
      kind === "Job"
        ? root.at("spec", "ttlSecondsAfterFinished")
        : root.at("spec", "jobTemplate", "spec", "ttlSecondsAfterFinished");
    if (kind === "Job" && lifetime.isMissing)
      return [
        { place: lifetime.place(), says: "stays for ever when it is done", mend: "Set `ttlSecondsAfterFinished`." },
      ];
    // A CronJob deletes its old jobs itself; both at once fight over the history.
    if (kind === "CronJob" && typeof lifetime.value === "number") {
      return [
        {
          place: lifetime.place(),
          says: "deletes its jobs before its history is full",
          mend: "Use `successfulJobsHistoryLimit` and `failedJobsHistoryLimit` instead.",
        },
      ];
    }
    return [];
  }),
);
