/** What was asked for cannot be done, in words for the user: exit code 2, no stack trace. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}
