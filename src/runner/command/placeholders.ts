/** The places in a command that are filled anew for every iteration. */
export interface PlaceholderValues {
  readonly iteration: string;
  readonly iterations: string;
  readonly junit: string;
  readonly seed: string;
  readonly out: string;
}

/** Replaces `{iteration}` and its kin in one pass: a value is never read again. Other braces stay. */
export function fillPlaceholders(word: string, values: PlaceholderValues): string {
  return word.replaceAll(
    /\{(iteration|iterations|junit|seed|out)\}/g,
    (_, name: keyof PlaceholderValues) => values[name],
  );
}
