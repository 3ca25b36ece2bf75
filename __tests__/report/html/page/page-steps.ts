/** What a reader does with the page and sees of it. */
import type { Page } from 'playwright-core';

/** Goes to a view and waits until the page has shown it. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(
    (target) =>
      new Promise<void>((done) => {
        if (location.hash === target) return done();
        addEventListener('hashchange', () => done(), { once: true });
        location.hash = target;
      }),
    hash,
  );
}

export function readHeading(page: Page): Promise<string> {
  return page.locator('h1:visible').innerText();
}

/** Text of what has the focus. */
export function readFocused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '');
}

/** Pixels that the page is wider than its window. */
export function measureSideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
