import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CHUNK_LENGTH } from '../../../src/report/html/chunks.ts';
import { renderHtml } from '../../../src/report/html/render-html.ts';
import {
  buildIteration,
  buildLedger,
  buildReport,
  buildRow,
  buildTest,
} from '../../helpers/report-builder.ts';
import { HOSTILE } from './hostile.ts';
import { readPage, readStaticText } from './page-reader.ts';
import { buildRealisticReport } from './realistic-report.ts';

describe('renderHtml', () => {
  it('gives the same bytes for the same report, and again when iterated again', () => {
    const pages = renderHtml(buildRealisticReport(2000));
    const first = [...pages].join('');
    expect([...pages].join('') === first).toBe(true);
    expect([...renderHtml(buildRealisticReport(2000))].join('') === first).toBe(true);
  });

  it('streams: no chunk is longer than the limit, however long a text is', () => {
    const text = '😀'.repeat(500_000);
    const failure = { iteration: 3, attempt: 1, kind: 'failure', type: 'E', message: text, text } as const;
    const test = buildTest({ failures: [failure] });
    const chunks = [...renderHtml(buildReport({ rows: [test], notable: [test] }))];
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThanOrEqual(CHUNK_LENGTH);
    expect(chunks.every((chunk) => chunk.isWellFormed())).toBe(true);
    expect(chunks.length).toBeGreaterThan(30);
  });

  it('holds 20,000 rows in less than 4 MB', () => {
    const bytes = Buffer.byteLength(readPage(buildRealisticReport()).text);
    expect(bytes).toBeLessThan(4_000_000);
  });

  it('lets only its own script and style run, loads nothing and turns no text into markup', () => {
    const { text } = readPage(buildReport());
    const policy =
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1]?.replaceAll('&#39;', "'") ??
      '';
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(text) ?? [];
    const [, script = ''] = /<script>([^]*?)<\/script>/.exec(text) ?? [];
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src 'sha256-${hash(script)}'`,
      `style-src 'sha256-${hash(style)}'`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
    expect(/\b(src|srcset|action)=|href="(?!#)|url\(|@import/.exec(text)).toBeNull();
  });
});

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

describe('hostile text', () => {
  const rows = HOSTILE.map((text, index) =>
    buildTest({ id: `${text} ${index}`, name: text, classname: text, file: text, repro: text }),
  );
  const notable = rows.map((row) => ({
    ...row,
    failures: [
      { iteration: 3, attempt: 1, kind: 'failure', type: row.name, message: row.name, text: row.name },
    ] as const,
  }));
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
  const report = buildReport({
    rows,
    notable,
    gate: { passed: false, failOn: ['failing'], reasons: HOSTILE },
    ledger: buildLedger({ iterations: [buildIteration(1, { problems })], problems }),
    clusters: HOSTILE.map((text, index) => ({
      id: `C${index}`,
      signature: text,
      example: text,
      failures: 1,
      tests: [text],
      testCount: 1,
      iterations: [1],
    })),
    incidents: HOSTILE.map((text, index) => ({
      id: `I${index}`,
      kind: 'leg',
      iteration: 1,
      tests: [text],
      testCount: 1,
      share: 0.5,
      signature: text,
    })),
    toolVersion: HOSTILE[0] ?? '',
  });
  const page = readPage(report);

  it('opens no element: scripts are ours and one data block per test', () => {
    const scripts = page.text.match(/<script[^>]*>/g) ?? [];
    expect(scripts.filter((tag) => tag === '<script>')).toHaveLength(1);
    expect(scripts).toHaveLength(2 + HOSTILE.length);
    expect(/<!--|<img|<svg on|onerror="/.exec(page.text)).toBeNull();
  });

  it('keeps every text exactly in the data', () => {
    expect(page.tests.rows.map(([, name]) => name)).toEqual(HOSTILE);
    const details = HOSTILE.map((_, index) => page.detail(index + 1)?.failures[0]?.text);
    expect(details).toEqual(HOSTILE);
  });

  it('makes characters visible that reorder or hide text', () => {
    const shown = readStaticText(page);
    expect(shown).toContain('safe⟨U+202E⟩txt.exe');
    expect(shown).toContain('half ⟨U+D800⟩ a pair');
    expect(shown).toContain('bell␇ and null␀');
    expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });
});

describe('without a script', () => {
  const page = readPage(buildRealisticReport());
  const shown = readStaticText(page);

  it('says verdict, gate and evidence first', () => {
    const order = [
      '3 tests are failing and 39 tests are flaky',
      '3 of 5 expected iterations are complete; iteration 3 is missing and iteration 2 is incomplete',
      'Gate failed fails on failing, incomplete 3 tests are failing Iteration 3 of 5 is missing',
      'Evidence Iteration State Tests',
      'error No report was found for iteration 3 Check that the leg uploads its report',
      'Tests to look at',
    ].map((text) => shown.indexOf(text));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('lists the first fifty notable tests with strip, message and cause', () => {
    const [body = ''] = /<table\s+class="tests"[^]*?<\/table>/.exec(page.text) ?? [];
    expect(body.match(/class="badge"/g)).toHaveLength(50);
    expect(body).toContain(
      'aria-label="failed in iterations 1, 2, 4 and 5; did not report in iteration 3"'
        .replace('iterations 1', 'iterations\u00a01')
        .replace('iteration 3', 'iteration\u00a03'),
    );
    expect(shown).toContain('The worst 50 of 60.');
    expect(shown).toContain('AssertionError: expected frame 114 after 250 ms, last frame was 113');
  });

  it('shows causes, durations, power and retries', () => {
    expect(shown).toContain('412 tests were lost together in iteration 4');
    expect(shown).toContain('TimeoutError: reconnect took longer than # s focus/reconnect.py await_ready');
    expect(shown).toContain('exclude only flake rates above 45 %');
    expect(shown).toContain('Retries turned 6 failed runs of 6 tests green');
    expect(shown).toContain('Test time of each iteration');
    expect(/<noscript\s*>/.test(page.text)).toBe(true);
  });
});

describe('headlines', () => {
  const cases = [
    ['no-evidence', 'No evidence: no test result could be read'],
    ['incident', '0\u00a0incidents hit the run; no test is flaky by itself'],
    ['incomplete', 'No test is flaky or failing, but evidence is missing'],
    ['inconclusive', 'Too few runs to call any test stable'],
    ['stable', 'The only test is stable over 5\u00a0iterations'],
  ] as const;
  it.each(cases)('%s', (headline, sentence) => {
    const { text } = readPage(buildReport({ headline, rows: [buildRow()] }));
    expect(/<title>(.*)<\/title>/.exec(text)?.[1]).toBe(`${sentence} · stability report`);
  });
});
