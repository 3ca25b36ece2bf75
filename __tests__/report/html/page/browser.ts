/** A real Chromium for tests of the page, and pages in it that watch what must never happen. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { type Browser, type BrowserContextOptions, type Page, chromium } from 'playwright-core';
import { NEIGHBOURS } from '../../../../scripts/neighbours/core.ts';
import type { StabilityReport } from '../../../../src/model/stability-report.ts';
import { renderHtml } from '../../../../src/report/html/render-html.ts';

/** For tests with `needs('chromium')`. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: NEIGHBOURS.chromium.probe[0],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

const folders: string[] = [];

/** Writes the report where a person would open it from; returns its file:// address. */
export async function writeReport(report: StabilityReport): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'focus-stability-html-'));
  folders.push(folder);
  const path = join(folder, 'report.html');
  await writeFile(path, [...renderHtml(report)].join(''));
  return pathToFileURL(path).href;
}

export async function removeReports(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
}

/** `window.findFaults()` of accessibility.ts; an init script is not subject to the page's policy. */
async function bundleAccessibility(): Promise<string> {
  const entry = fileURLToPath(new URL('./accessibility.ts', import.meta.url));
  const result = await build({ entryPoints: [entry], bundle: true, write: false, format: 'iife' });
  return result.outputFiles[0]?.text ?? '';
}

export interface WatchedPage {
  readonly page: Page;
  /** Console errors and warnings, uncaught errors, and requests for anything but the page. */
  readonly complaints: readonly string[];
}

export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  await context.addInitScript({ content: await bundleAccessibility() });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url.split('#')[0]) complaints.push(`request ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints };
}
