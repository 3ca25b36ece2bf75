/** Thrown by `t.skip()`. */
export class Skipped extends Error {
  override name = 'Skipped';
}
