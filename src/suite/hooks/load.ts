/** Gives Node the text of modules that it cannot read by itself. */
import { readFileSync } from 'node:fs';
import type { LoadFnOutput, LoadHook, LoadHookSync } from 'node:module';
import { fileURLToPath } from 'node:url';
import { API_URL, writeApiModule } from './api-module.ts';
import { IS_TYPESCRIPT, transpileTypeScript } from './transpile.ts';

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
