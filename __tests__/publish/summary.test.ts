import { describe, expect, it } from 'vitest';
import { buildReport, buildTest } from '../helpers/report-builder.ts';
import { buildFailure, buildRealisticNight } from '../report/realistic-night.ts';
import { only, plan } from './world.ts';

function summary(...args: Parameters<typeof plan>): string {
  return only(plan(...args), 'write-summary')[0]?.markdown ?? '';
}

describe('the job summary', () => {
  it('is the report with its source and the artifact that holds everything', () => {
    const markdown = summary(buildRealisticNight());
    expect(markdown.startsWith('## ❌ 1 test is failing, 3 are flaky, 1 incident\n')).toBe(true);
    expect(markdown).toContain(
      '[artifact](https://github.com/octo/shop/actions/runs/1001#artifacts) `stability-report`',
    );
    const alone = summary(buildRealisticNight(), { settings: { uploadReport: false } });
    expect(alone).not.toContain('#artifacts');
    expect(alone).toContain('[run 1001]');
  });

  it('says when issues could not be read, and nothing when none were wanted', () => {
    const unread = { issues: null, comment: null };
    expect(summary(buildReport(), { published: unread })).toContain('needs the permission `issues: write`');
    expect(summary(buildReport(), { published: unread, settings: { issues: 'off' } })).not.toContain(
      'issues: write',
    );
  });

  it.each([0, 3000, 20_000, 900_000, 5_000_000])(
    'keeps within a budget of %i bytes and below 1 MiB',
    (budget) => {
      const long = 'x'.repeat(300);
      const notable = Array.from({ length: 1000 }, (_, index) =>
        buildTest({
          id: `tests.test_many::test_${index}`,
          failures: [buildFailure(3, { message: `m${index}`, text: `${long}\n`.repeat(4) })],
        }),
      );
      const markdown = summary(buildReport({ headline: 'flaky', notable }), {
        settings: { summaryBudget: budget },
      });
      expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(Math.max(2000, Math.min(budget, 1_000_000)));
      expect(markdown).toContain('[run 1001]');
    },
  );
});
