/** The parts of a container image's name. */

export interface Image {
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** `undefined` for what is filled in later (`$IMAGE`, `IMAGE_PLACEHOLDER` is a name like any other). */
export function imageOf(text: string | undefined): Image | undefined {
  if (text === undefined || text === "" || text.includes("$") || /[{}<>\s]/u.test(text)) return undefined;
  const [name = "", digest] = text.split("@", 2);
  const colon = name.lastIndexOf(":");
  // A colon before the last slash belongs to the registry's port.
  const isTagged = colon > name.lastIndexOf("/");
  return {
    repository: isTagged ? name.slice(0, colon) : name,
    tag: isTagged ? name.slice(colon + 1) : undefined,
    digest,
  };
}
