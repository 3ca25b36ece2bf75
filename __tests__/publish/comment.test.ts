import { describe, expect, it } from 'vitest';
import type { StabilityReport } from '../../src/model/stability-report.ts';
import type { CommentMode } from '../../src/model/publish-settings.ts';
import { commentMarker } from '../../src/publish/comment.ts';
import { buildReport, buildRow, buildTest } from '../helpers/report-builder.ts';
import { buildRealisticNight } from '../report/realistic-night.ts';
import { buildContext, only, plan, type KindOf } from './world.ts';

const PULL = {
  ...buildContext(),
  eventName: 'pull_request',
  isDefaultBranch: false,
  branch: 'topic',
  pullRequest: 7,
};

function comment(
  report: StabilityReport,
  mode: CommentMode,
  existing: string | null = null,
): KindOf<'upsert-comment'> | null {
  const effects = plan(report, {
    context: PULL,
    settings: { comment: mode },
    published: { issues: null, comment: existing },
  });
  return only(effects, 'upsert-comment')[0] ?? null;
}

const bad = buildRealisticNight();
const good = buildReport();

describe('the comment', () => {
  it('carries a marker of its own workflow, the report, and its source', () => {
    const found = comment(bad, 'always');
    expect(found?.pullRequest).toBe(7);
    expect(found?.marker).toMatch(/^<!-- focus-stability:comment:nightly-stability-[0-9a-f]{8} -->$/);
    expect(found?.body.startsWith(`${found.marker}\n`)).toBe(true);
    expect(found?.body).toContain('## ❌ 1 test is failing, 3 are flaky, 1 incident');
    expect(found?.body).toContain('[full report](https://github.com/octo/shop/actions/runs/1001#artifacts)');
    expect(found?.body).toContain(
      '[run 1001](https://github.com/octo/shop/actions/runs/1001) · commit `a1b2c3d`',
    );
    expect(commentMarker('CI')).not.toBe(commentMarker('ci'));
    expect(commentMarker('--> @x')).toMatch(/^<!-- focus-stability:comment:x-[0-9a-f]{8} -->$/);
  });

  it('needs a pull request', () => {
    expect(only(plan(bad, { settings: { comment: 'always' } }), 'upsert-comment')).toEqual([]);
  });

  it('always: every time the text is another', () => {
    const first = comment(good, 'always')?.body ?? '';
    expect(first).toContain('✅ The only test is stable');
    expect(comment(good, 'always', first)).toBeNull();
    expect(comment(bad, 'always', first)).not.toBeNull();
  });

  it('on-issue: only when something is wrong, and once more when all is clear', () => {
    expect(comment(good, 'on-issue')).toBeNull();
    expect(comment(buildReport({ headline: 'inconclusive' }), 'on-issue')).toBeNull();
    expect(comment(buildReport({ headline: 'incomplete' }), 'on-issue')).not.toBeNull();
    const suspect = buildReport({ headline: 'inconclusive', rows: [buildRow({ verdict: 'suspect' })] });
    expect(comment(suspect, 'on-issue')).not.toBeNull();
    const gate = { passed: false, failOn: ['incomplete' as const], reasons: ['too few iterations'] };
    expect(comment(buildReport({ gate }), 'on-issue')).not.toBeNull();
    const first = comment(bad, 'on-issue')?.body ?? '';
    expect(first).not.toContain('All clear');
    const clear = comment(good, 'on-issue', first)?.body ?? '';
    expect(clear).toContain('**All clear:**');
  });

  it('on-change: only when verdicts, gaps or incidents changed, not times', () => {
    const first = comment(bad, 'on-change')?.body ?? '';
    expect(first).not.toBe('');
    const slower = {
      ...bad,
      notable: bad.notable.map((test) => Object.assign({}, test, { medianMs: 9999 })),
    };
    expect(comment(slower, 'on-change', first)).toBeNull();
    expect(comment(buildRealisticNight({ incidents: [] }), 'on-change', first)).not.toBeNull();
    expect(comment(good, 'on-change', first)?.body).toContain('**All clear:**');
    const edited = first.replaceAll('\n', '\r\n');
    expect(comment(bad, 'on-change', edited)).toBeNull();
  });

  it('off: never', () => {
    expect(comment(bad, 'off', 'an old comment')).toBeNull();
  });

  it('stays below the limits of GitHub, also for a script of three bytes a character', () => {
    const notable = Array.from({ length: 400 }, (_, index) =>
      buildTest({ id: `模块.测试文件::测试_${'很长的名字'.repeat(8)}_${index}`, verdict: 'flaky' }),
    );
    const { body = '' } = comment(buildReport({ headline: 'flaky', notable }), 'always') ?? {};
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(Buffer.byteLength(body)).toBeLessThan(262_144);
    expect(Buffer.byteLength(body)).toBeGreaterThan(65_536);
    expect(body).toContain('shortened to fit');
  });
});
