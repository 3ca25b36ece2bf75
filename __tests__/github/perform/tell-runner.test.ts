import { appendFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startTwin } from '../../helpers/github-twin/twin.ts';
import { openStep, perform } from './step.ts';

const summary = (markdown: string) => ({ kind: 'write-summary', markdown }) as const;
const MIB = 1 << 20;

describe('the job summary', () => {
  it('follows what is there already', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    appendFileSync(step.ports.summaryPath ?? '', '# Earlier\n');
    const { outcomes, advice } = await perform(step, [summary('# One'), summary('# Two')]);
    expect(step.summary()).toBe('# Earlier\n# One\n# Two\n');
    expect({ outcomes, advice }).toEqual({ outcomes: ['done', 'done'], advice: [] });
    expect(twin.requests).toEqual([]);
  });

  it('is whole up to 1 MiB to the byte', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    await perform(step, [summary('x'.repeat(MIB - 1))]);
    expect(step.summary()).toHaveLength(MIB);
    expect(step.summary()).toMatch(/x\n$/);
  });

  it.each([
    ['bytes', `${'x'.repeat(99)}\n`],
    ['characters of four bytes', `${'😀'.repeat(99)}\n`],
  ])('is cut at a line over 1 MiB of %s (trap 11)', async (_, line) => {
    await using twin = await startTwin();
    using step = openStep(twin);
    const { outcomes, advice } = await perform(step, [summary(line.repeat(12_000))]);
    expect({ outcomes, advice }).toEqual({
      outcomes: ['done'],
      advice: ['the job summary was cut at 1 MiB'],
    });
    const text = step.summary();
    expect(statSync(step.ports.summaryPath ?? '').size).toBeLessThanOrEqual(MIB);
    const [kept = ''] = text.split('\n\n**Cut here:**');
    expect(kept).toBe(line.repeat(kept.length / line.length));
    expect(Buffer.byteLength(kept)).toBeGreaterThan(MIB - 1000);
    expect(text).not.toContain('\ufffd');
  });

  it('keeps what is there when there is no room for more', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    const { outcomes, advice } = await perform(step, [summary('x'.repeat(MIB - 1)), summary('more\nlines')]);
    expect(outcomes).toEqual(['done', 'failed']);
    expect(advice).toEqual(['the job summary is full (1 MiB): the job summary was not written']);
    expect(step.summary()).toHaveLength(MIB);
  });

  it('costs one line outside a step', async () => {
    await using twin = await startTwin();
    using step = openStep(twin, { summaryPath: null });
    expect((await perform(step, [summary('x')])).advice).toEqual([
      'there is no GITHUB_STEP_SUMMARY here: the job summary was not written',
    ]);
  });
});
