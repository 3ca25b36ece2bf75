/** The grid of all tests. */
import { formatCount, plural } from '../../words.ts';
import { el } from './dom.ts';
import { type GridHead, createGridHead } from './grid-head.ts';
import { connectGridKeys } from './grid-keys.ts';
import { drawRow } from './grid-row.ts';
import { createLegend } from './legend.ts';
import { ALL_TESTS, type Query, readQuery, selectTests, writeQuery } from './query.ts';
import { RowWindow } from './row-window.ts';
import { measureStrip } from './strip.ts';
import { type Test, type Tests, loadTests } from './tests.ts';
import { type Toolbar, createToolbar } from './tests-toolbar.ts';

export class TestsView {
  readonly #tests: Tests = loadTests();
  readonly #status = el('p', { role: 'status', class: 'status' });
  readonly #body = el('div', { role: 'rowgroup', class: 'grid-body' });
  readonly #empty = createEmptyNote(this.#tests, () => this.#change({ text: '', verdicts: [] }));
  readonly #rows = new RowWindow(this.#body);
  readonly #head: GridHead;
  readonly #toolbar: Toolbar;
  readonly #grid: HTMLElement;
  readonly #setAddress: (hash: string) => void;
  #query: Query = ALL_TESTS;
  #selected: readonly Test[] | null = null;

  /** `setAddress` puts the query into the address without a new history entry. */
  constructor(view: HTMLElement, setAddress: (hash: string) => void) {
    this.#setAddress = setAddress;
    this.#head = createGridHead((sort) =>
      this.#change({ sort, reversed: sort === this.#query.sort && !this.#query.reversed }),
    );
    this.#toolbar = createToolbar(this.#tests, (part) => this.#change(part));
    this.#grid = el(
      'div',
      { role: 'grid', class: 'grid', 'aria-labelledby': 'tests-title', 'aria-colcount': 7 },
      this.#head.element,
      this.#body,
    );
    this.#grid.style.setProperty('--strip-width', `${measureStrip(this.#tests.iterations.length)}px`);
    connectGridKeys(this.#body, this.#rows);
    this.#connectSearch(this.#toolbar.search);
    view.append(
      el('h1', { id: 'tests-title', tabindex: -1 }, 'Tests'),
      ...noteOmitted(this.#tests),
      this.#toolbar.element,
      el('div', { class: 'grid-notes' }, this.#status, createLegend()),
      this.#grid,
      this.#empty,
    );
  }

  show(search: string): void {
    const query = readQuery(search);
    if (this.#selected === null || writeQuery(query) !== writeQuery(this.#query)) this.#apply(query);
    else this.#rows.activate(this.#rows.active, false);
  }

  focusSearch(): void {
    scrollTo(0, 0);
    this.#toolbar.search.focus();
    this.#toolbar.search.select();
  }

  focusTest(number: number): void {
    const index = this.#selected?.findIndex((test) => test.number === number) ?? -1;
    this.#rows.activate(index < 0 ? this.#rows.active : index, true);
  }

  /** Neighbours of a test in the list as it is filtered and sorted now. */
  neighbours(test: Test): { readonly previous: Test | null; readonly next: Test | null } {
    this.#selected ??= selectTests(this.#tests.list, this.#query);
    const index = this.#selected.indexOf(test);
    if (index < 0) return { previous: null, next: null };
    return { previous: this.#selected[index - 1] ?? null, next: this.#selected[index + 1] ?? null };
  }

  #change(part: Partial<Query>): void {
    this.#apply({ ...this.#query, ...part });
    this.#setAddress(`#/tests${writeQuery(this.#query)}`);
  }

  #apply(query: Query): void {
    const list = selectTests(this.#tests.list, query);
    this.#query = query;
    this.#selected = list;
    this.#toolbar.show(query);
    this.#head.show(query);
    this.#status.textContent = countTests(list.length, this.#tests.list.length);
    this.#grid.setAttribute('aria-rowcount', String(list.length + 1));
    this.#grid.hidden = list.length === 0;
    this.#empty.hidden = list.length > 0;
    this.#rows.show({ length: list.length, draw: (index) => this.#drawRow(index) });
  }

  #drawRow(index: number): HTMLElement {
    const test = this.#selected?.[index];
    return test ? drawRow(test, { index, iterations: this.#tests.iterations }) : el('div');
  }

  #connectSearch(search: HTMLInputElement): void {
    search.addEventListener('keydown', (event) => {
      const leaves =
        event.key === 'ArrowDown' || event.key === 'Enter' || (event.key === 'Escape' && search.value === '');
      if (!leaves || this.#selected?.length === 0) return;
      event.preventDefault();
      this.#rows.activate(0, true);
    });
  }
}

function countTests(shown: number, all: number): string {
  return shown === all ? plural(all, 'test') : `${formatCount(shown)} of ${plural(all, 'test')}`;
}

function noteOmitted({ total, list }: Tests): HTMLElement[] {
  const omitted = total - list.length;
  if (omitted === 0) return [];
  const note = `${plural(omitted, 'test')} left out of this page, plainly stable ones first. report.csv has all ${formatCount(total)}.`;
  return [el('p', { class: 'notice' }, note)];
}

function createEmptyNote({ total }: Tests, clear: () => void): HTMLElement {
  if (total === 0) return el('p', { class: 'empty' }, 'No test reported.');
  const button = el('button', { type: 'button' }, 'Show all tests');
  button.addEventListener('click', clear);
  const note = el('div', { class: 'empty' }, el('p', {}, 'No test matches.'), button);
  note.hidden = true;
  return note;
}
