import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleDoors, ROOT } from '../../scripts/bundle.ts';
import { makeFolder } from '../helpers/folder.ts';
import { runAction } from '../helpers/runner-harness.ts';
import type { Twin } from '../helpers/github-twin/twin.ts';
import { nightOf } from '../helpers/night.ts';
import { FLAKY, issuesOf, startNight, STABLE, type ActionRun } from './stage.ts';

/** A bundle of its own: dist/ may be older than the sources. */
const BUNDLED = await bundleDoors(ROOT);
const FOLDER = mkdtempSync(join(tmpdir(), 'focus-stability-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));
for (const [name, content] of [...BUNDLED.files, ['package.json', '{ "type": "module" }'] as const]) {
  mkdirSync(dirname(join(FOLDER, name)), { recursive: true });
  writeFileSync(join(FOLDER, name), content);
}

interface Loaded {
  readonly exitCode: number;
  /** Of the watched ones: packages by name, modules of ours by path. */
  readonly loaded: readonly string[];
}

const WATCHED = [
  '@actions/artifact',
  '@actions/core',
  'octokit',
  'undici',
  'fast-xml-parser',
  'src/analysis/analyse.ts',
  'src/collect/artifacts/collect-artifacts.ts',
  'src/github/perform/perform-effects.ts',
  'src/runner/run-iteration.ts',
];

/** Node itself notes which files a process has loaded. */
async function load(twin: Twin, run: ActionRun): Promise<Loaded> {
  const notes = makeFolder({});
  const entry = join(FOLDER, 'action.js');
  const { exitCode } = await runAction({ ...run, twin, entry, env: { NODE_V8_COVERAGE: notes, ...run.env } });
  const scripts = readdirSync(notes).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(notes, name), 'utf8')) as { result: { url: string }[] };
    return result.map(({ url }) => url).filter((url) => url.startsWith('file:'));
  });
  const outputs = scripts.map((url) => relative(FOLDER, fileURLToPath(url)).replaceAll('\\', '/'));
  expect(outputs).toContain('action.js');
  const inputs = outputs
    .flatMap((output) => Object.entries(BUNDLED.metafile.outputs[output]?.inputs ?? {}))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([input]) => input);
  const isLoaded = (name: string): boolean =>
    inputs.some((input) => input === name || input.includes(`node_modules/${name}/`));
  return { exitCode, loaded: WATCHED.filter(isLoaded) };
}

const OFF = {
  comment: 'off',
  issues: 'off',
  alert: 'off',
  'check-run': 'off',
  'upload-report': 'off',
};

/** A night as files of the workspace. */
const filesOf = (strips: typeof FLAKY) => ({
  inputs: { ...OFF, paths: 'reports/*.xml' },
  workspaceFiles: Object.fromEntries(
    nightOf(strips).map(({ iteration, content }) => [`reports/results-${iteration}.xml`, content]),
  ),
});

const REPORT = [
  '@actions/core',
  'fast-xml-parser',
  'src/analysis/analyse.ts',
  'src/github/perform/perform-effects.ts',
];

describe('the Action loads', () => {
  it('nothing but its inputs when one of them is wrong', async () => {
    await using twin = await startNight(STABLE);
    const expected = { exitCode: 2, loaded: ['@actions/core'] };
    expect(await load(twin, { inputs: { 'fail-on': 'nonsense' } })).toEqual(expected);
    expect(twin.requests).toEqual([]);
  });

  it('also the runner, which tells what of a suite is wrong, when an input of command: run is', async () => {
    await using twin = await startNight(STABLE);
    const inputs = { command: 'run', suite: 'x', 'test-command': 'y' };
    expect(await load(twin, { inputs })).toEqual({
      exitCode: 2,
      loaded: ['@actions/core', 'src/runner/run-iteration.ts'],
    });
    expect(twin.requests).toEqual([]);
  });

  it.each([
    ['a schedule', { name: 'schedule' }],
    [
      'a push to a branch',
      { name: 'push', payload: { ref: 'refs/heads/topic', repository: { default_branch: 'main' } } },
    ],
  ])('neither runner nor network for files of %s, published nowhere', async (_, event) => {
    await using twin = await startNight(FLAKY);
    expect(await load(twin, { ...filesOf(FLAKY), event })).toEqual({ exitCode: 0, loaded: REPORT });
    expect(twin.requests).toEqual([]);
  });

  it('Octokit for an issue', async () => {
    await using twin = await startNight(FLAKY);
    const { inputs, ...run } = filesOf(FLAKY);
    const { loaded } = await load(twin, { ...run, inputs: { ...inputs, issues: 'on' } });
    expect(issuesOf(twin)).not.toEqual([]);
    expect(loaded.toSorted()).toEqual([...REPORT, 'octokit', 'undici'].toSorted());
  });

  it('the artifact client for artifacts, and for an upload', async () => {
    await using twin = await startNight(STABLE);
    const { loaded } = await load(twin, { inputs: OFF });
    const more = ['@actions/artifact', 'undici'];
    expect(loaded.toSorted()).toEqual(
      [...REPORT, ...more, 'src/collect/artifacts/collect-artifacts.ts'].toSorted(),
    );
    const { inputs, ...run } = filesOf(STABLE);
    const uploading = await load(twin, { ...run, inputs: { ...inputs, 'upload-report': 'on' } });
    expect(uploading.loaded.toSorted()).toEqual([...REPORT, ...more].toSorted());
  });

  it('the runner for command: run', async () => {
    await using twin = await startNight(STABLE);
    const inputs = { ...OFF, command: 'run', 'test-command': 'true', shell: 'true', iterations: '1' };
    const { loaded } = await load(twin, { inputs });
    expect(loaded.toSorted()).toEqual([...REPORT, 'src/runner/run-iteration.ts'].toSorted());
  });
});
