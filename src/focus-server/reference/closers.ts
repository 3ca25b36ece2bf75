/** What must be closed, in the reverse order of its opening; each is tried, the failures are reported together. */

export interface Closers {
  add(close: () => Promise<void> | void): void;
  /** Safe to call twice. */
  closeAll(): Promise<void>;
}

export function createClosers(): Closers {
  const waiting: (() => Promise<void> | void)[] = [];
  const run = async (): Promise<void> => {
    const errors: unknown[] = [];
    for (let close = waiting.pop(); close !== undefined; close = waiting.pop()) {
      try {
        await close();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'not everything could be closed');
  };
  let closing: Promise<void> | null = null;
  return {
    add: (close) => waiting.push(close),
    closeAll: () => (closing ??= run()),
  };
}
