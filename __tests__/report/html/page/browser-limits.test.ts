import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../../../helpers/neighbours.ts';
import { buildIteration, buildLedger, buildReport, buildTest } from '../../../helpers/report-builder.ts';
import { launchBrowser, openPage, removeReports, writeReport } from './browser.ts';
import { HOSTILE } from '../hostile.ts';
import { goTo, measureSideways, readHeading } from './page-steps.ts';
import { buildRealisticReport } from '../realistic-report.ts';

describe('report.html at its limits', needs('chromium'), () => {
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    url = await writeReport(buildRealisticReport(20_000));
  });
  afterAll(async () => {
    await browser?.close();
    await removeReports();
  });

  it('treats hostile text as text, everywhere', async () => {
    const tests = HOSTILE.map((text, index) =>
      buildTest({
        id: `${text} ${index}`,
        name: text,
        classname: text,
        file: text,
        repro: text,
        cluster: 'C1',
        hints: [{ kind: 'order', text }],
        properties: [{ name: text, value: text }],
        failures: [1, 2].map((iteration) => ({
          iteration,
          attempt: 1,
          kind: 'failure',
          type: text,
          message: text,
          text: `${text}\n${iteration}`,
        })),
      }),
    );
    const cluster = {
      id: 'C1',
      signature: HOSTILE.join('\n'),
      example: HOSTILE[0] ?? '',
      failures: 2,
      tests: [tests[0]?.id ?? ''],
      testCount: 1,
      iterations: [1],
    };
    const problems = HOSTILE.map(
      (text) =>
        ({
          code: 'malformed',
          severity: 'error',
          path: text,
          iteration: 1,
          message: text,
          advice: text,
        }) as const,
    );
    const hostileUrl = await writeReport(
      buildReport({
        rows: tests,
        notable: tests,
        clusters: [cluster],
        gate: { passed: false, failOn: ['failing'], reasons: HOSTILE },
        ledger: buildLedger({ problems, iterations: [buildIteration(1, { problems }), buildIteration(2)] }),
      }),
    );
    const { page, complaints } = await openPage(browser, hostileUrl, {
      viewport: { width: 400, height: 800 },
    });
    for (const view of ['#/', '#/tests', '#/causes', ...HOSTILE.map((_, index) => `#/test/${index + 1}`)]) {
      await goTo(page, view);
      expect(await measureSideways(page), view).toBe(0);
      await page.setViewportSize({ width: 1400, height: 800 });
      expect(await measureSideways(page), view).toBe(0);
      await page.setViewportSize({ width: 400, height: 800 });
    }
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(complaints).toEqual([]);
    await goTo(page, '#/test/9');
    await page.getByRole('heading', { name: 'safe⟨U+202E⟩txt.exe' }).waitFor();
    await page.context().close();
  });

  it('holds a hunt of a hundred iterations', async () => {
    const codes = `${'P'.repeat(60)}F-SR${'P'.repeat(36)}`;
    const tests = [
      buildTest({ name: 'hunted', codes }),
      buildTest({ id: 'b', name: 'b', codes: 'P'.repeat(100) }),
    ];
    const iterations = Array.from({ length: 100 }, (_, index) =>
      buildIteration(index + 1, index === 61 ? { state: 'missing' } : {}),
    );
    const hunt = buildReport({
      rows: tests,
      notable: tests.slice(0, 1),
      ledger: buildLedger({ expected: 100, iterations }),
    });
    const { page } = await openPage(browser, await writeReport(hunt));
    expect(await page.locator('.ledger tbody:visible').count()).toBe(1);
    expect(await page.getByText('99 complete iterations without a problem').isVisible()).toBe(true);
    for (const width of [1400, 400]) {
      await page.setViewportSize({ width, height: 800 });
      for (const view of ['#/', '#/tests', '#/test/1', '#/durations']) {
        await goTo(page, view);
        expect(await measureSideways(page), `${view} at ${width}`).toBe(0);
      }
    }
    const label = await page.locator('.summary .strip').getAttribute('aria-label');
    expect(label).toContain('failed in iteration 61;');
    await page.context().close();
  });

  it('has something to say about a run without any result', async () => {
    const iterations = [buildIteration(1, { state: 'missing', files: [], tests: 0 })];
    const empty = buildReport({
      rows: [],
      headline: 'no-evidence',
      ledger: buildLedger({ expected: 1, iterations }),
    });
    const { page, complaints } = await openPage(browser, await writeReport(empty));
    expect(await readHeading(page)).toBe('No test results to judge');
    await goTo(page, '#/tests');
    expect(await page.locator('[data-view=tests]').getByText('No test reported.').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('is readable without JavaScript', async () => {
    const { page, complaints } = await openPage(browser, url, { javaScriptEnabled: false });
    const shown = await page.locator('body').innerText();
    expect(shown).toContain('3 tests are failing, 39 are flaky, 6 are suspect, 1 incident');
    expect(shown).toContain('No report was found for iteration 3');
    expect(shown).toContain('C2');
    expect(shown).toContain('need JavaScript');
    expect(await page.locator('.tests tbody tr:visible').count()).toBe(50);
    expect(await page.locator('nav:visible').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('prints the whole static report, or the one test that is open', async () => {
    const { page } = await openPage(browser, url);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.tests tbody tr:visible').count()).toBe(50);
    expect(await page.locator('h1:visible').allTextContents()).toEqual([
      '3 tests are failing, 39 are flaky, 6 are suspect, 1 incident',
      'Causes',
      'Durations',
    ]);
    await goTo(page, '#/test/1');
    await page.getByRole('heading', { level: 1, name: 'test_survives_restart' }).waitFor();
    expect(await page.locator('h1:visible').count()).toBe(1);
    await page.context().close();
  });
});
