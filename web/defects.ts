/** What nobody caught: the process cannot know what else is wrong with it, so it is replaced; nothing that waits is lost by that. */

/** Told of a defect; the first one ends the service, those that follow are only told. */
export type DefectListener = (error: unknown) => void;

/** The part of `process` that tells of defects, and can end it. */
export interface DefectSource {
  readonly on?: (kind: "uncaughtException" | "unhandledRejection", listener: DefectListener) => unknown;
  readonly exit?: (code: number) => unknown;
}

/** Milliseconds that are left to finish or release what runs; then the process ends whatever it is doing. */
const lastMoments = 40_000;

/** Resolves at the first defect. From now on none of them ends the process by itself. */
export function firstDefect(source: DefectSource, tell: DefectListener, exitCode: number): Promise<void> {
  return new Promise((resolve) => {
    let isFirst = true;
    const hear: DefectListener = (error) => {
      tell(error);
      if (!isFirst) return;
      isFirst = false;
      // Whatever went wrong may also keep the end from being reached.
      setTimeout(() => source.exit?.(exitCode), lastMoments).unref();
      resolve();
    };
    source.on?.("uncaughtException", hear);
    source.on?.("unhandledRejection", hear);
  });
}

/** Where an error was made: our own lines, without its message, which may quote what was being read. */
export function placeOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const { stack = "", message } = error;
  const frames = stack.slice(stack.indexOf(message) + message.length);
  const lines = frames.split("\n").map((line) => line.trim());
  return lines.filter((line) => line.startsWith("at ")).slice(0, 8);
}
