/** What stands in something that was thrown: anything can be, and it has to be told in one line or traced. */

/** Its message; of what is no Error, the thing itself as text. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Where it was thrown, for a log: the stack with the message before it, as far as there is one. */
export function errorStack(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The code that Node gives its errors, such as `ENOENT`; null where there is none, or a number. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
