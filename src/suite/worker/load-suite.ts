/** Finds the suite that a source means. */
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { errorCode } from '../../kit/error-text.ts';
import type { SuiteSource } from '../types/plan.ts';
import type { Suite } from '../types/suite.ts';
import { API_SPECIFIER } from '../hooks/api-module.ts';
import { findSyntaxError } from '../hooks/transpile.ts';
import { SuiteNotLoaded } from '../errors.ts';
import { callSuite } from './describe-failure.ts';

/** @throws SuiteNotLoaded */
export async function loadSuite(
  source: SuiteSource,
  bundled: ReadonlyMap<string, () => Promise<Suite>>,
): Promise<Suite> {
  if (source.kind === 'file') return loadFile(source.path, source.name);
  const load = bundled.get(source.name);
  if (load === undefined) throw new SuiteNotLoaded(`there is no bundled suite ${source.name}`);
  return load();
}

async function loadFile(path: string, name: string): Promise<Suite> {
  let module: { readonly default?: unknown };
  try {
    module = await callSuite((url) => import(url) as Promise<typeof module>, pathToFileURL(path).href);
  } catch (error) {
    throw new SuiteNotLoaded(`${name} could not be loaded: ${explain(error, path)}`, { cause: error });
  }
  if (isSuite(module.default)) return module.default;
  const found =
    'default' in module ? `its default export is ${describe(module.default)}` : 'it has no default export';
  throw new SuiteNotLoaded(
    `${name} exports no suite, ${found}: write export default suite('name', ({ test }) => { ... })`,
  );
}

/** Suites of another copy of this program are as good as ours. */
function isSuite(value: unknown): value is Suite {
  return typeof value === 'object' && value !== null && 'isFocusStabilitySuite' in value;
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'another object' : inspect(value).slice(0, 80);
}

function explain(error: unknown, path: string): string {
  if (!(error instanceof Error)) return `it threw ${inspect(error).slice(0, 200)}`;
  const { message } = error;
  const code = errorCode(error);
  if (code === 'MODULE_NOT_FOUND' && message.includes(API_SPECIFIER))
    return `this version of Node gives ${API_SPECIFIER} to ES modules only: use import instead of require, and name the file .mjs or .ts`;
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND')
    return `${firstLine(message)}; check the path, or install the package beside the suite`;
  const place = error instanceof SyntaxError ? findSyntaxError(path) : '';
  return `${error.name}: ${firstLine(message)}${place}`;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
