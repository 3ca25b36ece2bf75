/** Bundles the measured child as the product is bundled: Node's own type stripping would cost it time and 50 MB. */
import { build } from 'esbuild';

/** Writes `<directory>/run-parser.js` and its chunks. Peers stay outside and are found in bench/node_modules. */
export async function buildChild(entry: string, directory: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outdir: directory,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
}
