/** Where the time goes: bars beside the numbers they stand for. */
import type { StabilityReport, TestRow } from '../../../model/stability-report.ts';
import { formatCount, formatKnownDuration } from '../../words.ts';
import { type Markup, html } from '../markup.ts';
import { type Positions, renderTestName } from './test-name.ts';

export function renderDurations(report: StabilityReport, positions: Positions): Markup {
  return html`<section class="view" data-view="durations" aria-labelledby="durations-title">
    <h1 id="durations-title" tabindex="-1">Durations</h1>
    ${renderIterations(report)}
    ${renderTests({ title: 'Slowest tests', rows: report.slowest, positions, by: 'medianMs' })}
    ${renderTests({ title: 'Most variable tests', rows: report.mostVariable, positions, by: 'spreadMs' })}
  </section> `;
}

function renderIterations({ ledger }: StabilityReport): Markup {
  const longest = Math.max(0, ...ledger.iterations.map((evidence) => evidence.durationMs));
  const rows = ledger.iterations.map(
    (evidence) =>
      html`<tr role="row">
        <th role="rowheader" scope="row" class="c-label">${evidence.iteration}</th>
        <td role="cell" class="c-bar">
          ${evidence.tests === 0 ? html`<span class="dim">${evidence.state}</span>` : renderBar(evidence.durationMs, longest)}
        </td>
        <td role="cell" class="c-time number">
          ${evidence.tests === 0 ? '–' : formatKnownDuration(evidence.durationMs)}
        </td>
        <td role="cell" class="c-count number dim">${formatCount(evidence.tests)}</td>
      </tr>`,
  );
  return html`<h2 id="iteration-times">Test time of each iteration</h2>
    <table class="bars bars-iterations" role="table" aria-labelledby="iteration-times">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Iteration</th>
          <th role="columnheader" scope="col"><span class="sr">Share of the longest</span></th>
          <th role="columnheader" scope="col">Sum of test times</th>
          <th role="columnheader" scope="col">Tests</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows}
      </tbody>
    </table>`;
}

interface TestTimes {
  readonly title: string;
  readonly rows: readonly TestRow[];
  readonly positions: Positions;
  readonly by: 'medianMs' | 'spreadMs';
}

function renderTests({ title, rows, positions, by }: TestTimes): Markup {
  const id = `times-${by}`;
  if (rows.length === 0)
    return html`<h2>${title}</h2>
      <p>No durations are known.</p>`;
  const largest = Math.max(0, ...rows.map((row) => row[by] ?? 0));
  const lines = rows.map(
    (row) =>
      html`<tr role="row">
        <td role="cell" class="c-name">${renderTestName(row, positions)}</td>
        <td role="cell" class="c-bar">${renderBar(row[by] ?? 0, largest)}</td>
        <td role="cell" class="c-time number" data-label="median">${formatKnownDuration(row.medianMs)}</td>
        <td role="cell" class="c-count number" data-label="spread">${formatKnownDuration(row.spreadMs)}</td>
      </tr>`,
  );
  return html`<h2 id="${id}">${title}</h2>
    <table class="bars" role="table" aria-labelledby="${id}">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">Test</th>
          <th role="columnheader" scope="col">
            <span class="sr">Bar of the ${by === 'medianMs' ? 'median' : 'spread'}</span>
          </th>
          <th role="columnheader" scope="col">Median</th>
          <th role="columnheader" scope="col">Spread</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${lines}
      </tbody>
    </table>`;
}

/** The number stands beside it in the table, so the drawing itself is silent. */
function renderBar(value: number, largest: number): Markup {
  const percent = largest > 0 ? ((100 * value) / largest).toFixed(1) : '0';
  return html`<svg class="bar" width="100%" height="10" aria-hidden="true" focusable="false">
    <rect width="${percent}%" height="10" />
  </svg>`;
}
