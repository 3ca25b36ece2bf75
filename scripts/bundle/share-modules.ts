/** Lets entries load modules that they do not import: that is added to their text, behind everything else. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Loader, Metafile, Plugin } from 'esbuild';
import { listWrapped, type Shares } from './plan-shares.ts';

/** Paths are those of `metafile`: relative to `root`, or with the namespace of a plugin. */
export function shareModules(
  planned: Shares,
  { root, metafile }: { readonly root: string; readonly metafile: Metafile },
): Plugin {
  const added = new Map<string, string[]>();
  for (const [input, entries] of [...planned].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const path of [...entries].filter((entry) => entry !== input).map((entry) => join(root, entry)))
      added.set(path, [...(added.get(path) ?? []), input]);
  const wrapped = listWrapped(metafile);
  return {
    name: 'share-modules',
    setup(build) {
      build.onLoad({ filter: /.*/ }, async ({ path }) => {
        const inputs = added.get(path);
        if (inputs === undefined) return null;
        const write = (input: string): string => {
          const specifier = JSON.stringify(specify(input, root));
          // What waits until it is required must go on waiting: nobody calls the function, and it is left out itself.
          return wrapped.has(input) ? `() => require(${specifier});` : `import ${specifier};`;
        };
        const contents = [await readFile(path, 'utf8'), ...inputs.map(write), ''].join('\n');
        return { contents, loader: extname(path).replace(/^\.[cm]?/, '') as Loader };
      });
    },
  };
}

function specify(input: string, root: string): string {
  const [, name] = /^[\w-]+:(.*)$/.exec(input) ?? [];
  return name ?? join(root, input);
}
