/** Which entries load what: read from esbuild's metafile, where an entry is the path of its source. */
import type { Metafile } from 'esbuild';

export interface Loads {
  /** Output -> the entries that load it at once. esbuild has one output for each set of entries. */
  readonly reach: ReadonlyMap<string, ReadonlySet<string>>;
  /** Entry -> the entries whose code loads it, later or as a module of their own; none: a door. */
  readonly loaders: ReadonlyMap<string, ReadonlySet<string>>;
}

export function readLoads({ outputs }: Metafile): Loads {
  const entries = Object.entries(outputs).filter(([, { entryPoint }]) => entryPoint !== undefined);
  const reach = new Map<string, Set<string>>();
  const loaders = new Map(entries.map(([, { entryPoint = '' }]) => [entryPoint, new Set<string>()]));
  for (const [output, { entryPoint: entry = '' }] of entries) {
    const loaded = new Set([output]);
    for (const path of loaded) {
      reach.set(path, (reach.get(path) ?? new Set()).add(entry));
      for (const { path: target, kind, external } of outputs[path]?.imports ?? []) {
        if (external === true) continue;
        if (kind === 'dynamic-import') loaders.get(outputs[target]?.entryPoint ?? '')?.add(entry);
        else loaded.add(target);
      }
    }
  }
  for (const [output, set] of reach)
    for (const input of Object.keys(outputs[output]?.inputs ?? {}))
      for (const entry of set) if (entry !== input) loaders.get(input)?.add(entry);
  return { reach, loaders };
}

/** An entry that all of `set` load later, and nobody else, finds there what they have loaded. */
function isCovered(entry: string, set: ReadonlySet<string>, { loaders }: Loads): boolean {
  const others = [...(loaders.get(entry) ?? [])].filter((loader) => loader !== entry);
  return others.length > 0 && others.every((loader) => set.has(loader));
}

/** With every entry that it would cost nothing. */
export function close(set: ReadonlySet<string>, loads: Loads): ReadonlySet<string> {
  const closed = new Set(set);
  const next = (): string | undefined =>
    [...loads.loaders.keys()].find((entry) => !closed.has(entry) && isCovered(entry, closed, loads));
  for (let entry = next(); entry !== undefined; entry = next()) closed.add(entry);
  return closed;
}

/** Without them: what is left is enough to tell a set by. */
export function reduce(set: ReadonlySet<string>, loads: Loads): readonly string[] {
  return [...set].filter((entry) => !isCovered(entry, set, loads)).sort();
}
