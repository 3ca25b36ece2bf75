import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WebhookFormat } from '../../src/model/publish-settings.ts';
import type { StabilityReport } from '../../src/model/stability-report.ts';
import { buildIteration, buildLedger, buildReport, buildTest } from '../helpers/report-builder.ts';
import { hostileReport, hostileText } from '../report/hostile-report.ts';
import { buildRealisticNight } from '../report/realistic-night.ts';
import { buildContext, only, plan } from './world.ts';

const FORMATS = ['slack', 'teams', 'generic'] as const;

function payload(report: StabilityReport, webhook: WebhookFormat, context = buildContext()): string | null {
  return only(plan(report, { context, settings: { webhook } }), 'post-webhook')[0]?.payload ?? null;
}

/** Every string in a JSON value. */
function listStrings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listStrings) : [];
}

function listKeys(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    key,
    ...listKeys(inner).map((one) => `${key}.${one}`),
  ]);
}

const named = buildReport({
  headline: 'flaky',
  ledger: buildLedger({ iterations: [buildIteration(1), buildIteration(2, { failed: 1 })] }),
  notable: [buildTest({ id: '<!channel> @here <@U1> *b* [x](http://y.z) & co', codes: 'PF' })],
});

describe('the webhook', () => {
  it.each(FORMATS)(
    '%s: is told when any iteration fails, is missing or incomplete, and else nothing',
    (format) => {
      expect(payload(buildReport(), format)).toBeNull();
      expect(payload(buildRealisticNight(), format)).not.toBeNull();
      for (const state of ['missing', 'incomplete', 'unreadable'] as const) {
        const ledger = buildLedger({ iterations: [buildIteration(1), buildIteration(2, { state })] });
        expect(payload(buildReport({ ledger }), format)).not.toBeNull();
      }
      expect(payload(buildReport({ ledger: buildLedger({ iterations: [] }) }), format)).not.toBeNull();
    },
  );

  it('is not told about pull requests, other branches, or when alerts are off', () => {
    const pull = buildContext({ eventName: 'pull_request', isDefaultBranch: false, pullRequest: 7 });
    expect(payload(buildRealisticNight(), 'slack', pull)).toBeNull();
    expect(payload(buildRealisticNight(), 'slack', buildContext({ isDefaultBranch: false }))).toBeNull();
    const off = plan(buildRealisticNight(), { settings: { webhook: 'slack', alert: false } });
    expect(only(off, 'post-webhook')).toEqual([]);
  });

  it('does not need issues', () => {
    const effects = plan(buildRealisticNight(), {
      settings: { webhook: 'generic', issues: 'off' },
      published: { issues: null, comment: null },
    });
    expect(only(effects, 'post-webhook')).toHaveLength(1);
  });

  it('slack: escapes what Slack reads, and notifies nobody', () => {
    const text = payload(named, 'slack') ?? '';
    expect(text).toContain('&lt;!channel&gt; @\u200Bhere &lt;@\u200BU1&gt; *b*');
    expect(JSON.parse(text)).toMatchObject({
      blocks: [
        { type: 'header', text: { type: 'plain_text' } },
        { type: 'section', text: { type: 'mrkdwn', verbatim: true } },
        { type: 'section', text: { text: '• iteration 2: 1 test failed' } },
        { type: 'section' },
        { type: 'context' },
      ],
    });
    expect(text).toContain('<https://github.com/octo/shop/actions/runs/1001|Open run 1001>');
  });

  it('teams: is one Adaptive Card without any Markdown', () => {
    const message: unknown = JSON.parse(payload(named, 'teams') ?? '');
    expect(message).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            actions: [{ type: 'Action.OpenUrl', url: 'https://github.com/octo/shop/actions/runs/1001' }],
          },
        },
      ],
    });
    expect(JSON.stringify(message)).not.toContain('"TextBlock"');
    expect(listStrings(message).some((text) => text.includes('<!channel> @\u200Bhere'))).toBe(true);
  });

  it('generic: is versioned and small', () => {
    expect(JSON.parse(payload(named, 'generic') ?? '')).toMatchObject({
      schemaVersion: 1,
      event: 'stability-alert',
      verdict: 'flaky',
      gate: 'passed',
      repository: 'octo/shop',
      runId: 1001,
      iterations: [{ iteration: 2, state: 'complete', failed: 1 }],
      tests: [{ verdict: 'flaky', codes: 'PF' }],
      testsOmitted: 0,
    });
  });

  it('generic: is what docs/PUBLISHING.md describes', () => {
    const docs = readFileSync(join(import.meta.dirname, '../../docs/PUBLISHING.md'), 'utf8');
    const sample: unknown = JSON.parse(/```json\n(.*?)```/s.exec(docs)?.[1] ?? '');
    expect(listKeys(JSON.parse(payload(named, 'generic') ?? ''))).toEqual(listKeys(sample));
  });

  it('stays within the limits of the chats and mentions nobody, whatever the names are', () => {
    fc.assert(
      fc.property(hostileReport, hostileText, (report, branch) => {
        const context = buildContext({ branch, workflow: branch });
        for (const format of FORMATS) {
          const text = payload(report, format, context);
          if (text === null) continue;
          expect(Buffer.byteLength(text)).toBeLessThan(format === 'teams' ? 28_000 : 40_000);
          if (format === 'generic') continue;
          const strings = listStrings(JSON.parse(text)).filter((one) => !one.includes('github.com'));
          for (const one of strings) {
            expect(one.length).toBeLessThanOrEqual(3000);
            if (format === 'slack') expect(one).not.toMatch(/[<>]|@(?!\u200B)/);
            else expect(one).not.toMatch(/@(?!\u200B)/);
          }
        }
      }),
      { seed: 8_501, numRuns: 60 },
    );
  });
});
