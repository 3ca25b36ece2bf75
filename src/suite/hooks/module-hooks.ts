/**
 * Makes `import ... from 'focus-stability/suite'` and TypeScript work in this process: where imports lead, and the text
 * of modules that Node cannot read by itself.
 */
import { readFileSync } from 'node:fs';
import module from 'node:module';
import type { LoadFnOutput, LoadHook, LoadHookSync, ResolveHook, ResolveHookSync } from 'node:module';
import { fileURLToPath } from 'node:url';
import { API_SPECIFIER, API_URL, publishApi, writeApiModule } from './api-module.ts';
import { IS_TYPESCRIPT, transpileTypeScript } from './transpile.ts';

/** `doorUrl`: a module that exports `resolve` and `load`, for Node versions that run hooks in a thread of their own. */
export function installHooks(doorUrl: string): void {
  publishApi();
  // Node 20 does not have it, whatever its types say.
  const { registerHooks } = module as Partial<typeof module>;
  if (registerHooks === undefined) module.register(doorUrl);
  else registerHooks({ resolve: resolveSync, load: loadSync });
}

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

function loadOurs(url: string): LoadFnOutput | null {
  if (url === API_URL) return { format: 'module', source: writeApiModule(), shortCircuit: true };
  if (!url.startsWith('file:') || !IS_TYPESCRIPT.test(url)) return null;
  const path = fileURLToPath(url);
  const source = transpileTypeScript(readFileSync(path, 'utf8'), path);
  return { format: url.endsWith('.cts') ? 'commonjs' : 'module', source, shortCircuit: true };
}

export const loadSync: LoadHookSync = (url, context, next) => loadOurs(url) ?? next(url, context);

/** The same for Node versions whose hooks run in a thread of their own. */
export const load: LoadHook = async (url, context, next) => loadOurs(url) ?? next(url, context);
