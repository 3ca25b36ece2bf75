/** docs/TROUBLESHOOTING.md: every message of it is provoked. */
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { act, FLAKY, RUN, startNight } from '../action/stage.ts';
import { addPull, makePullEvent } from '../action/pulls.ts';
import { makeFolder } from '../helpers/folder.ts';
import type { TwinOptions } from '../helpers/github-twin/twin.ts';
import { nightOf } from '../helpers/night.ts';
import { runCli } from '../helpers/run-cli.ts';
import { readDocument, ROOT } from './documents.ts';

const HEADINGS = [...readDocument('docs/TROUBLESHOOTING.md').matchAll(/^#### `(.+)`$/gm)].map(
  ([, message = '']) => message,
);

const NIGHT = nightOf({ a: 'PPPPP', b: 'PPPPP' });
const ONE_CASE = '<testsuite name="s" tests="1"><testcase classname="t" name="a"/></testsuite>';
const CUT_OFF = ONE_CASE.replace('</testsuite>', '<testcase cl');
const SKIPPED = ONE_CASE.replace('</testsuite>', '<testcase classname="t" name="b"/></testsuite>').replaceAll(
  '/>',
  '><skipped/></testcase>',
);

/** All that the command line says, on both streams; folded lines are one. */
async function say(words: readonly string[], cwd: string): Promise<string> {
  const { stdout, stderr } = await runCli(words, cwd);
  return `${stdout}\n${stderr}`.replaceAll(/\s+/g, ' ');
}

/** A report on five good iterations, one of which wrote something else; as JSON, where no message is shortened. */
function report(instead: Readonly<Record<string, string>>, ...more: readonly string[]): Promise<string> {
  const good = NIGHT.map(({ iteration, content }) => [`results-${iteration}.xml`, content] as const);
  return say(['report', '.', '--json', ...more], makeFolder({ ...Object.fromEntries(good), ...instead }));
}

const run = (...words: readonly string[]): Promise<string> => say(['run', ...words], makeFolder({}));

/** The log of the Action after a night on GitHub, in a pull request. */
async function step(
  inputs: Readonly<Record<string, string>>,
  options: TwinOptions = {},
  {
    env = {},
    runId = RUN,
  }: { readonly env?: Readonly<Record<string, string>>; readonly runId?: number } = {},
): Promise<string> {
  await using twin = await startNight(FLAKY, { runId }, options);
  addPull(twin);
  const { log, commands } = await act(twin, { event: makePullEvent(), inputs, env });
  return [log, ...commands.map(({ message }) => message)].join('\n').replaceAll(/\s+/g, ' ');
}

/** `serve` on a port that is taken. */
async function serveOnTaken(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    return await say(['serve', '--port', `${port}`, '--grpc-port', '0'], makeFolder({}));
  } finally {
    server.close();
  }
}

const SAMPLE = 'sample-reports/five-iterations';
const readSample = (): Promise<string> => say(['report', SAMPLE, '--dry-run', '--fail-on', 'none'], ROOT);

const PROVOKED: Readonly<Record<string, () => Promise<string>>> = {
  'iteration 6 left no report': () => report({}, '--expected-iterations', '6'),
  'no report was found, so there is nothing to judge': () => say(['report', 'nothing'], makeFolder({})),
  'the path names no iteration while others do; the file was not read': () =>
    report({ 'smoke.xml': ONE_CASE }),
  'the document ends in the middle, after 1 complete case': () => report({ 'results-3.xml': CUT_OFF }),
  'the file is empty': () => report({ 'results-3.xml': '' }),
  'not a JUnit report: its root element is <html>': () =>
    report({ 'results-3.xml': '<!DOCTYPE html><html><body/></html>' }),
  'all 2 tests were skipped': () => report({ 'results-3.xml': SKIPPED }),
  '1 test reported, its siblings have 2 (median)': () => report({ 'results-3.xml': ONE_CASE }),
  'there is no program … on the PATH': () => run('--', 'no-such-program'),
  'the command exited with 0 and left no JUnit file': () =>
    run('--iterations', '1', '--json', '--', 'node', '-e', '0'),
  'the command was still running after …': () =>
    run('--iterations', '1', '--json', '--timeout', '1s', '--', 'node', '-e', 'setInterval(() => {}, 1e6)'),
  'no such environment; …': () => run('--suite', 'focus-server', '--env', 'staging'),
  'no bundled suite and no file; bundled are …': () => run('--suite', 'focus-sever'),
  'cannot listen on … (EADDRINUSE)': serveOnTaken,
  'there is no option …; did you mean …?': () => run('--iteratons', '3', '--', 'node'),
  '--fail-on must be any of …': () => report({}, '--fail-on', 'flakey'),
  '--run-id needs a token in GITHUB_TOKEN': () => say(['report', '--run-id', '7'], makeFolder({})),
  'there is no input …; did you mean …?': () => step({}, {}, { env: { INPUT_FAIL_ON: 'flaky' } }),
  'has no input …, so it does nothing': () => step({}, {}, { env: { INPUT_QUARANTINE: 'on' } }),
  'pull-requests: write is missing: …': () =>
    step({ comment: 'always' }, { permissions: { contents: 'read', issues: 'write' } }),
  'the token may not read artifacts (403)': () =>
    step({ 'run-id': '500' }, { permissions: { contents: 'read' } }, { runId: 500 }),
  'this server (GHES) has no artifact service that the client supports': () =>
    step({}, {}, { env: { GITHUB_SERVER_URL: 'https://ghes.example.com' } }),
  '5 clean iterations exclude only flake rates above 45 %': readSample,
  '13 tests failed together in iteration 4: one event, not flakiness': readSample,
  'Retries were on: 1 test passed only on a retry': readSample,
};

describe('docs/TROUBLESHOOTING.md', () => {
  it('has every message that is provoked here, and no other', () => {
    expect(HEADINGS.toSorted()).toEqual(Object.keys(PROVOKED).toSorted());
    expect(HEADINGS.length).toBeGreaterThanOrEqual(20);
  });

  it.each(Object.entries(PROVOKED))('%s', async (message, provoke) => {
    const parts = message.split('…').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
    expect(await provoke()).toMatch(new RegExp(parts.join('.+')));
  });
});
