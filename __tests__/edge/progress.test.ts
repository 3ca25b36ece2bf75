import { describe, expect, it } from 'vitest';
import { createProgressLine } from '../../src/edge/progress.ts';

function watch(isTTY: boolean): {
  written: string[];
  advance: (ms: number) => void;
  line: ReturnType<typeof createProgressLine>;
} {
  let time = 0;
  const written: string[] = [];
  const terminal = { isTTY, columns: 60, write: (text: string) => written.push(text) };
  return {
    written,
    advance: (ms) => {
      time += ms;
    },
    line: createProgressLine(terminal, () => time),
  };
}
const step = { path: 'in/résultats-1.xml\u001b[31m', done: 1, total: 5, bytes: 12_400_000 };

describe('the progress line', () => {
  it('appears on long reads only, and not more often than a person can read', () => {
    const { written, advance, line } = watch(true);
    line.show(step);
    advance(299);
    line.show(step);
    expect(written).toEqual([]);
    advance(1);
    line.show(step);
    line.show(step);
    expect(written).toHaveLength(1);
    advance(100);
    line.show(step);
    expect(written).toHaveLength(2);
    expect(written[0]).toBe('\r\u001b[2KReading 2/5 12 MB in/r?sultats-1.xml?[31m');
  });

  it('fits the terminal and cleans up after itself', () => {
    const { written, advance, line } = watch(true);
    advance(1000);
    line.show({ ...step, path: 'x'.repeat(500) });
    expect(written[0]?.replace('\r\u001b[2K', '')).toHaveLength(59);
    line.clear();
    line.clear();
    expect(written.slice(1)).toEqual(['\r\u001b[2K']);
  });

  it('is silent where nobody watches', () => {
    const { written, advance, line } = watch(false);
    advance(5000);
    line.show(step);
    line.clear();
    expect(written).toEqual([]);
  });
});
