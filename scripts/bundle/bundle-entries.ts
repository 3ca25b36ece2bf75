/** Bundles doors and what they load later, into chunks that are few and whose names stay. */
import { posix, relative } from 'node:path';
import { build, type BuildOptions, type BuildResult, type Metafile } from 'esbuild';
import { nameChunks, renameImports } from './name-chunks.ts';
import { checkShares, planShares, resolveLayers, type Layer, type ResolvedLayer } from './plan-shares.ts';
import { shareModules } from './share-modules.ts';

export interface BundleRequest {
  /** Absolute. */
  readonly root: string;
  /** Name of the output -> path of the source. */
  readonly doors: Readonly<Record<string, string>>;
  readonly layers: readonly Layer[];
  /** Packages of a few lines: layers take them like modules of ours. */
  readonly small?: readonly string[];
  readonly options: BuildOptions;
}

export interface Bundled {
  /** Path in the folder of outputs -> content. The same sources give the same bytes, wherever they are. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** With the paths of `files`. */
  readonly metafile: Metafile;
}

const FOLDER = 'out';
/** In esbuild's names of chunks, and in no source. */
const MARKER = 'chunk-to-be-named-';

export async function bundleEntries({
  root,
  doors,
  layers,
  small = [],
  options,
}: BundleRequest): Promise<Bundled> {
  const bundle = (plugins: BuildOptions['plugins'] = []) =>
    build({
      ...options,
      plugins: [...plugins, ...(options.plugins ?? [])],
      absWorkingDir: root,
      entryPoints: { ...doors },
      outdir: FOLDER,
      bundle: true,
      splitting: true,
      format: 'esm',
      chunkNames: `chunks/${MARKER}[name]-[hash]`,
      // The imports that are added to entries say only who loads a module.
      logOverride: { 'ignored-bare-import': 'silent' },
      metafile: true,
      write: false,
    });
  const { metafile } = await bundle();
  const resolved = resolveLayers(layers, metafile);
  const planned = planShares(metafile, { layers: resolved, small });
  const result = await bundle([shareModules(planned, { root, metafile })]);
  checkShares(result.metafile, planned);
  return nameOutputs(result, { root, layers: resolved });
}

function nameOutputs(
  { outputFiles, metafile }: BuildResult<{ metafile: true; write: false }>,
  { root, layers }: { readonly root: string; readonly layers: readonly ResolvedLayer[] },
): Bundled {
  const paths = nameChunks(metafile, { layers, folder: FOLDER });
  const files = outputFiles.map(({ path, text }): [string, Buffer] => {
    const output = relative(root, path).replaceAll('\\', '/');
    const renamed = renameImports(text, { output, metafile, paths, marker: MARKER });
    return [paths.get(output) ?? posix.relative(FOLDER, output), Buffer.from(renamed)];
  });
  return {
    files: new Map(files.sort(([a], [b]) => (a < b ? -1 : 1))),
    metafile: renameOutputs(metafile, paths),
  };
}

function renameOutputs({ inputs, outputs }: Metafile, paths: ReadonlyMap<string, string>): Metafile {
  const rename = (path: string): string => paths.get(path) ?? path;
  return {
    inputs,
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([path, output]) => [
        rename(path),
        { ...output, imports: output.imports.map((found) => ({ ...found, path: rename(found.path) })) },
      ]),
    ),
  };
}
