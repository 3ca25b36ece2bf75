/** Incidents and failure clusters: what broke, instead of whom it hit. */
import type { Cluster, Incident, StabilityReport } from '../../../model/stability-report.ts';
import { describeCluster, describeWitnesses, nameIncident } from '../../sentences.ts';
import { formatCount, nameIterations, plural } from '../../words.ts';
import { type Markup, html } from '../markup.ts';
import { type Positions, renderTestId } from './test-name.ts';

/** Cards of each kind; more would make the page grow with the suite. */
const CAUSE_LIMIT = 200;

export function renderCauses(report: StabilityReport, positions: Positions): Markup {
  const incidents = report.incidents.slice(0, CAUSE_LIMIT);
  const clusters = report.clusters.slice(0, CAUSE_LIMIT);
  return html`<section class="view" data-view="causes" aria-labelledby="causes-title">
    <h1 id="causes-title" tabindex="-1">Causes</h1>
    <h2>Incidents</h2>
    <p class="dim">Many tests failed together: one event, not a flake of any of them.</p>
    ${incidents.length === 0 ? html`<p>None.</p>` : incidents.map((incident) => renderIncident(incident, positions))}
    ${renderRest(report.incidents.length - incidents.length)}
    <h2>Failure clusters</h2>
    <p class="dim">Failures whose message and top frames agree once changing parts are removed.</p>
    ${clusters.length === 0 ? html`<p>None.</p>` : clusters.map((cluster) => renderCluster(cluster, positions))}
    ${renderRest(report.clusters.length - clusters.length)}
  </section> `;
}

function renderRest(count: number): Markup | null {
  return count > 0 ? html`<p class="dim">${formatCount(count)} more in report.json.</p>` : null;
}

function renderIncident(incident: Incident, positions: Positions): Markup {
  return html`<article class="cause" id="cause-${incident.id}" tabindex="-1">
    <h3><span class="cause-id">${incident.id}</span> ${nameIncident(incident)}</h3>
    <p class="dim">
      ${incident.kind === 'iteration' ? 'One iteration' : 'Outage'} · ${describeWitnesses(incident)}
    </p>
    ${incident.signature === null ? html`<p>Their failures share no signature.</p>` : renderSignature(incident.signature)}
    ${renderTests({ tests: incident.tests, testCount: incident.testCount, positions })}
  </article>`;
}

function renderCluster(cluster: Cluster, positions: Positions): Markup {
  return html`<article class="cause" id="cause-${cluster.id}" tabindex="-1">
    <h3><span class="cause-id">${cluster.id}</span> <span class="message">${cluster.example}</span></h3>
    <p class="dim">${describeCluster(cluster)} · ${nameIterations(cluster.iterations)}</p>
    ${renderSignature(cluster.signature)}
    ${renderTests({ tests: cluster.tests, testCount: cluster.testCount, positions })}
  </article>`;
}

function renderSignature(signature: string): Markup {
  return html`<pre class="signature" tabindex="0" role="region" aria-label="Signature">${signature}</pre>`;
}

interface HitTests {
  readonly tests: readonly string[];
  readonly testCount: number;
  readonly positions: Positions;
}

const OPEN_UP_TO = 6;

function renderTests({ tests, testCount, positions }: HitTests): Markup {
  const items = tests.map((id) => html`<li>${renderTestId(id, positions)}</li>`);
  const rest = testCount - tests.length;
  const list = html`<ul class="ids">
    ${items}${rest > 0 ? html`<li class="dim">and ${formatCount(rest)} more</li>` : null}
  </ul>`;
  if (testCount <= OPEN_UP_TO) return list;
  return html`<details>
    <summary>${plural(testCount, 'test')}</summary>
    ${list}
  </details>`;
}
