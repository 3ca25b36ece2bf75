/** The tests to look at first, readable without the page script. */
import type { StabilityReport, TestReport } from '../../../model/stability-report.ts';
import { shortenMiddle } from '../../../kit/visible.ts';
import { formatCount, formatKnownDuration, formatPercent, plural } from '../../words.ts';
import { type Markup, html } from '../markup.ts';
import { renderStrip } from './strip.ts';
import { type Positions, renderTestName } from './test-name.ts';

const NOTABLE_LIMIT = 50;

const COLUMNS = ['Verdict', 'Test', 'Iterations', 'Failed', 'Score', 'Median', 'Cause'];

export function renderNotable(report: StabilityReport, positions: Positions): Markup {
  const shown = report.notable.slice(0, NOTABLE_LIMIT);
  const all = report.notable.length + report.notableOmitted;
  if (shown.length === 0)
    return html`<h2>Tests to look at</h2>
      <p>${report.totals.tests === 0 ? 'No test reported.' : 'None: no test failed in any iteration.'}</p>`;
  const iterations = report.ledger.iterations.map((evidence) => evidence.iteration);
  return html`<h2 id="notable">Tests to look at</h2>
    ${all > shown.length ? html`<p class="dim unscripted">The worst ${formatCount(shown.length)} of ${formatCount(all)}.</p>` : null}
    <table class="tests" role="table" aria-labelledby="notable">
      <thead role="rowgroup">
        <tr role="row">
          ${COLUMNS.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${shown.map((test) => renderRow({ test, iterations, positions }))}
      </tbody>
    </table>
    <p class="scripted more">
      <a href="#/tests">All ${plural(report.totals.tests, 'test')}, worst first</a>
    </p>`;
}

interface NotableRow {
  readonly test: TestReport;
  readonly iterations: readonly number[];
  readonly positions: Positions;
}

function renderRow({ test, iterations, positions }: NotableRow): Markup {
  return html`<tr role="row" class="verdict-${test.verdict}">
    <td role="cell" class="c-verdict"><span class="badge">${test.verdict}</span></td>
    <td role="cell" class="c-name">${renderTestName(test, positions)}${renderMessage(test)}</td>
    <td role="cell" class="c-strip">${renderStrip(test.codes, iterations)}</td>
    <td role="cell" class="c-failed number">${test.failed}/${test.ran}</td>
    <td role="cell" class="c-score number">${formatPercent(test.score)}</td>
    <td role="cell" class="c-median number">${formatKnownDuration(test.medianMs)}</td>
    <td role="cell" class="c-cause">${renderCauses(test)}</td>
  </tr>`;
}

function renderMessage(test: TestReport): Markup | null {
  const failure = test.failures.find((one) => one.kind !== 'skipped');
  if (failure === undefined) return null;
  const [line = ''] = (failure.message || failure.text).trim().split('\n', 1);
  return line === '' ? null : html`<span class="message">${shortenMiddle(line, 200)}</span>`;
}

function renderCauses(test: TestReport): Markup {
  const ids = [...test.incidents, ...(test.cluster === null ? [] : [test.cluster])];
  return html`${ids.map((id) => html`<a href="#/causes/${encodeURIComponent(id)}">${id}</a> `)}`;
}
