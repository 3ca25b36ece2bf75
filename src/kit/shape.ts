/** Foreign data: JSON that may be none, and checks that the compiler holds to the type they claim. */

/** Undefined, which no JSON means, where the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An own property, and of what is no object none. */
export function hasKey(value: unknown, key: string): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

export type Guard<T> = (value: unknown) => value is T;

/** One check for every property of T, none forgotten. */
export function isShaped<T extends object>(checks: { readonly [K in keyof T]-?: Guard<T[K]> }): Guard<T> {
  const entries = Object.entries<Guard<unknown>>(checks);
  return (value): value is T =>
    typeof value === 'object' &&
    value !== null &&
    entries.every(([key, check]) => check((value as Readonly<Record<string, unknown>>)[key]));
}

export function listOf<T>(check: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every((item) => check(item));
}

export function orNull<T>(check: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || check(value);
}

export const isText: Guard<string> = (value) => typeof value === 'string';
export const isNumber: Guard<number> = (value) => typeof value === 'number';
/** Whole and not negative. */
export const isCount: Guard<number> = (value): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;
