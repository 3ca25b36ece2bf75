/** Short stable names for things whose real names are long or hostile. */
import { createHash } from 'node:crypto';

const MOST_SLUG = 40;

/** First hexadecimal digits of the SHA-256 of a value's JSON, which also tells lone surrogates apart. */
export function digestOf(value: unknown, digits = 8): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? 'undefined')
    .digest('hex')
    .slice(0, digits);
}

/** `Nightly (main)` -> `nightly-main-1f0c93aa`: readable, unique, and inert wherever it is written. */
export function nameKey(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_SLUG)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? digestOf(name) : `${slug}-${digestOf(name)}`;
}
