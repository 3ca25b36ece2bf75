/** What the numbers can and cannot show, in sentences. */
import type { StabilityReport } from '../../../model/stability-report.ts';
import { describeCost, describeDetection, describePower, describeRetries } from '../../sentences.ts';
import { type Markup, html } from '../markup.ts';

export function renderStatements(report: StabilityReport): Markup {
  return html`<div class="statements">
    ${renderStatement('Power', [describePower(report.power), describeDetection(report.power)])}
    ${renderStatement('Retries', [describeRetries(report)])}
    ${renderStatement('Cost', [describeCost(report)])}
  </div>`;
}

function renderStatement(title: string, sentences: readonly string[]): Markup {
  const said = sentences.filter((sentence) => sentence !== '');
  return html`<div>
    <h3>${title}</h3>
    ${said.map((sentence) => html`<p>${sentence}</p>`)}
  </div>`;
}
