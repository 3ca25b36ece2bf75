/** The first screen: verdict, gate, evidence, totals, and what to look at. */
import { nounFor } from '../../../kit/plural.ts';
import type { StabilityReport } from '../../../model/stability-report.ts';
import { VERDICTS } from '../../../model/verdict.ts';
import { describeEvidence, describeVerdict } from '../../sentences.ts';
import { formatCount, formatDuration, formatMinutes } from '../../words.ts';
import { type Markup, html } from '../markup.ts';
import { renderLedger } from './ledger.ts';
import { renderNotable } from './notable.ts';
import { renderStatements } from './statements.ts';
import type { Positions } from './test-name.ts';

export function renderOverview(report: StabilityReport, positions: Positions): Markup {
  return html`<section class="view" data-view="overview" aria-labelledby="overview-title">
    <div class="headline headline-${report.headline}">
      <h1 id="overview-title" tabindex="-1">${describeVerdict(report)}</h1>
      <p class="lede">${describeEvidence(report.ledger)}</p>
    </div>
    ${renderGate(report)} ${renderTotals(report)} ${renderLedger(report)} ${renderNotable(report, positions)}
    <h2>How much this run can tell</h2>
    ${renderStatements(report)}
  </section> `;
}

function renderGate(report: StabilityReport): Markup {
  const { passed, failOn, reasons } = report.gate;
  return html`<div class="gate ${passed ? 'gate-passed' : 'gate-failed'}">
    <p>
      <strong>${passed ? '✓ Gate passed' : '✗ Gate failed'}</strong>
      <span class="dim">fails on ${failOn.join(', ') || 'nothing'}</span>
    </p>
    ${
      reasons.length === 0
        ? null
        : html`<ul>
            ${reasons.map((reason) => html`<li>${reason}</li>`)}
          </ul>`
    }
  </div> `;
}

function renderTotals(report: StabilityReport): Markup {
  const { totals } = report;
  const verdicts = VERDICTS.map((verdict) =>
    renderFigure(verdict, {
      value: formatCount(totals.verdicts[verdict]),
      className: totals.verdicts[verdict] === 0 ? 'zero' : `verdict-${verdict}`,
      href: totals.verdicts[verdict] === 0 ? null : `#/tests?verdict=${verdict}`,
    }),
  );
  return html`<dl class="figures" aria-label="Totals">
    ${renderFigure('tests', { value: formatCount(totals.tests), className: '', href: '#/tests' })} ${verdicts}
    ${report.incidents.length === 0 ? null : renderFigure(nounFor(report.incidents.length, 'incident'), { value: formatCount(report.incidents.length), className: 'verdict-failing', href: '#/causes' })}
    ${renderFigure('failed runs', { value: formatCount(totals.failures), className: '', href: null })}
    ${renderFigure('test time', { value: formatDuration(totals.durationMs), className: '', href: null })}
    ${renderFigure('flake cost a month', { value: formatMinutes(totals.costMinutesPerMonth), className: '', href: null })}
  </dl> `;
}

interface Figure {
  readonly value: string;
  readonly className: string;
  readonly href: string | null;
}

function renderFigure(label: string, { value, className, href }: Figure): Markup {
  const shown = href === null ? html`${value}` : html`<a href="${href}">${value}</a>`;
  return html`<div class="${className}">
    <dt>${label}</dt>
    <dd>${shown}</dd>
  </div>`;
}
