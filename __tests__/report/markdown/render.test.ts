import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../src/report/markdown/render.ts';
import { buildReport, buildTest } from '../../helpers/report-builder.ts';
import { needs } from '../../helpers/neighbours.ts';
import { listTags, readTableRows, readText, renderGfm } from '../cmark.ts';
import { hostileReport, hostileText } from '../hostile-report.ts';
import { buildFailure, buildRealisticNight } from '../realistic-night.ts';

const ALL = { budgetBytes: Infinity };

function sectionOf(markdown: string, title: string): string {
  return markdown.split(/\n(?=### )/).find((section) => section.startsWith(`### ${title}`)) ?? '';
}

/** Cells of the section's table as a reader sees them, a row a line. */
function showRows(section: string): string[] {
  const rows = readTableRows(renderGfm(section));
  return rows.map((row) => row.map((cell) => readText(cell).replaceAll('\u00A0', ' ')).join(' ; '));
}

describe('the first screen', needs('cmark-gfm'), () => {
  const markdown = renderMarkdown(buildRealisticNight(), {
    ...ALL,
    fullReport: 'stability-report/report.html',
  });

  it('opens with the verdict, the evidence, the gate and where the rest is', () => {
    expect(markdown.split('\n').slice(0, 6)).toEqual([
      '## ❌ 1 test is failing, 3 are flaky, 1 incident',
      '',
      '**4 of 5 iterations complete (iteration 3 is missing) · gate failed: 1 test is failing; iteration 3 is missing**',
      '',
      '119 tests: 1 failing, 3 flaky, 115 stable · full report: `stability-report/report.html`',
      '',
    ]);
  });

  it('shows what evidence each iteration brought, and what to do about a gap', () => {
    expect(showRows(sectionOf(markdown, 'Evidence'))).toEqual([
      '1 ; complete ; 1 ; 119 ; 1 ; 0 ; 4 min 28 s ; ',
      '2 ; complete ; 1 ; 119 ; 3 ; 0 ; 4 min 31 s ; ',
      '3 ; <strong>missing</strong> ; 0 ; – ; – ; – ; – ; no report was found for this iteration → see whether its job crashed before the upload',
      '4 ; complete ; 1 ; 119 ; 2 ; 0 ; 4 min 29 s ; 1 test passed only on a retry',
      '5 ; complete ; 1 ; 119 ; 7 ; 0 ; 4 min 35 s ; results-5.xml: declares 120 tests but holds 119<br>incident I1: 6 tests failed together',
    ]);
  });

  it('lists flaky tests with their strip, rate, cause and time', () => {
    expect(showRows(sectionOf(markdown, 'Flaky tests (3)'))).toEqual([
      '✓✗·✗✓ ; tests.test_live.TestLive::test_reconnects[ws | "slow" @latest] ; 2/4 ; 8–66 % ; C1 ; 950 ms',
      '✓✗·✓✓ ; tests.test_live.TestLive::test_streams ; 1/4 ; 1–45 % ; C1 ; 1.8 s',
      '✓✓·↻✓ ; tests.test_random::test_sample_is_spread ; 1/4 ; 1–45 % ; C2 ; 12 ms',
    ]);
  });

  it('points to an address by a link and to nothing else', () => {
    const address = 'https://github.example/o/r/actions/runs/1/artifacts/2';
    expect(renderMarkdown(buildReport(), { ...ALL, fullReport: address })).toContain(
      `[full report](${address})`,
    );
    const html = renderGfm(
      renderMarkdown(buildReport(), { ...ALL, fullReport: 'https://x.example/)<script>' }),
    );
    expect(html).not.toContain('<a ');
    expect(renderMarkdown(buildReport(), ALL)).not.toContain('full report');
  });
});

describe('the sections below', needs('cmark-gfm'), () => {
  const markdown = renderMarkdown(buildRealisticNight(), ALL);

  it('come in the order of their use', () => {
    const titles = [...markdown.matchAll(/^(?:### |<summary>)([^<\n]+?)(?: \(\d+\))?(?:<.*)?$/gm)].map(
      ([, title]) => title,
    );
    expect(titles).toEqual([
      'Evidence',
      'Flaky tests',
      'Failing tests',
      'Other tests that failed, not flaky by this evidence',
      'Causes',
      'Incidents',
      'Slowest tests',
      'Tests whose time varies most',
      'What this evidence can show',
      'Details',
    ]);
  });

  it('tell causes, incidents and limits in words', () => {
    expect(sectionOf(markdown, 'Causes')).toContain('| `C1` | 2 tests, 3 failures, one cause | 2 and 4 |');
    expect(sectionOf(markdown, 'Incidents')).toContain('`I1`: 6 tests failed together in iteration 5');
    expect(sectionOf(markdown, 'Incidents')).toContain('`tests.test_db::test_update` and 3 more');
    expect(sectionOf(markdown, 'What')).toContain(
      '29 runs would show a 10 % flake with 95 % probability (2 h 10 min of tests)',
    );
  });

  it('fold one section for each test that needs a person, with command, hints and failures told once', () => {
    const details = sectionOf(markdown, 'Details');
    expect(details.match(/<summary>/g)).toHaveLength(4);
    expect(details).toContain("```sh\npython -m pytest 'tests/test_live.py::TestLive::test_streams'\n```");
    expect(details).toContain('- Failed only after `tests.test_cache::test_evicts` had run');
    expect(details).toContain('Iterations 1, 2, 4 and 5: failed\n\n```text\n    def test_writes_header():');
    expect(details).toContain(
      'Iteration 4: failed, then passed on a retry\n\n```text\nAssertionError: assert 0.31 < 0.3\n```',
    );
  });

  it('bound a long failure text and keep its end', () => {
    const text = Array.from({ length: 500 }, (_, index) => `line ${index}`).join('\n');
    const test = buildTest({ failures: [buildFailure(3, { message: 'line 0', text })] });
    const long = renderMarkdown(buildReport({ notable: [test] }), ALL);
    expect(long).toContain('… 461 lines left out …');
    expect(long).toContain('line 499\n```');
    expect(long).not.toContain('line 250');
  });
});

describe('the byte budget', () => {
  const many = Array.from({ length: 150 }, (_, index) =>
    buildTest({
      id: `tests.test_many::test_${index}`,
      repro: `pytest tests/test_many.py::test_${index}`,
      failures: [1, 2, 3].map((iteration) => buildFailure(iteration, { message: `m${index}.${iteration}` })),
    }),
  );
  const night = buildRealisticNight({ notable: many });
  const render = (budgetBytes: number): string =>
    renderMarkdown(night, { budgetBytes, fullReport: 'out/report.html' });

  it('goes down the ladder: texts, then sections, then rows, then everything but the counts', () => {
    const full = render(10_000_000);
    expect(full).not.toContain('left out:');
    expect(full.match(/```sh/g)).toHaveLength(150);

    const fewer = render(Buffer.byteLength(full) - 1);
    expect(fewer).toContain('left out: 150 failure texts\n');
    expect(fewer.match(/```sh/g)).toHaveLength(150);

    const tables = render(15_000);
    expect(tables).toContain('left out: 450 failure texts, 140 folded sections and 100 table rows');
    expect(tables).toContain('| `✓✓✗✓✓` | `tests.test_many::test_49` |');

    const short = render(3_000);
    expect(short).not.toContain('Run it again');
    expect(short).toContain('**missing**');

    const counts = render(700);
    expect(counts).toContain('❌');
    expect(counts).toContain('119 tests: 1 failing, 3 flaky, 115 stable');
    expect(counts).toContain('4 of 5 iterations complete');
    expect(counts).toContain('`out/report.html`');
  });

  it(
    'is never exceeded, and nothing is cut inside an element, whatever the names, sizes and numbers',
    needs('cmark-gfm'),
    () => {
      const own = [
        'h2',
        'h3',
        'p',
        'strong',
        'code',
        'pre',
        'ul',
        'li',
        'br',
        'br/',
        'sub',
        'details',
        'summary',
      ];
      const inert = new Set([...own, 'table', 'thead', 'tbody', 'tr', 'th', 'td']);
      const budget = fc.oneof(fc.integer({ min: 500, max: 3_000 }), fc.integer({ min: 500, max: 200_000 }));
      const sized = fc.tuple(hostileReport, budget, hostileText);
      fc.assert(
        fc.property(fc.array(sized, { minLength: 5, maxLength: 5 }), (cases) => {
          const texts = cases.map(([report, budgetBytes, fullReport]) => {
            const markdown = renderMarkdown(report, { budgetBytes, fullReport: `out/${fullReport}` });
            expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(budgetBytes);
            expect(markdown).toMatch(/^(## |\*\*)(✅|⚠️|❌) /);
            expect(markdown).toMatch(/\d of [\d,]+ iterations? complete/);
            return markdown;
          });
          const html = renderGfm(texts.join('\n'));
          expect([...listTags(html)].filter((tag) => !inert.has(tag))).toEqual([]);
          expect(html.match(/<details>/g)?.length).toBe(html.match(/<\/details>/g)?.length);
        }),
        { seed: 3_001, numRuns: 40 },
      );
    },
  );

  it('refuses a budget that the counts do not fit', () => {
    expect(() => render(499)).toThrow(RangeError);
  });
});

describe('the same report', () => {
  it('gives the same bytes', () => {
    expect(renderMarkdown(buildRealisticNight(), ALL)).toBe(renderMarkdown(buildRealisticNight(), ALL));
  });
});
