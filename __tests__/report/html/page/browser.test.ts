import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../../../helpers/neighbours.ts';
import { launchBrowser, openPage, removeReports, writeReport } from './browser.ts';
import { goTo, measureSideways, readFocused, readHeading } from './page-steps.ts';
import { buildRealisticReport } from '../realistic-report.ts';

const rowTexts = (page: Page): Promise<string[]> => page.locator('.row .name').allTextContents();
const VIEWS = ['#/', '#/tests', '#/test/7614', '#/causes', '#/durations'];

describe('report.html in Chromium', needs('chromium'), () => {
  let browser: Browser;
  let url: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    url = await writeReport(buildRealisticReport());
  });
  afterAll(async () => {
    await browser?.close();
    await removeReports();
  });

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
    expect(await page.getByRole('status').first().textContent()).toBe('2 of 20,000 tests');
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
    const row = await readFocused(page);
    const index = Number(await page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex')));
    expect(index).toBeGreaterThan(10);
    await page.keyboard.press('Enter');
    await page.locator('.test-title').waitFor();
    expect(row).toContain(await readHeading(page));
    expect(await readFocused(page)).toBe(await readHeading(page));
    await page.keyboard.press('Escape');
    await expect.poll(() => readFocused(page)).toBe(row);
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
    expect(await readHeading(page)).toBe('test_resumes_after_gap[channel=61-window=191ms]');
    expect(await page.title()).toContain('test_resumes_after_gap');
    expect(await page.locator('.facts').innerText()).toContain(
      '50 % probability that a flake makes its next run fail, about one run in 2',
    );
    expect(await page.locator('.bars-test tbody tr').count()).toBe(5);
    await page.getByRole('link', { name: 'Next' }).click();
    await expect.poll(() => readHeading(page)).toBe('test_reports_progress[channel=8-window=708ms]');
    await page.getByRole('link', { name: /^C3 TimeoutError/ }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('cause-C3');
    await page.goBack();
    await expect.poll(() => readHeading(page)).toBe('test_reports_progress[channel=8-window=708ms]');
    await page.goBack();
    await expect.poll(() => readHeading(page)).toBe('test_resumes_after_gap[channel=61-window=191ms]');
    await page.context().close();
  });

  it('returns from a test to the link on the overview that opened it', async () => {
    const { page } = await openPage(browser, url);
    const link = page.locator('.tests .name').nth(5);
    const name = await link.textContent();
    await link.click();
    await page.locator('.test-title').waitFor();
    await page.goBack();
    await expect.poll(() => readFocused(page)).toBe(name);
    await page.context().close();
  });

  it('says so when a test is not in the page', async () => {
    const { page, complaints } = await openPage(browser, `${url}#/test/99999999`);
    expect(await readHeading(page)).toBe('Test 99999999 is not in this page');
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
});

function readMs(text: string): number {
  const [value = '', unit] = text.split(' ');
  return Number(value) * (unit === 's' ? 1000 : 1);
}
