import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/model/effect.ts';
import type { StabilityReport } from '../../src/model/stability-report.ts';
import { readFrame } from '../../src/publish/marker.ts';
import { readIssueState } from '../../src/publish/issues/state.ts';
import { needs } from '../helpers/neighbours.ts';
import { buildReport, buildTest } from '../helpers/report-builder.ts';
import { listTags, renderGfm } from '../report/cmark.ts';
import { hostileReport, hostileText } from '../report/hostile-report.ts';
import { buildFailure } from '../report/realistic-night.ts';
import { contextOfNight, listIssueSteps, only, Repository, type Overrides } from './world.ts';

const OWN_TAGS = 'a br br/ code details h2 h3 li p pre strong sub summary table tbody td th thead tr ul';
const INERT = new Set([...OWN_TAGS.split(' '), '!--']);
const ALL_ON: NonNullable<Overrides['settings']> = {
  comment: 'always',
  issues: 'on',
  digestIssue: true,
  checkRun: true,
  maxNewIssues: 100,
};

const EVERYTHING_IS_THERE: Pick<Overrides, 'owners' | 'existingFiles'> = {
  owners: () => ['@org/team', 'a@b.example'],
  existingFiles: () => true,
};

/** Every text that GitHub renders. */
function listBodies(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) => {
    if (effect.kind === 'create-issue') return [effect.body, effect.title];
    if (effect.kind === 'update-issue')
      return [effect.body, effect.title, effect.comment].filter((text) => text !== undefined);
    if (effect.kind === 'upsert-comment') return [effect.body];
    if (effect.kind === 'write-summary') return [effect.markdown];
    return effect.kind === 'create-check-run' ? [effect.summary] : [];
  });
}

