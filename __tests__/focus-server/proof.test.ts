import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRed, ROOT, runBundled } from '../../scripts/proof/run-bundled.ts';
import { DEFECTS } from '../../src/focus-server/reference/defects/list.ts';
import { BUNDLED } from '../../src/focus-server/index.ts';

/** Defect and the first test that notices it, as documented. */
const ROWS = readFileSync(join(ROOT, 'docs', 'DEFECTS.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [, defect = '', , , tests = ''] = line.split('|').map((cell) => cell.trim());
    return { defect: defect.replaceAll('`', ''), test: /`([^`]+)`/.exec(tests)?.[1] ?? '' };
  });

describe('the bundled suites', () => {
  it('have noticed every defect that there is', () => {
    expect(ROWS.map(({ defect }) => defect)).toEqual(DEFECTS.map(({ name }) => name));
    expect(ROWS.filter(({ test }) => test === '')).toEqual([]);
  });

  it.each(ROWS)('notice $defect', { timeout: 600_000 }, async ({ defect, test }) => {
    const suites = [test.replace(/::.*$/s, '')];
    const alone = await runBundled({ suites, defects: [defect], tags: [], only: [test] });
    expect(alone.map(({ id }) => id)).toEqual([test]);
    if (alone.some(isRed)) return;
    // Some defects show only when there are other jobs, or many requests.
    const together = await runBundled({ suites, defects: [defect], tags: ['!nightly'], only: [] });
    expect(together.filter(isRed)).not.toEqual([]);
  });

  it.each(['always-400', 'always-200'])(
    'are never content with a server that answers %s',
    { timeout: 600_000 },
    async (defect) => {
      const suites = await Promise.all([...BUNDLED.values()].map((load) => load()));
      const results = await runBundled({ defects: [defect], tags: [], only: [] });
      expect(results).toHaveLength(suites.flatMap(({ tests }) => tests).length);
      expect(results.filter((result) => !isRed(result)).map(({ id }) => id)).toEqual([]);
    },
  );
});
