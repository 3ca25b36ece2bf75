/** The user asked for something that cannot be: exit code 2, message without a stack trace. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
