/** The page of one test. */
import { formatKnownDuration } from '../../words.ts';
import type { DetailPayload } from '../payload.ts';
import { createCopyButton } from './copy-button.ts';
import { el } from './dom.ts';
import { createFailures } from './failure-list.ts';
import { createIterationTable } from './iteration-table.ts';
import { explainScore, explainVerdict } from './score-words.ts';
import { drawStrip } from './strip.ts';
import { type Test, loadDetail, loadTests } from './tests.ts';
import type { Origin } from './route.ts';
import type { TestsView } from './tests-view.ts';

export interface TestPage {
  readonly number: number;
  /** The list that Previous and Next walk. */
  readonly list: TestsView;
  readonly origin: Origin;
}

export function showTest(view: HTMLElement, { number, list, origin }: TestPage): void {
  const tests = loadTests();
  const test = tests.byNumber.get(number);
  if (!test) {
    view.replaceChildren(
      el('h1', { id: 'test-title', tabindex: -1 }, `Test ${number} is not in this page`),
      el('p', {}, 'report.csv lists every test of the run.'),
      el('p', {}, el('a', { href: '#/tests' }, 'All tests')),
    );
    return;
  }
  const detail = loadDetail(test);
  view.replaceChildren(
    createPath(origin, list.neighbours(test)),
    ...createTitle(test, tests.iterations),
    el('div', { class: 'columns' }, createMeaning(test, detail), createTimes(test, detail, tests.iterations)),
    ...(detail
      ? [
          ...createHints(detail),
          ...createRepro(detail),
          ...createFailures(detail),
          ...createProperties(detail),
        ]
      : []),
  );
}

function createPath(origin: Origin, { previous, next }: ReturnType<TestsView['neighbours']>): HTMLElement {
  return el(
    'nav',
    { class: 'path-nav', 'aria-label': 'Test' },
    el('a', { href: origin.hash }, `← ${origin.label}`),
    el('span', { class: 'turn' }, createTurn('Previous', previous), createTurn('Next', next)),
  );
}

function createTurn(label: string, to: Test | null): HTMLElement {
  return to ? el('a', { href: `#/test/${to.number}` }, label) : el('span', { class: 'dim' }, label);
}

function createTitle(test: Test, iterations: readonly number[]): HTMLElement[] {
  const { shape } = test;
  return [
    el('h1', { id: 'test-title', class: 'test-title', tabindex: -1 }, test.name),
    el(
      'p',
      { class: 'scope-line' },
      test.classname === '' ? null : el('span', {}, test.classname),
      test.file === null ? null : el('span', { class: 'path' }, test.file),
      test.id === null ? null : el('span', { class: 'path' }, test.id),
    ),
    el(
      'p',
      { class: `summary verdict-${shape.verdict}` },
      el('span', { class: 'badge' }, shape.verdict),
      drawStrip(shape.codes, iterations),
      el('span', {}, `${shape.failed} of ${shape.ran} failed`),
      el(
        'span',
        { class: 'dim' },
        `median ${formatKnownDuration(test.medianMs)}, spread ${formatKnownDuration(test.spreadMs)}`,
      ),
    ),
  ];
}

function createMeaning(test: Test, detail: DetailPayload | null): HTMLElement {
  const facts = explainScore(test.shape, detail?.costMinutesPerMonth ?? null).map(
    ([label, figure, meaning]) =>
      el(
        'div',
        {},
        el('dt', {}, label),
        el('dd', {}, el('b', {}, figure), ' ', el('span', { class: 'dim' }, meaning)),
      ),
  );
  return el(
    'section',
    { 'aria-label': 'What the score means' },
    el('h2', {}, 'What it means'),
    el('p', {}, explainVerdict(test.shape)),
    el('dl', { class: 'facts' }, ...facts),
    ...createCauseLinks(detail),
  );
}

function createCauseLinks(detail: DetailPayload | null): HTMLElement[] {
  const ids = [...(detail?.incidents ?? []), ...(detail?.cluster ? [detail.cluster] : [])];
  if (ids.length === 0) return [];
  const items = ids.map((id) => {
    const heading = document.getElementById(`cause-${id}`)?.querySelector('h3')?.textContent;
    if (!heading) return el('li', {}, id);
    return el(
      'li',
      {},
      el('a', { href: `#/causes/${encodeURIComponent(id)}` }, heading.replace(/\s+/g, ' ').trim()),
    );
  });
  return [el('h3', {}, 'Shared cause'), el('ul', { class: 'plain' }, ...items)];
}

function createTimes(test: Test, detail: DetailPayload | null, iterations: readonly number[]): HTMLElement {
  const durationsMs = detail?.durationsMs ?? null;
  return el(
    'section',
    { 'aria-label': 'Iterations' },
    el('h2', {}, 'Iterations'),
    createIterationTable({ codes: test.shape.codes, iterations, durationsMs }),
  );
}

function createHints({ hints }: DetailPayload): HTMLElement[] {
  if (hints.length === 0) return [];
  return [el('h2', {}, 'Hints'), el('ul', {}, ...hints.map((hint) => el('li', {}, hint)))];
}

function createRepro({ repro }: DetailPayload): HTMLElement[] {
  if (repro === null) return [];
  return [
    el('h2', {}, 'Run it again'),
    el(
      'div',
      { class: 'command' },
      el('pre', { role: 'region', tabindex: 0, 'aria-label': 'Command' }, repro),
      createCopyButton('Copy command', () => repro),
    ),
  ];
}

function createProperties({ properties }: DetailPayload): HTMLElement[] {
  if (properties.length === 0) return [];
  const rows = properties.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value)));
  return [el('h2', {}, 'Properties'), el('dl', { class: 'properties' }, ...rows)];
}
