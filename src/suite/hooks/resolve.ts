/** Where TypeScript authors expect their imports to lead. */
import type { ResolveHook, ResolveHookSync } from 'node:module';
import { API_SPECIFIER, API_URL } from './api-module.ts';

const API = { url: API_URL, format: 'module', shortCircuit: true } as const;
const ENDINGS = ['.ts', '.mts', '.js', '.mjs', '/index.ts', '/index.js'];

/** Other spellings of a relative import that leads nowhere: without its ending, or with that of the output. */
function listSpellings(specifier: string, from: string | undefined): readonly string[] {
  if (!/^\.{1,2}\//.test(specifier) || from?.includes('/node_modules/') === true) return [];
  const source = specifier.replace(/\.(m?)js$/, '.$1ts');
  return [...(source === specifier ? [] : [source]), ...ENDINGS.map((ending) => specifier + ending)];
}

export const resolveSync: ResolveHookSync = (specifier, context, next) => {
  if (specifier === API_SPECIFIER) return API;
  try {
    return next(specifier, context);
  } catch (error) {
    for (const spelling of listSpellings(specifier, context.parentURL)) {
      try {
        return next(spelling, context);
      } catch {
        // The first error says what the author wrote.
      }
    }
    throw error;
  }
};

/** The same for Node versions whose hooks run in a thread of their own. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  if (specifier === API_SPECIFIER) return API;
  try {
    return await next(specifier, context);
  } catch (error) {
    for (const spelling of listSpellings(specifier, context.parentURL)) {
      try {
        return await next(spelling, context);
      } catch {
        // The first error says what the author wrote.
      }
    }
    throw error;
  }
};
