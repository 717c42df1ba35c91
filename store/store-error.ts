/** What keeps the store from opening, told in one line to whoever started the process. */

export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly exitCode = 2;
}
