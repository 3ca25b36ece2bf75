/**
 * A list of any length of which only the rows in sight are in the document. The window scrolls, so a
 * phone's bars behave; rows are placed by offset, and always stand in the document in list order.
 */
import { clamp } from '../../../kit/numbers.ts';

export interface RowSource {
  readonly length: number;
  draw(index: number): HTMLElement;
}

const BEYOND = 8;

export class RowWindow {
  readonly #body: HTMLElement;
  readonly #rows = new Map<number, HTMLElement>();
  #source: RowSource = { length: 0, draw: () => document.createElement('div') };
  #rowHeight = 1;
  #active = 0;
  #isScheduled = false;

  constructor(body: HTMLElement) {
    this.#body = body;
    const schedule = (): void => {
      if (this.#isScheduled) return;
      this.#isScheduled = true;
      requestAnimationFrame(() => {
        this.#isScheduled = false;
        this.#render();
      });
    };
    addEventListener('scroll', schedule, { passive: true });
    addEventListener('resize', schedule, { passive: true });
  }

  get active(): number {
    return this.#active;
  }

  get rowsPerPage(): number {
    return Math.max(1, Math.floor(innerHeight / this.#rowHeight) - 4);
  }

  show(source: RowSource): void {
    this.#source = source;
    this.#active = 0;
    this.#rows.clear();
    this.#body.replaceChildren();
    this.#render();
  }

  /** Makes a row the one that Tab reaches; moves focus and scroll to it when asked. */
  activate(index: number, focus: boolean): void {
    this.#rows.get(this.#active)?.setAttribute('tabindex', '-1');
    this.#active = clamp(index, 0, this.#source.length - 1);
    this.#render();
    const row = this.#rows.get(this.#active);
    if (!row || !focus) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
    this.#render();
  }

  indexOf(target: EventTarget | null): number | null {
    if (!(target instanceof Node)) return null;
    for (const [index, row] of this.#rows) if (row.contains(target)) return index;
    return null;
  }

  #render(): void {
    // Hidden views have no place in the window; they render when they are shown.
    if (this.#body.offsetParent === null) return;
    this.#measure();
    const { length } = this.#source;
    const top = this.#body.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(-top / this.#rowHeight) - BEYOND);
    const last = Math.min(length, Math.ceil((innerHeight - top) / this.#rowHeight) + BEYOND) - 1;
    const wanted = new Set<number>();
    // The active row stays, even out of sight: it holds the focus.
    if (length > 0 && this.#active < first) wanted.add(this.#active);
    for (let index = first; index <= last; index += 1) wanted.add(index);
    if (length > 0 && this.#active > last) wanted.add(this.#active);
    this.#place(wanted);
  }

  #measure(): void {
    const rowHeight = parseFloat(getComputedStyle(this.#body).getPropertyValue('--row-height'));
    this.#body.style.height = `${this.#source.length * rowHeight}px`;
    if (rowHeight === this.#rowHeight) return;
    this.#rowHeight = rowHeight;
    for (const [index, row] of this.#rows) row.style.top = `${index * rowHeight}px`;
  }

  #place(wanted: ReadonlySet<number>): void {
    for (const [index, row] of this.#rows) {
      if (wanted.has(index)) continue;
      row.remove();
      this.#rows.delete(index);
    }
    let next = this.#body.firstElementChild;
    for (const index of wanted) {
      const known = this.#rows.get(index);
      if (known) {
        next = known.nextElementSibling;
      } else {
        const row = this.#source.draw(index);
        row.style.top = `${index * this.#rowHeight}px`;
        this.#rows.set(index, row);
        this.#body.insertBefore(row, next);
      }
      this.#rows.get(index)?.setAttribute('tabindex', index === this.#active ? '0' : '-1');
    }
  }
}
