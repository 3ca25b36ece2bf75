import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { bundleDoors, ROOT } from '../../scripts/bundle.ts';

const BUNDLED = await bundleDoors(ROOT);

/** A source with another text, as if it had been edited. */
function edit(path: string, before: string, after: string): Plugin {
  return {
    name: 'edit',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path: loaded }) => {
        if (loaded !== join(ROOT, path)) return null;
        const text = readFileSync(loaded, 'utf8');
        if (!text.includes(before)) throw new Error(`${path} does not contain ${before}`);
        return { contents: text.replace(before, after), loader: 'ts' };
      });
    },
  };
}

/** What is loaded at once with a file. */
function startOf(
  { outputs }: Metafile,
  file: string,
): { bytes: number; packages: string[]; sources: string[] } {
  const loaded = new Set([file]);
  for (const path of loaded)
    for (const { path: next, kind, external } of outputs[path]?.imports ?? [])
      if (external !== true && kind === 'import-statement') loaded.add(next);
  const files = [...loaded].map((path) => outputs[path]);
  const inputs = files.flatMap((output) => Object.entries(output?.inputs ?? {}));
  const sources = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([input]) => input);
  const packages = sources.map((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1]);
  return {
    bytes: files.reduce((sum, output) => sum + (output?.bytes ?? 0), 0),
    packages: [...new Set(packages.filter((name) => name !== undefined))].sort(),
    sources,
  };
}

describe('dist/', () => {
  it('has few chunks, whose names keep still when their content changes', async () => {
    const names = [...BUNDLED.files.keys()];
    expect(names.filter((name) => name.startsWith('chunks/')).length).toBeLessThanOrEqual(30);
    const path = 'src/report/words.ts';
    const text = readFileSync(join(ROOT, path), 'utf8');
    const [word = ''] = /'[a-z ]{4,}'/.exec(text.slice(text.indexOf('export'))) ?? [];
    const changed = await bundleDoors(ROOT, [edit(path, word, "'quite another word'")]);
    expect([...changed.files.keys()]).toEqual(names);
    const differing = names.filter(
      (name) => BUNDLED.files.get(name)?.equals(changed.files.get(name) ?? Buffer.of()) !== true,
    );
    const holding = names.filter((name) => BUNDLED.metafile.outputs[name]?.inputs[path] !== undefined);
    expect(differing).toEqual(holding);
    expect(holding).toHaveLength(1);
  });

  it.each([
    // Kilobytes, a tenth above what they are.
    ['cli.js', 44, ['fastest-levenshtein']],
    ['action.js', 76, ['@actions/core', 'fastest-levenshtein']],
    ['chunks/report.js', 490, undefined],
    ['chunks/run.js', 190, ['fastest-levenshtein']],
    ['chunks/serve.js', 90, ['fastest-levenshtein']],
  ])('%s starts with at most %i KB', (file, most, packages) => {
    const start = startOf(BUNDLED.metafile, file);
    expect(start.bytes).toBeLessThan(most * 1000);
    if (packages !== undefined) expect(start.packages).toEqual(packages);
  });

  it('loads what is large only where it is used', () => {
    const LARGE = [
      '@actions/artifact',
      '@grpc/grpc-js',
      'mongodb',
      'octokit',
      'sucrase',
      'undici',
      'yaml',
      'zod',
    ];
    const starts = [...BUNDLED.files.keys()].map((file): [string, string[]] => [
      file.replace(/^chunks\//, ''),
      startOf(BUNDLED.metafile, file).packages.filter((name) => LARGE.includes(name)),
    ]);
    expect(Object.fromEntries(starts.filter(([, packages]) => packages.length > 0))).toEqual({
      'actions-artifact.js': ['@actions/artifact', 'undici'],
      'client.js': ['octokit', 'undici'],
      'octokit.js': ['undici'],
      'suite-worker.js': ['sucrase'],
      'launch-suites.js': ['yaml', 'zod'],
      'run-guard.js': ['zod'],
      'suites.js': ['@grpc/grpc-js', 'zod'],
      'focus-server.js': ['zod'],
      'grpc.js': ['@grpc/grpc-js'],
      'zod.js': ['zod'],
      // These are loaded by, or with, the server, which has all of it already.
      'start-reference-server.js': ['mongodb', 'zod'],
      'job-stream.js': ['@grpc/grpc-js', 'mongodb', 'zod'],
      'open-catalogue.js': ['mongodb', 'zod'],
      'mongodb.js': ['mongodb', 'zod'],
    });
  });
});
