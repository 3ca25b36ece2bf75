import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/model/effect.ts';
import { buildReport } from '../helpers/report-builder.ts';
import { buildRealisticNight } from '../report/realistic-night.ts';
import { buildContext, listIssueSteps, only, plan } from './world.ts';

const bad = buildRealisticNight();

function kinds(effects: readonly Effect[]): string[] {
  return [...new Set(effects.map(({ kind }) => kind))];
}

describe('a publication', () => {
  it('begins with what needs no permission', () => {
    const context = buildContext({ pullRequest: 7 });
    const settings = { webhook: 'slack', checkRun: true, comment: 'always' } as const;
    expect(kinds(plan(bad, { context, settings, existingFiles: () => true }))).toEqual([
      'write-file',
      'upload-artifact',
      'write-summary',
      'set-output',
      'annotate',
      'create-check-run',
      'upsert-comment',
      'create-issue',
      'post-webhook',
    ]);
  });

  it.each([
    ['the repository is unknown', { repository: null }, []],
    [
      'the run is unknown',
      { runId: null, runUrl: null, publisherUrl: null },
      ['create-check-run', 'upsert-comment'],
    ],
    ['the commit is unknown', { sha: null }, ['upsert-comment']],
  ] as const)('makes no issue where %s, and says so', (why, unknown, others) => {
    const pullRequest = 'repository' in unknown ? null : 7;
    const context = buildContext({ pullRequest, ...unknown });
    const effects = plan(bad, {
      context,
      settings: { checkRun: true, comment: 'always', webhook: 'generic' },
    });
    const local = ['write-file', 'upload-artifact', 'write-summary', 'set-output'];
    expect(kinds(effects)).toEqual([...local, ...others, 'post-webhook']);
    const [summary] = only(effects, 'write-summary');
    expect(summary?.markdown).toContain(`- Issues were neither opened nor updated, because ${why}.`);
    expect(JSON.stringify(effects)).not.toMatch(/run null|commit null|\bNaN\b|undefined/);
  });

  it('of a calm night is files, summary and outputs', () => {
    expect(kinds(plan(buildReport()))).toEqual([
      'write-file',
      'upload-artifact',
      'write-summary',
      'set-output',
    ]);
  });

  it('opens the alert, the incident and one issue for each cause', () => {
    expect(listIssueSteps(plan(bad))).toEqual([
      'create Stability alert: `Nightly stability` on `main`',
      'create Incident: `ConnectionRefusedError: <n>`',
      'create Failing test: `tests.test_export::test_writes_header`',
      'create Flaky tests: `TimeoutError: no frame within <n> s @\u200B client/stream.py:__next__`',
      'create Flaky test: `tests.test_random::test_sample_is_spread`',
    ]);
  });

  it.each([
    ['schedule', true, 'auto', true],
    ['workflow_dispatch', true, 'auto', true],
    ['push', true, 'auto', true],
    ['push', false, 'auto', false],
    ['workflow_dispatch', false, 'auto', false],
    ['pull_request', false, 'auto', false],
    ['pull_request', true, 'auto', false],
    ['issue_comment', true, 'auto', false],
    ['pull_request', false, 'on', true],
    ['schedule', true, 'off', false],
  ] as const)(
    'for %s (default branch: %s) with issues: %s has issues: %s',
    (eventName, isDefaultBranch, issues, expected) => {
      const effects = plan(bad, {
        context: buildContext({ eventName, isDefaultBranch }),
        settings: { issues },
      });
      expect(only(effects, 'create-issue').length > 0).toBe(expected);
    },
  );

  it('plans nothing on issues that could not be read, and says so', () => {
    const effects = plan(bad, { published: { issues: null, comment: null } });
    expect(listIssueSteps(effects)).toEqual([]);
    expect(only(effects, 'write-summary')[0]?.markdown).toContain(
      '### Publishing\n\n- Issues were neither opened',
    );
  });

  it('says nothing about tests without any evidence, but raises the alert', () => {
    const none = buildReport({
      headline: 'no-evidence',
      rows: [],
      ledger: { expected: 5, iterations: [], problems: [] },
    });
    expect(listIssueSteps(plan(none))).toEqual(['create Stability alert: `Nightly stability` on `main`']);
  });
});
