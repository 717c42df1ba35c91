/** What is wrong with a scenario's text. */

/** The text does not keep the form; the message names the line. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
}
