/**
 * Which entries shall load a module, so that chunks are few: esbuild makes one of all modules that the same entries load.
 *
 * An entry that only others load, all of which have a module, may have it too: this costs nothing, and holds for every
 * module. What is small may cost a little: layers say who takes what together.
 */
import type { Metafile } from 'esbuild';
import { close, readLoads, reduce, type Loads } from './loads.ts';
import { nameEntries } from './name-entries.ts';

export interface Layer {
  /** Of the chunk. */
  readonly name: string;
  /** Names of entries, or all except some. Modules that only these share are loaded by all of them. */
  readonly of: readonly string[] | { readonly allBut: readonly string[] };
  /**
   * `light`: modules that import neither packages nor what Node has to load for them. `own`: these too, as long as no
   * package comes along. Without it no module is moved, and the layer is a name for what the same entries load.
   */
  readonly takes?: 'light' | 'own';
}

export interface ResolvedLayer extends Omit<Layer, 'of'> {
  /** Paths of the sources. */
  readonly entries: ReadonlySet<string>;
}

/** Module -> the entries that shall load it: all modules that several entries load. */
export type Shares = ReadonlyMap<string, ReadonlySet<string>>;

/** Set of entries, as a key. */
export const keyOf = (set: Iterable<string>): string => [...set].sort().join('\n');

/** Throws for a name that no entry has. */
export function resolveLayers(layers: readonly Layer[], metafile: Metafile): ResolvedLayer[] {
  const loads = readLoads(metafile);
  const names = nameEntries(loads.loaders.keys());
  const paths = new Map([...names].map(([path, name]) => [name, path]));
  const find = (name: string): string => {
    const path = paths.get(name);
    if (path === undefined) throw new Error(`a layer names "${name}", which is no entry`);
    return path;
  };
  return layers.map(({ of, ...layer }) => {
    const named = new Set(('allBut' in of ? of.allBut : of).map(find));
    const chosen = 'allBut' in of ? [...paths.values()].filter((path) => !named.has(path)) : named;
    return { ...layer, entries: close(new Set(chosen), loads) };
  });
}

/** The first layer that a module fits takes it, and what it imports comes along. `small`: packages that count as ours. */
export function planShares(
  metafile: Metafile,
  { layers, small }: { readonly layers: readonly ResolvedLayer[]; readonly small: readonly string[] },
): Shares {
  const loads = readLoads(metafile);
  const isPackage = (input: string): boolean =>
    input.includes('node_modules/') && !small.some((name) => input.includes(`node_modules/${name}/`));
  const heavy = listHeavy(metafile, isPackage);
  const wrapped = listWrapped(metafile);
  const place = (input: string, set: ReadonlySet<string>): ReadonlySet<string> => {
    if (set.size === 1) return set;
    const closed = close(set, loads);
    if (isPackage(input) || !isForOthers(closed, loads)) return closed;
    const layer = layers.find(
      ({ entries, takes }) =>
        (takes === 'own' || (takes === 'light' && (!heavy.has(input) || wrapped.has(input)))) &&
        isWithin(closed, entries),
    );
    return layer?.entries ?? closed;
  };
  const sets = new Map(
    [...loads.reach].flatMap(([output, set]) =>
      listInputs(metafile, output).map((input): [string, ReadonlySet<string>] => [input, set]),
    ),
  );
  const open = new Set(sets.keys());
  for (const input of open) {
    open.delete(input);
    const placed = place(input, sets.get(input) ?? new Set());
    sets.set(input, placed);
    for (const { path, kind } of metafile.inputs[input]?.imports ?? []) {
      const before = kind === 'dynamic-import' ? undefined : sets.get(path);
      if (before === undefined || isPackage(path) || isWithin(placed, before)) continue;
      sets.set(path, new Set([...before, ...placed]));
      open.add(path);
    }
  }
  return new Map([...sets].filter(([, set]) => set.size > 1));
}

const isWithin = (set: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...set].every((entry) => other.has(entry));

/** What belongs to one entry, and to what that loads, stays there, unless it is a door: those are small. */
function isForOthers(closed: ReadonlySet<string>, loads: Loads): boolean {
  const [first = '', ...more] = reduce(closed, loads);
  return more.length > 0 || loads.loaders.get(first)?.size === 0;
}

function listInputs({ outputs }: Metafile, output: string): string[] {
  return Object.keys(outputs[output]?.inputs ?? {});
}

/** Node has these when it has started, or as good as. Others cost more than all that a layer saves. */
const LIGHT =
  /^(?:node:)?(?:events|fs|fs\/promises|os|path|process|string_decoder|timers\/promises|url|util)$/;

/** Modules that are, or import, a package or a part of Node that has to be loaded. */
function listHeavy(metafile: Metafile, isPackage: (input: string) => boolean): ReadonlySet<string> {
  const { inputs, outputs } = metafile;
  const live = new Set(Object.keys(outputs).flatMap((output) => listInputs(metafile, output)));
  const heavy = new Set<string>();
  for (let size = -1; size !== heavy.size;) {
    size = heavy.size;
    for (const input of live) {
      const isHeavy = inputs[input]?.imports.some(({ path, kind, external }) =>
        external === true ? !LIGHT.test(path) : kind !== 'dynamic-import' && heavy.has(path),
      );
      if (isHeavy === true || isPackage(input)) heavy.add(input);
    }
  }
  return heavy;
}

/** Throws where something came along that nobody has planned: what a layer takes must not import anything large. */
export function checkShares(metafile: Metafile, planned: Shares): void {
  for (const [output, set] of readLoads(metafile).reach)
    for (const input of listInputs(metafile, output)) {
      const plan = planned.get(input);
      if (plan === undefined ? set.size === 1 : keyOf(plan) === keyOf(set)) continue;
      const more = [...set].filter((entry) => plan?.has(entry) !== true);
      throw new Error(`${input} would be loaded by ${more.join(', ')}: something of a layer imports it`);
    }
}

/** Modules that run when they are first asked for, not when their chunk is loaded. */
export function listWrapped({ inputs }: Metafile): ReadonlySet<string> {
  const required = Object.values(inputs)
    .flatMap(({ imports }) => imports)
    .filter(({ kind }) => kind === 'require-call')
    .map(({ path }) => path);
  return new Set([...Object.keys(inputs).filter((path) => inputs[path]?.format === 'cjs'), ...required]);
}
