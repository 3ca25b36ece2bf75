import { describe, expect, it } from 'vitest';
import { readRunNote, writeRunNote } from '../../src/model/run-note.ts';
import type { IterationRun } from '../../src/model/run.ts';

const RUN: IterationRun = {
  iteration: 3,
  seed: 7,
  ending: { kind: 'timed-out', afterMs: 4000 },
  durationMs: 4100,
  reports: [],
  outputTail: '',
  problems: [
    { code: 'timed-out', severity: 'error', path: '/x/out', iteration: 3, message: 'late', advice: 'wait' },
    {
      code: 'empty-file',
      severity: 'error',
      path: '/x/out/a.xml',
      iteration: 3,
      message: 'empty',
      advice: '',
    },
  ],
};

describe('the note of an iteration', () => {
  it('tells elsewhere what reading the reports cannot tell', () => {
    expect(readRunNote(writeRunNote(RUN), 'leg-3/focus-stability.json')).toEqual([
      {
        code: 'timed-out',
        severity: 'error',
        path: 'leg-3/focus-stability.json',
        iteration: 3,
        message: 'late',
        advice: 'wait',
      },
    ]);
  });

  it.each([
    '',
    '[]',
    'null',
    '{"schemaVersion":2}',
    '{"schemaVersion":1,"iteration":1,"problems":[{"code":"hacked","severity":"error","message":"","advice":""}]}',
    '{"schemaVersion":1,"iteration":"1","problems":[]}',
  ])('is none of ours: %s', (text) => {
    expect(readRunNote(text, 'x')).toBeNull();
  });

  it('from a stranger is bounded', () => {
    const problem = { code: 'killed', severity: 'error', message: 'x'.repeat(9000), advice: '' };
    const text = JSON.stringify({
      schemaVersion: 1,
      iteration: 1,
      problems: Array.from({ length: 500 }, () => problem),
    });
    const read = readRunNote(text, 'x') ?? [];
    expect(read).toHaveLength(50);
    expect(read[0]?.message).toHaveLength(2000);
  });
});
