/** docs/SCORING.md is read by people and by this test: its tables must be what the code computes. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { statePower } from '../../src/diagnose/power.ts';
import { ASSUMPTIONS } from '../../src/score/assumptions.ts';
import { createScorer } from '../../src/score/scorer.ts';
import { formatScore } from './format-score.ts';
import { EVENT_VECTORS, nights, readVectors, VECTORS } from './vectors.ts';

const PAGE = readFileSync(new URL('../../docs/SCORING.md', import.meta.url), 'utf8');
const scorer = createScorer({ iterationsPerNight: 5 });
const percent = (part: number) => `${Math.round(part * 100)} %`;

/** Body rows of the table whose first heading is `heading`; cells without padding and backticks. */
function readTable(heading: string): string[][] {
  const lines = PAGE.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} `));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  return lines.slice(start + 2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

describe('docs/SCORING.md', () => {
  it('shows every vector as the code scores it', () => {
    const rows = readTable('history');
    expect(rows.map(([history = '']) => [history, ...formatScore(scorer.score(nights(history)))])).toEqual(
      rows,
    );
    expect(rows.map(([history]) => history)).toEqual(readVectors(VECTORS).map(({ subject }) => subject));
  });

  it('shows the discounted vectors as the code scores them', () => {
    const rows = readTable('share');
    const scored = rows.map(([share = '']) => [
      share,
      ...formatScore(scorer.score('PFPPP', [{ night: 0, index: 1, share: Number(share) }])),
    ]);
    expect(scored).toEqual(rows);
    expect(rows.map(([share]) => share)).toEqual(readVectors(EVENT_VECTORS).map(({ subject }) => subject));
  });

  it('lists every assumption with its value', () => {
    const listed = readTable('assumption').map(([name = '', value]) => [name, Number(value)]);
    expect(listed).toEqual(Object.entries(ASSUMPTIONS));
  });

  it('says what repetition can show', () => {
    const rows = readTable('iterations');
    const computed = rows.map(([iterations = '']) => {
      const evidence = Array.from({ length: Number(iterations) }, () => ({
        state: 'complete' as const,
        durationMs: 0,
      }));
      const { hiddenRate95, detects } = statePower(evidence);
      return [iterations, percent(hiddenRate95), ...detects.map(({ probability }) => percent(probability))];
    });
    expect(rows.length).toBeGreaterThan(3);
    expect(computed).toEqual(rows);
  });
});
