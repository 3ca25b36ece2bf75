/** A night on the twin: legs that uploaded their reports, and the Action that runs after them. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { unzip } from '../collect/zip/reading.ts';
import type { ArtifactSpec } from '../helpers/github-twin/builders.ts';
import { startTwin, type Twin, type TwinOptions } from '../helpers/github-twin/twin.ts';
import type { Comment, Issue } from '../helpers/github-twin/world.ts';
import { nightOf } from '../helpers/night.ts';
import { runAction } from '../helpers/runner-harness.ts';
import { writeZip } from '../helpers/zip-writer.ts';

export const RUN = 9001;

/** Test -> a code for each leg, as in helpers/night.ts. */
export type Strips = Readonly<Record<string, string>>;
export type ActionRun = Omit<Parameters<typeof runAction>[0], 'twin'>;
export type ActionResult = Awaited<ReturnType<typeof runAction>>;

export const STABLE: Strips = { test_a: 'PPPPP', test_b: 'PPPPP' };
/** The second leg lets one test fail: an alert and an issue. */
export const FLAKY: Strips = { ...STABLE, test_flaky: 'PFPPP' };

/** The archive that an upload of one report makes. */
export const pack = (report: string | Uint8Array, name = 'results.xml'): Buffer =>
  writeZip([{ name, content: report }]);

export interface Legs extends Partial<ArtifactSpec> {
  /** What some legs uploaded in place of their archive; null for nothing at all. */
  readonly instead?: Readonly<Record<number, Uint8Array | null>>;
}

export function addLegs(twin: Twin, strips: Strips, { instead = {}, runId = RUN, ...spec }: Legs = {}): void {
  if (!twin.world.runs.has(runId)) twin.addRun({ id: runId });
  for (const { iteration, content } of nightOf(strips)) {
    const bytes = instead[iteration] === undefined ? pack(content) : instead[iteration];
    if (bytes !== null) twin.addArtifact(`test-results-${iteration}`, bytes, { runId, ...spec });
  }
}

/** A twin after the tests of a night. */
export async function startNight(strips: Strips, legs: Legs = {}, options: TwinOptions = {}): Promise<Twin> {
  const twin = await startTwin(options);
  addLegs(twin, strips, legs);
  return twin;
}

const QUICK_CLOCK = pathToFileURL(join(import.meta.dirname, 'quick-clock.ts')).href;

/**
 * The Action from dist/, for which every wait takes a twentieth of its time, unless it runs a suite: the limits that
 * suites, and servers in the same process, are given have to be real ones.
 */
export function act(twin: Twin, run: ActionRun = {}): Promise<ActionResult> {
  const quick = run.inputs?.['command'] === 'run' ? {} : { NODE_OPTIONS: `--import=${QUICK_CLOCK}` };
  return runAction({ ...run, twin, env: { ...quick, ...run.env } });
}

/** Foreign text for an attribute of a report. */
export const escapeXml = (text: string): string =>
  text.replace(/[<>&"\n\r\t]/g, (char) => `&#${char.charCodeAt(0)};`);

/** Lines for people about what could not be done. */
export const adviceOf = ({ commands }: ActionResult): string[] =>
  commands
    .filter(({ name, properties }) => name === 'warning' && properties['title'] === 'focus-stability')
    .map(({ message }) => message);

/** Why the step failed. */
export const errorsOf = ({ commands }: ActionResult): string[] =>
  commands.filter(({ name }) => name === 'error').map(({ message }) => message);

/** The lines beside `Evidence` in the log: what is missing and what to do about it. */
export function evidenceOf({ log }: ActionResult): string {
  const [, block = ''] = /^Evidence {2}(.*\n(?: {10}.*\n)*)/m.exec(log) ?? [];
  return block.replace(/\s+/g, ' ').trim();
}

/** The analysis is kept, whatever else was lost: a whole summary, every output, the report as an artifact. */
export async function expectKept(twin: Twin, result: ActionResult): Promise<void> {
  expectAnalysed(twin, result);
  const uploaded = await unzip(twin.readArtifact('stability-report') ?? new Uint8Array());
  expect([...uploaded.keys()].sort()).toEqual(['badge.json', 'report.html', 'report.json', 'report.md']);
  expect(JSON.parse(uploaded.get('report.json')?.toString() ?? '')).toMatchObject({
    headline: result.outputs['verdict'],
  });
}

const OUTPUTS = 15;

/** As far as it goes where nothing can be uploaded. */
export function expectAnalysed(twin: Twin, { summary, outputs }: ActionResult): void {
  expect(summary).toMatch(/^## .*\n/);
  expect(summary).toContain('### Evidence');
  expect(summary.trimEnd()).toMatch(/<sub>\[run \d+\]\([^\n]*<\/sub>$/);
  expect(Object.keys(outputs)).toHaveLength(OUTPUTS);
  twin.assertNoViolations();
}

export const countOf = (twin: Twin, operation: string): number =>
  twin.requests.filter((request) => request.operation === operation).length;

/** Issues, without pull requests. */
export const issuesOf = ({ world }: Twin): Issue[] =>
  [...world.issues.values()].filter(({ pull }) => pull === null);

/** What our own account wrote. */
export const ourComments = ({ world }: Twin, issue: number): Comment[] =>
  world.comments.filter((comment) => comment.issue === issue && comment.user === world.actor);
