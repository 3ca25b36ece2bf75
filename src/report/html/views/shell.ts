/** What surrounds the views: bar on top, places the page script fills, footer. */
import type { StabilityReport } from '../../../model/stability-report.ts';
import type { DetailLosses } from '../encode-details.ts';
import type { EncodedRows } from '../encode-rows.ts';
import { formatCount, plural } from '../../words.ts';
import { type Markup, html } from '../markup.ts';

export function renderTopBar(report: StabilityReport): Markup {
  const causes = report.clusters.length + report.incidents.length;
  return html`<a class="skip" href="#main">Skip to content</a>
    <header class="top">
      <p class="brand">focus-stability</p>
      <nav aria-label="Views">
        <a href="#/" data-nav="overview" aria-current="page">Overview</a>
        <a href="#/tests" data-nav="tests"
          >Tests <span class="count">${formatCount(report.totals.tests)}</span></a
        >
        <a href="#/causes" data-nav="causes">Causes <span class="count">${formatCount(causes)}</span></a>
        <a href="#/durations" data-nav="durations">Durations</a>
      </nav>
      <button type="button" class="theme quiet" id="theme">Theme</button>
    </header> `;
}

/** Views that only exist with the page script. */
export function renderScriptedViews(): Markup {
  return html`<section class="view scripted" data-view="tests" aria-labelledby="tests-title"></section>
    <section class="view scripted" data-view="test" aria-labelledby="test-title"></section>
    <noscript
      ><p class="notice">
        The grid of all tests and the page of each test need JavaScript. The evidence, the verdicts and the
        worst tests are above; report.csv and report.json hold everything.
      </p></noscript
    > `;
}

export function renderFooter(report: StabilityReport, rows: EncodedRows, losses: DetailLosses): Markup {
  const omitted = rows.total - rows.embedded;
  const notes = [
    ...(omitted > 0
      ? [`${plural(omitted, 'test')} left out of this page; report.csv has all ${formatCount(rows.total)}.`]
      : []),
    ...(losses.reduced + losses.dropped > 0
      ? [
          `Failure texts of ${plural(losses.reduced + losses.dropped, 'test')} left out to keep this page small; report.json has them.`,
        ]
      : []),
  ];
  return html`<footer>
    ${notes.map((note) => html`<p>${note}</p>`)}
    <p>focus-stability ${report.toolVersion}. This page is self-contained and loads nothing.</p>
  </footer> `;
}
