/** What evidence every iteration brought, before any verdict is believed. */
import type { IterationEvidence, IterationState } from '../../../model/ledger.ts';
import type { Problem } from '../../../model/problem.ts';
import type { Incident, StabilityReport } from '../../../model/stability-report.ts';
import { formatBytes, formatCount, formatDuration, plural } from '../../words.ts';
import { type Markup, html } from '../markup.ts';

const STATE_GLYPHS: Readonly<Record<IterationState, string>> = {
  complete: '✓',
  incomplete: '◐',
  unreadable: '✗',
  missing: '·',
};

const COLUMNS = ['Iteration', 'State', 'Tests', 'Passed', 'Failed', 'Rescued', 'Skipped', 'Time', 'Files'];

/** Iterations shown one by one; of a longer hunt, those without a problem fold. */
const OPEN_LIMIT = 12;

/** An iteration with the incidents that hit it. */
interface Entry {
  readonly evidence: IterationEvidence;
  readonly incidents: readonly Incident[];
}

export function renderLedger({ ledger, incidents }: StabilityReport): Markup {
  const { iterations, problems } = ledger;
  const entries = iterations.map((evidence) => ({
    evidence,
    incidents: incidents.filter(({ iteration }) => iteration === evidence.iteration),
  }));
  const folds = entries.length > OPEN_LIMIT;
  const clean = folds ? entries.filter(isClean) : [];
  const open = folds ? entries.filter((entry) => !isClean(entry)) : entries;
  return html`<h2 id="evidence">Evidence</h2>
    ${open.length === 0 ? null : renderTable(open)}
    ${
      clean.length === 0
        ? null
        : html`<details>
            <summary>${plural(clean.length, 'complete iteration')} without a problem</summary>
            ${renderTable(clean)}
          </details>`
    }
    ${
      problems.length === 0
        ? null
        : html`<h3>Files that belong to no iteration</h3>
            ${renderProblems(problems)}`
    }`;
}

function isClean({ evidence: { state, problems }, incidents }: Entry): boolean {
  return state === 'complete' && problems.length === 0 && incidents.length === 0;
}

function renderTable(entries: readonly Entry[]): Markup {
  return html`<table class="ledger" role="table" aria-labelledby="evidence">
    <thead role="rowgroup">
      <tr role="row">
        ${COLUMNS.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}
      </tr>
    </thead>
    ${entries.map(renderIteration)}
  </table>`;
}

function renderIteration({ evidence, incidents }: Entry): Markup {
  return html`<tbody role="rowgroup" class="state-${evidence.state}">
    <tr role="row">
      <th role="rowheader" scope="row">${evidence.iteration}</th>
      <td role="cell" class="state">
        <i aria-hidden="true">${STATE_GLYPHS[evidence.state]}</i> ${evidence.state}
      </td>
      ${renderFigures(evidence)}
      <td role="cell" data-label="files" class="files">${renderFiles(evidence)}</td>
    </tr>
    ${
      evidence.problems.length + incidents.length === 0
        ? null
        : html`<tr role="row" class="problem-row">
            <td role="cell" colspan="9">${renderProblems(evidence.problems, incidents)}</td>
          </tr>`
    }
  </tbody>`;
}

const COUNTS = ['tests', 'passed', 'failed', 'rescued', 'skipped'] as const;

/** Without a readable report there are no figures: a zero would look like a measurement. */
function renderFigures(evidence: IterationEvidence): Markup {
  const unknown = evidence.state === 'missing' || evidence.state === 'unreadable';
  const counts = COUNTS.map((label) => {
    const count = evidence[label];
    return html`<td role="cell" data-label="${label}" class="number ${count === 0 ? 'zero' : label}">
      ${unknown ? '–' : formatCount(count)}
    </td>`;
  });
  return html`${counts}
    <td role="cell" data-label="time" class="number">
      ${unknown ? '–' : formatDuration(evidence.durationMs)}
    </td>`;
}

function renderFiles({ files }: IterationEvidence): Markup {
  const [only] = files;
  if (only === undefined) return html`<span class="dim">none</span>`;
  const bytes = formatBytes(files.reduce((sum, file) => sum + file.bytes, 0));
  if (files.length === 1)
    return html`<span class="path">${only.path}</span> <span class="dim">${bytes}</span>`;
  const list = files.map(
    (file) =>
      html`<li>
        <span class="path">${file.path}</span>
        <span class="dim"
          >${file.state}, ${formatCount(file.cases)}
          cases${file.attempt > 1 ? `, attempt ${file.attempt}` : ''}</span
        >
      </li>`,
  );
  return html`<details>
    <summary>${files.length} files <span class="dim">${bytes}</span></summary>
    <ul>
      ${list}
    </ul>
  </details>`;
}

function renderProblems(problems: readonly Problem[], incidents: readonly Incident[] = []): Markup {
  return html`<ul class="problems">
    ${incidents.map(
      (incident) =>
        html`<li class="severity-warning">
          <b>incident</b> <a href="#/causes/${encodeURIComponent(incident.id)}">${incident.id}</a>
          ${plural(incident.testCount, 'test')} failed together
        </li>`,
    )}
    ${problems.map(
      (problem) =>
        html`<li class="severity-${problem.severity}">
          <b>${problem.severity}</b>
          ${problem.path === null ? null : html`<span class="path">${problem.path}</span> `}${problem.message}${problem.advice === '' ? null : html`<span class="advice">${problem.advice}</span>`}
        </li>`,
    )}
  </ul>`;
}
