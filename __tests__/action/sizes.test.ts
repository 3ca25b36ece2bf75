import { describe, expect, it } from 'vitest';
import { writeReport } from '../helpers/folder.ts';
import { dropUpdate } from '../helpers/github-twin/faults.ts';
import { startTwin, type Twin } from '../helpers/github-twin/twin.ts';
import { addPull, makePullEvent, PULL } from './pulls.ts';
import {
  act,
  adviceOf,
  countOf,
  expectKept,
  FLAKY,
  addLegs,
  issuesOf,
  ourComments,
  pack,
  RUN,
  startNight,
} from './stage.ts';

const CHARACTERS = 65_536;
const BYTES = 262_144;
const MIB = 2 ** 20;

interface Crowd {
  readonly tests: number;
  readonly nameLength?: number;
  readonly messageLength?: number;
}

const HUGE: Crowd = { tests: 300, nameLength: 2000, messageLength: 2000 };

/** Tests that each fail alone for a reason of its own, in two of five legs, beside as many that never fail. */
async function startCrowd({ tests, nameLength = 10, messageLength = 10 }: Crowd): Promise<Twin> {
  const twin = await startTwin();
  twin.addRun({ id: RUN });
  const LEGS = 5;
  for (let leg = 0; leg < LEGS; leg += 1) {
    const crowd = Array.from({ length: tests }, (_, index) => ({
      name: `test_${index}_${'界'.repeat(nameLength)}`,
      code: [index % LEGS, (index + 1 + (index % 3)) % LEGS].includes(leg) ? 'F' : 'P',
      message: `cause ${spell(index)} ${'é'.repeat(messageLength)}`,
    }));
    const steady = Array.from({ length: tests * 2 }, (_, index) => ({ name: `steady_${index}` }));
    twin.addArtifact(`test-results-${leg + 1}`, pack(writeReport([...crowd, ...steady])), { runId: RUN });
  }
  return twin;
}

/** Letters only: numbers are taken out of messages before they are compared. */
const spell = (index: number): string =>
  [...String(index)]
    .map((digit) => 'abcdefghij'[Number(digit)])
    .join('')
    .repeat(4);

describe('texts over every limit of GitHub', () => {
  it('trap 9: comment, issues and outputs are shortened until they fit', async () => {
    await using twin = await startCrowd(HUGE);
    addPull(twin);
    const inputs = { issues: 'on', 'check-run': 'on', 'max-new-issues': '3' };
    const result = await act(twin, { event: makePullEvent(), inputs });
    await expectKept(twin, result);
    expect([adviceOf(result), result.outputs['flaky-count']]).toEqual([[], '300']);
    expect(issuesOf(twin)).toHaveLength(4);
    const bodies = [...twin.world.issues.values(), ...twin.world.comments].map(({ body }) => body ?? '');
    expect(bodies.filter((body) => body.includes('cut here'))).toEqual([]);
    expect(Math.max(...bodies.map((body) => body.length))).toBeLessThanOrEqual(CHARACTERS);
    expect(Math.max(...bodies.map((body) => Buffer.byteLength(body)))).toBeLessThanOrEqual(BYTES);
    expect(ourComments(twin, PULL)).toHaveLength(1);
    expect(Math.max(...issuesOf(twin).map(({ title }) => title.length))).toBeLessThanOrEqual(256);
    expect(Buffer.byteLength(result.outputs['json'] ?? '')).toBeLessThan(100_000);
    for (const check of twin.world.checkRuns.values())
      expect(check.output.summary?.length).toBeLessThanOrEqual(CHARACTERS);
  });

  it('trap 11: the summary is as long as it may be, and not dropped whole', async () => {
    await using twin = await startCrowd(HUGE);
    const result = await act(twin, { inputs: { issues: 'off' } });
    await expectKept(twin, result);
    expect(result.outputs['flaky-count']).toBe('300');
    expect(result.summary).not.toContain('Cut here');
    expect(Buffer.byteLength(result.summary)).toBeGreaterThan(200_000);
    expect(Buffer.byteLength(result.summary)).toBeLessThan(MIB);
  });

  it('trap 9: an update that GitHub answers with 200 and does not keep is sent again, shorter', async () => {
    await using twin = await startNight(FLAKY);
    await act(twin, { inputs: { alert: 'off' } });
    addLegs(twin, { ...FLAKY, test_flaky: 'PFFPP' }, { runId: 9002 });
    twin.fail('issues/update', dropUpdate());
    const result = await act(twin, { runId: 9002, inputs: { alert: 'off' } });
    await expectKept(twin, result);
    const [issue] = issuesOf(twin);
    expect(issue?.body).toContain('`✓✗✗✓✓`');
    expect(adviceOf(result)).toEqual(['GitHub took the text of issue #1 only at the second try, shortened']);
    expect(countOf(twin, 'issues/update')).toBe(2);
  });
});

describe('trap 10: more annotations than GitHub shows', () => {
  it('all 51 are at the check run, ten of a level at the step, none over 4,096 characters', async () => {
    await using twin = await startCrowd({ tests: 51, messageLength: 6000 });
    const result = await act(twin, {
      inputs: { issues: 'off', 'check-run': 'on' },
      workspaceFiles: { 'tests/test_a.py': '' },
    });
    await expectKept(twin, result);
    expect(result.outputs['flaky-count']).toBe('51');
    const marks = result.commands.filter(({ properties }) => properties['file'] === 'tests/test_a.py');
    expect(marks.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, () => 'warning'));
    expect(Math.max(...marks.map(({ message }) => message.length))).toBeLessThanOrEqual(4096);
    const [check] = twin.world.checkRuns.values();
    expect(check?.annotations).toHaveLength(51);
    expect([countOf(twin, 'checks/create'), countOf(twin, 'checks/update')]).toEqual([1, 1]);
    expect(adviceOf(result)).toEqual([]);
  });
});
