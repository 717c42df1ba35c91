/** The versions of Kubernetes whose schemas are shipped. */

/** Those for which an official client was published, oldest first. */
export const offeredVersions = ["1.29", "1.30", "1.32", "1.33", "1.34", "1.36"] as const;

export const newestVersion = "1.36";
