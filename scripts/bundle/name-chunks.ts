/**
 * Names that depend only on which entries load a chunk. esbuild's own contain a hash of the content, so that every
 * change renames dozens of files.
 */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { Metafile } from 'esbuild';
import { readLoads, reduce, type Loads } from './loads.ts';
import { nameEntries } from './name-entries.ts';
import { keyOf, type ResolvedLayer } from './plan-shares.ts';

/** More entries than these are not listed in a name. */
const MOST_NAMES = 3;

/** Output -> its path in the folder of outputs. `layers`: names for sets of entries. */
export function nameChunks(
  metafile: Metafile,
  { layers, folder }: { readonly layers: readonly ResolvedLayer[]; readonly folder: string },
): Map<string, string> {
  const loads = readLoads(metafile);
  const names = nameEntries(loads.loaders.keys());
  const layerNames = new Map(layers.map(({ name, entries }) => [keyOf(entries), name]));
  const paths = new Map<string, string>();
  for (const [output, set] of loads.reach) {
    const { entryPoint } = metafile.outputs[output] ?? {};
    const isChunk = output.startsWith(`${folder}/chunks/`);
    const name =
      entryPoint === undefined
        ? (layerNames.get(keyOf(set)) ?? describeSet(set, loads, names))
        : names.get(entryPoint);
    paths.set(output, isChunk ? `chunks/${name}.js` : posix.relative(folder, output));
  }
  // Windows and macOS do not tell small from capital letters.
  const taken = new Set([...paths.values()].map((path) => path.toLowerCase()));
  if (taken.size < paths.size)
    throw new Error(`two chunks have one name: ${[...paths.values()].sort().join(', ')}`);
  return paths;
}

function describeSet(set: ReadonlySet<string>, loads: Loads, names: ReadonlyMap<string, string>): string {
  const told = reduce(set, loads).map((entry) => names.get(entry) ?? '');
  const listed = `of-${told.sort().slice(0, MOST_NAMES).join('-')}`;
  if (told.length <= MOST_NAMES && told.length > 0) return listed;
  return `${listed}-${createHash('sha256').update(keyOf(set)).digest('hex').slice(0, 6)}`;
}

/**
 * Puts the new names where the old ones are imported, and nowhere else: as often as the metafile says they are. They
 * contain `marker`, so that no text looks like one; where one does, this throws.
 */
export function renameImports(
  text: string,
  {
    output,
    metafile,
    paths,
    marker,
  }: {
    readonly output: string;
    readonly metafile: Metafile;
    readonly paths: ReadonlyMap<string, string>;
    readonly marker: string;
  },
): string {
  const imports = metafile.outputs[output]?.imports.filter(({ external }) => external !== true) ?? [];
  const marked = imports.filter(({ path }) => path.includes(marker));
  const found = text.split(marker).length - 1;
  if (found !== marked.length) throw new Error(`${output}: "${marker}" stands in a text that is no import`);
  const from = posix.dirname(paths.get(output) ?? '');
  const before = posix.dirname(output);
  return [...new Set(marked.map(({ path }) => path))].reduce((renamed, path) => {
    const specifier = (start: string, target: string): string =>
      `"${posix.relative(start, target).replace(/^(?!\.)/, './')}"`;
    return renamed.replaceAll(specifier(before, path), specifier(from, paths.get(path) ?? ''));
  }, text);
}
