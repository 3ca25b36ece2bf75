/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIteration, buildLedger, buildReport, buildTest } from '../../helpers/report-builder.ts';
import { launchBrowser, openPage, writeReport } from './browser.ts';
import { HOSTILE } from './hostile.ts';
import { buildRealisticReport } from './realistic-report.ts';

const VIEWS = ['#/', '#/tests', '#/test/7614', '#/causes', '#/durations'];
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent ?? '');
const rowTexts = (page: Page): Promise<string[]> => page.locator('.row .name').allTextContents();
/** Pixels that the page is wider than its window. */
const measureSideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
/** Goes to a view and waits until the page has shown it. */
const goTo = (page: Page, hash: string): Promise<void> =>
  page.evaluate(
    (target) =>
      new Promise((done) => {
        if (location.hash === target) return done();
        addEventListener('hashchange', () => done(), { once: true });
        location.hash = target;
      }),
    hash,
  );
const heading = (page: Page): Promise<string> => page.locator('h1:visible').innerText();

describe.skipIf(process.env['FOCUS_STABILITY_NO_BROWSER'] === '1')('report.html in Chromium', () => {
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    url = await writeReport(buildRealisticReport());
  });
  afterAll(() => browser?.close());

  it('opens every view without an error, a request or a sideways scroll, on a phone and on a desk', async () => {
    for (const width of [400, 1400]) {
      const { page, complaints } = await openPage(browser, url, { viewport: { width, height: 800 } });
      for (const view of VIEWS) {
        await goTo(page, view);
        expect(await measureSideways(page), `${view} at ${width}`).toBe(0);
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  it('searches and filters, tells how many it found, and keeps that in the address', async () => {
    const { page } = await openPage(browser, `${url}#/tests`);
    await page.keyboard.press('/');
    await page.keyboard.type('ALERTS progress 19530');
    await page.getByText('No test matches.').waitFor();
    await page.getByRole('searchbox').fill('alerts group_325 progress');
    expect(await rowTexts(page)).toHaveLength(2);
    expect(await page.getByRole('status').first().textContent()).toBe('2 of 20,000\u00a0tests');
    await page.getByRole('searchbox').fill('');
    await page.getByRole('button', { name: 'failing 3' }).click();
    await page.getByRole('button', { name: 'suspect 6' }).click();
    expect(await page.locator('.row .badge').allTextContents()).toEqual([
      ...Array(3).fill('failing'),
      ...Array(6).fill('suspect'),
    ]);
    expect(page.url()).toContain('#/tests?verdict=failing,suspect');
    await page.reload();
    expect(await rowTexts(page)).toHaveLength(9);
    await page.context().close();
  });

  it('sorts by a column and the other way round', async () => {
    const { page } = await openPage(browser, `${url}#/tests?verdict=flaky`);
    const medians = async (): Promise<number[]> =>
      (await page.locator('.row .c-median').allTextContents()).map(readMs);
    await page.getByRole('button', { name: 'Median' }).click();
    expect(await page.getByRole('columnheader', { name: 'Median' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    const longestFirst = await medians();
    expect(longestFirst).toEqual([...longestFirst].sort((a, b) => b - a));
    await page.getByRole('button', { name: 'Median' }).click();
    expect(await page.getByRole('columnheader', { name: 'Median' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
    const shortestFirst = await medians();
    expect(shortestFirst).toEqual([...shortestFirst].sort((a, b) => a - b));
    await page.context().close();
  });

  it('is used by keyboard: search, down, open, back to the same row', async () => {
    const { page } = await openPage(browser, url);
    await page.keyboard.press('/');
    await page.keyboard.type('survives_restart');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('ArrowUp');
    const row = await focused(page);
    const index = Number(await page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex')));
    expect(index).toBeGreaterThan(10);
    await page.keyboard.press('Enter');
    await page.locator('.test-title').waitFor();
    expect(row).toContain(await heading(page));
    expect(await focused(page)).toBe(await heading(page));
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe(row);
    expect(page.url()).toMatch(/#\/tests\?q=survives_restart$/);
    await page.keyboard.press('End');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex'))).toBe('4001');
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('4001');
    await page.keyboard.press('Home');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex'))).toBe('2');
    await page.context().close();
  });

  it('opens a test by its address, walks to its neighbours and goes back', async () => {
    const { page } = await openPage(browser, `${url}#/test/7614`);
    expect(await heading(page)).toBe('test_resumes_after_gap[channel=61-window=191ms]');
    expect(await page.title()).toContain('test_resumes_after_gap');
    expect(await page.locator('.facts').innerText()).toContain(
      '50\u00a0% probability that a flake makes its next run fail, about one run in 2',
    );
    expect(await page.locator('.bars-test tbody tr').count()).toBe(5);
    await page.getByRole('link', { name: 'Next' }).click();
    await expect.poll(() => heading(page)).toBe('test_reports_progress[channel=8-window=708ms]');
    await page.getByRole('link', { name: /^C3 TimeoutError/ }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('cause-C3');
    await page.goBack();
    await expect.poll(() => heading(page)).toBe('test_reports_progress[channel=8-window=708ms]');
    await page.goBack();
    await expect.poll(() => heading(page)).toBe('test_resumes_after_gap[channel=61-window=191ms]');
    await page.context().close();
  });

  it('returns from a test to the link on the overview that opened it', async () => {
    const { page } = await openPage(browser, url);
    const link = page.locator('.tests .name').nth(5);
    const name = await link.textContent();
    await link.click();
    await page.locator('.test-title').waitFor();
    await page.goBack();
    await expect.poll(() => focused(page)).toBe(name);
    await page.context().close();
  });

  it('says so when a test is not in the page', async () => {
    const { page, complaints } = await openPage(browser, `${url}#/test/99999999`);
    expect(await heading(page)).toBe('Test 99999999 is not in this page');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows the difference of two failures and unfolds what is equal', async () => {
    const { page } = await openPage(browser, `${url}#/test/1`);
    const diff = page.locator('.diff');
    expect(await diff.locator('.removed').allTextContents()).toContain(
      "−removed: live_server = LiveServer(host='focus-server', port=5001)",
    );
    expect(await diff.locator('.added').allTextContents()).toContain(
      "+added: live_server = LiveServer(host='focus-server', port=5002)",
    );
    const lines = await diff.locator('.diff-line').count();
    await diff.getByRole('button', { name: '12 equal lines' }).click();
    expect(await diff.locator('.diff-line').count()).toBe(lines + 12);
    await diff.getByLabel('with').selectOption('Iteration 1');
    expect(await diff.innerText()).toContain('The two texts are identical.');
    await page.context().close();
  });

  it('copies the command that runs the test again', async () => {
    const { page } = await openPage(browser, `${url}#/test/1`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.getByRole('button', { name: 'Copy command' }).click();
    await page.getByText('Copied').waitFor();
    const command = await page.locator('.command pre').textContent();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command);
    await page.context().close();
  });

  it('keeps few rows in the document while 20,000 scroll by', async () => {
    const { page } = await openPage(browser, `${url}#/tests?sort=name`);
    const most = await page.evaluate(async () => {
      let count = 0;
      for (let step = 0; step <= 40; step += 1) {
        scrollTo(0, (document.documentElement.scrollHeight * step) / 40);
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        count = Math.max(count, document.querySelectorAll('.row').length);
      }
      return count;
    });
    expect(most).toBeGreaterThan(20);
    expect(most).toBeLessThan(80);
    const last = page.locator('.row').last();
    expect(await last.getAttribute('aria-rowindex')).toBe('20001');
    expect(await last.isVisible()).toBe(true);
    await page.context().close();
  });

  it('changes the theme, remembers it, and does without storage', async () => {
    const { page } = await openPage(browser, url, { colorScheme: 'light' });
    const isDark = (): Promise<boolean> =>
      page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor === 'rgb(21, 24, 28)');
    expect(await isDark()).toBe(false);
    await page.getByRole('button', { name: 'Theme: auto' }).click();
    await page.getByRole('button', { name: 'Theme: light' }).click();
    expect(await isDark()).toBe(true);
    await page.reload();
    expect(await page.getByRole('button', { name: 'Theme: dark' }).isVisible()).toBe(true);
    expect(await isDark()).toBe(true);
    await page.context().close();
    const refusing = await browser.newContext({ colorScheme: 'dark' });
    await refusing.addInitScript(() =>
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      }),
    );
    const other = await refusing.newPage();
    await other.goto(url);
    await other.getByRole('button', { name: 'Theme: auto' }).click();
    expect(await other.getByRole('button', { name: 'Theme: light' }).isVisible()).toBe(true);
    await refusing.close();
  });

  it('names every control, keeps ids unique and text readable in both themes', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [400, 1400]) {
        const { page } = await openPage(browser, url, { colorScheme, viewport: { width, height: 800 } });
        for (const view of VIEWS) {
          await goTo(page, view);
          expect(await page.evaluate(() => window.findFaults()), `${view} ${colorScheme} ${width}`).toEqual(
            [],
          );
        }
        await page.context().close();
      }
    }
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
    expect(await page.getByText('99\u00a0complete iterations without a problem').isVisible()).toBe(true);
    for (const width of [1400, 400]) {
      await page.setViewportSize({ width, height: 800 });
      for (const view of ['#/', '#/tests', '#/test/1', '#/durations']) {
        await goTo(page, view);
        expect(await measureSideways(page), `${view} at ${width}`).toBe(0);
      }
    }
    const label = await page.locator('.summary .strip').getAttribute('aria-label');
    expect(label?.replaceAll('\u00a0', ' ')).toContain('failed in iteration 61;');
    await page.context().close();
  });

  it('is readable without JavaScript', async () => {
    const { page, complaints } = await openPage(browser, url, { javaScriptEnabled: false });
    const shown = (await page.locator('body').innerText()).replaceAll('\u00a0', ' ');
    expect(shown).toContain('3 tests are failing and 39 tests are flaky');
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
      '3\u00a0tests are failing and 39\u00a0tests are flaky',
      'Causes',
      'Durations',
    ]);
    await goTo(page, '#/test/1');
    await page.getByRole('heading', { level: 1, name: 'test_survives_restart' }).waitFor();
    expect(await page.locator('h1:visible').count()).toBe(1);
    await page.context().close();
  });
});

function readMs(text: string): number {
  const [value = '', unit] = text.split('\u00a0');
  return Number(value) * (unit === 's' ? 1000 : 1);
}
