import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BLOCK_LENGTH } from '../../../src/report/blocks.ts';
import { renderHtml } from '../../../src/report/html/render-html.ts';
import { buildIteration, buildLedger, buildReport, buildTest } from '../../helpers/report-builder.ts';
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
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThanOrEqual(BLOCK_LENGTH);
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
      kind: 'iteration',
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
    expect(shown).toContain('half \uFFFD a pair');
    expect(shown).toContain('bell⟨U+0007⟩ and null⟨U+0000⟩');
    expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });
});

describe('without a script', () => {
  const page = readPage(buildRealisticReport());
  const shown = readStaticText(page);

  it('says verdict, gate and evidence first', () => {
    const order = [
      '3 tests are failing, 39 are flaky, 6 are suspect, 1 incident',
      '3 of 5 iterations complete (iteration 3 is missing, iteration 2 is incomplete)',
      'Gate failed fails on failing, incomplete 3 tests are failing Iteration 3 of 5 is missing',
      'Evidence Iteration State Tests',
      'error No report was found for iteration 3 Check that the iteration uploads its report',
      'Tests to look at',
    ].map((text) => shown.indexOf(text));
    expect(/<title>(.*)<\/title>/.exec(page.text)?.[1]).toBe(
      '3 tests are failing, 39 are flaky, 6 are suspect, 1 incident · stability report',
    );
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('names an incident in the evidence of the iteration it hit, and leads to it', () => {
    const [evidence = ''] = /<table\s+class="ledger"[^]*?<\/table>/.exec(page.text) ?? [];
    expect(evidence.match(/<b>incident<\/b>/g)).toHaveLength(1);
    const [, iteration = ''] =
      /rowheader" scope="row">(\d)<(?:(?!rowheader)[^])*<b>incident</.exec(evidence) ?? [];
    expect(iteration).toBe('4');
    expect(evidence).toContain('<a href="#/causes/I1">I1</a>');
    expect(shown).toContain('incident I1 412 tests failed together');
  });

  it('gives no figures for an iteration that is missing', () => {
    expect(shown).toContain('3 · missing – – – – – – none');
  });

  it('lists the first fifty notable tests with strip, message and cause', () => {
    const [body = ''] = /<table\s+class="tests"[^]*?<\/table>/.exec(page.text) ?? [];
    expect(body.match(/class="badge"/g)).toHaveLength(50);
    expect(body).toContain('aria-label="failed in iterations 1, 2, 4 and 5; did not report in iteration 3"');
    expect(shown).toContain('The worst 50 of 60.');
    expect(shown).toContain('AssertionError: expected frame 114 after 250 ms, last frame was 113');
  });

  it('shows causes, durations, power and retries', () => {
    expect(shown).toContain('412 tests failed together in iteration 4');
    expect(shown).toContain('TimeoutError: reconnect took longer than # s focus/reconnect.py await_ready');
    expect(shown).toContain('exclude only flake rates above 45 %');
    expect(shown).toContain('Retries were on: 6 tests passed only on a retry (6 executions)');
    expect(shown).toContain('Flaky tests are expected to cost 13 h 32 min');
    expect(shown).toContain('Test time of each iteration');
    expect(/<noscript\s*>/.test(page.text)).toBe(true);
  });
});