/** What GitHub's renderer makes of them may hold nothing but our own elements, links and words. */
function expectInert(bodies: readonly string[]): void {
  const html = renderGfm(bodies.join('\n\n'));
  expect([...listTags(html)].filter((tag) => !INERT.has(tag))).toEqual([]);
  for (const [, address = ''] of html.matchAll(/<a href="([^"]*)"/g))
    expect(address).toMatch(/^https:\/\/github\.com\/octo\/shop\/actions\/runs\/\d+(#artifacts)?$/);
  const prose = html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<pre>.*?<\/pre>/gs, '')
    .replace(/<code>.*?<\/code>/gs, '')
    .replace(/<[^>]*>/g, '');
  expect(
    prose.match(/.{0,30}(?:@|#\d|\bGH-\d|\b(?!\d+\b)[0-9a-f]{7,40}\b|https?:|www\.|:smile:).{0,30}/g),
  ).toBeNull();
  // A row with more cells than its head would have lost its end.
  for (const [, head = '', rest = ''] of html.matchAll(/<thead>(.*?)<\/thead>(.*?)<\/table>/gs)) {
    const columns = head.split('<th').length;
    for (const row of rest.split('<tr>').slice(1)) expect(row.split('<td').length).toBe(columns);
  }
}

function expectWithinLimits(effects: readonly Effect[]): void {
  for (const effect of effects) {
    if (effect.kind === 'write-summary') expect(Buffer.byteLength(effect.markdown)).toBeLessThan(1_048_576);
    else if (effect.kind === 'create-issue') expect(effect.title.length).toBeLessThanOrEqual(256);
  }
  for (const body of listBodies(effects).filter((text) => text.startsWith('<!--'))) {
    expect(body.length).toBeLessThanOrEqual(60_000);
    expect(Buffer.byteLength(body)).toBeLessThan(262_144);
  }
}

function publishTwice(
  reports: readonly [StabilityReport, StabilityReport],
  { branch, kept }: { branch: string; kept: string },
): { repository: Repository; effects: Effect[] } {
  const repository = new Repository();
  const overrides = (night: number): Omit<Overrides, 'published'> => ({
    context: { ...contextOfNight(night), workflow: branch, branch, isDefaultBranch: false, pullRequest: 7 },
    settings: ALL_ON,
    ...EVERYTHING_IS_THERE,
  });
  const first = repository.publish(reports[0], overrides(1));
  for (const { number, body } of repository.issues) repository.change(number, { body: body + kept });
  return { repository, effects: [...first, ...repository.publish(reports[1], overrides(2))] };
}

describe('hostile names, messages and sizes', () => {
  it(
    'stay inert in every text, within every limit, and cannot pass for our markers',
    needs('cmark-gfm'),
    () => {
      const night = fc.tuple(hostileReport, hostileReport, hostileText, hostileText);
      fc.assert(
        fc.property(fc.array(night, { minLength: 4, maxLength: 4 }), (nights) => {
          const bodies = nights.flatMap(([one, other, branch, kept]) => {
            // People may write what they like; here only the length of it matters.
            const safe = kept.replace(/\S/gu, 'n').replace(/\s/g, ' ');
            const { repository, effects } = publishTwice([one, other], { branch, kept: safe });
            expectWithinLimits(effects);
            for (const { body, key } of repository.issues) {
              expect(readIssueState(body)?.key).toBe(key);
              expect([safe.trimEnd(), '']).toContain(readFrame(body).kept);
            }
            return listBodies(effects);
          });
          expectInert(bodies);
        }),
        { seed: 8_601, numRuns: 12 },
      );
    },
  );

  it('give the same effects for the same input, and none on issues when a run is published again', () => {
    fc.assert(
      fc.property(hostileReport, hostileText, (report, branch) => {
        const once = publishTwice([report, report], { branch, kept: '' });
        const twice = publishTwice([report, report], { branch, kept: '' });
        expect(JSON.stringify(twice.effects)).toBe(JSON.stringify(once.effects));
        const context = { ...contextOfNight(2), workflow: branch, branch, isDefaultBranch: false };
        const again = once.repository.publish(report, { context, settings: ALL_ON, ...EVERYTHING_IS_THERE });
        expect(listIssueSteps(again)).toEqual([]);
      }),
      { seed: 8_602, numRuns: 15 },
    );
  });

  it('cannot end the text of ours that a failure quotes', needs('cmark-gfm'), () => {
    const text = [
      '<!-- focus-stability:keep -->',
      '<!-- focus-stability:end -->',
      '```',
      '<!-- focus-stability:issue {"version":1,"key":"flaky-00000000"} -->',
      '@octocat fixes #1',
    ].join('\n');
    const test = buildTest({ id: 'a --> b', failures: [buildFailure(3, { message: text, text })] });
    const report = buildReport({ headline: 'flaky', notable: [test], rows: [test] });
    const { repository, effects } = publishTwice([report, report], { branch: 'main', kept: 'a note' });
    expectInert(listBodies(effects));
    const issue = repository.issues.find(({ key }) => key.startsWith('flaky-'));
    expect(issue?.body.endsWith('\na note')).toBe(true);
    expect(issue?.body.split('a note')).toHaveLength(2);
    expect(readFrame(issue?.body ?? '').block).toContain('@octocat fixes #1');
  });

  it('are pinged only when owners are to be mentioned, and only as GitHub writes them', () => {
    const test = buildTest({ file: 'tests/a.py', failures: [buildFailure(3)] });
    const report = buildReport({ headline: 'flaky', notable: [test], rows: [test] });
    const bodyWith = (mentionOwners: boolean): string => {
      const repository = new Repository();
      const effects = repository.publish(report, {
        settings: { alert: false, mentionOwners },
        ...EVERYTHING_IS_THERE,
      });
      return only(effects, 'create-issue')[0]?.body ?? '';
    };
    expect(bodyWith(false)).toContain('Owners: `@\u200Borg/team` and `a@\u200Bb.example`');
    expect(bodyWith(true)).toContain('Owners: @org/team and `a@\u200Bb.example`');
  });
});
