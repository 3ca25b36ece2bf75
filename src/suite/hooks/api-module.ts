/**
 * The module that suites import. It lives in no file: its text fetches the API of this very process, so that it works
 * from sources, from the bundle, and with hooks that run in a thread of their own.
 */
import * as api from '../api/index.ts';

export const API_SPECIFIER = 'focus-stability/suite';
export const API_URL = 'focus-stability:suite';
const PLACE = 'focus-stability.suite';

/** Puts the API where the module looks for it. */
export function publishApi(): void {
  Object.defineProperty(globalThis, Symbol.for(PLACE), { value: api, configurable: true });
}

export function writeApiModule(): string {
  const names = Object.keys(api).map((name) => `export const ${name} = api.${name};`);
  return [`const api = globalThis[Symbol.for('${PLACE}')];`, ...names, ''].join('\n');
}
