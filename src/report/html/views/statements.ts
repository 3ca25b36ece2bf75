/** What the numbers can and cannot show, in sentences. */
import type { Power, StabilityReport } from '../../../model/stability-report.ts';
import { formatMinutes, formatPercent, formatPlural, joinWords } from '../format.ts';
import { type Markup, html } from '../markup.ts';

export function renderPower(power: Power): Markup {
  const detects = power.detects.map(
    ({ rate, probability }) => `a ${formatPercent(rate)} flake with ${formatPercent(probability)}`,
  );
  const cost =
    power.minutesFor10Percent === null
      ? ''
      : `; that costs ${formatMinutes(power.minutesFor10Percent)} of test time`;
  return html`<div>
    <h3>Power</h3>
    <p>
      ${formatPlural(power.iterations, 'complete iteration')} without a failure
      ${power.iterations === 1 ? 'excludes' : 'exclude'} only flake rates above
      <b>${formatPercent(power.hiddenRate95)}</b> (95&nbsp;% confidence).
    </p>
    ${detects.length === 0 ? null : html`<p>This many iterations show ${joinWords(detects)} probability.</p>`}
    <p>
      ${formatPlural(power.runsFor10Percent, 'run')} would show a 10&nbsp;% flake with 95&nbsp;%
      probability${cost}.
    </p>
  </div>`;
}

export function renderRetryHiding({ retryHiding }: StabilityReport): Markup {
  return html`<div>
    <h3>Retries</h3>
    <p>${describeRetries(retryHiding)}</p>
  </div>`;
}

function describeRetries({ tests, rescued, retriesSeen }: StabilityReport['retryHiding']): string {
  if (rescued > 0) {
    return `Retries turned ${formatPlural(rescued, 'failed run')} of ${formatPlural(tests, 'test')} green. A green job hides them; here they count as failures (↻).`;
  }
  if (retriesSeen) {
    return 'Retries were switched on and rescued no test. Producers that report only the last attempt would hide a rescue, so flakiness may be under-counted.';
  }
  return 'The reports show no retries: every result is a first result.';
}
