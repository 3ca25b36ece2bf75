/** One night of one test, read into a buffer that is used again for every test: a scan allocates nothing. */
import type { Outage, OutcomeTable } from '../model/mass-event.ts';
import { CELL } from '../model/outcome.ts';

export class NightView {
  readonly night: number;
  readonly iterations: number;
  readonly testCount: number;
  /** Of the test that was read last. */
  runs = 0;
  failed = 0;
  firstFailed = 0;

  readonly #cells: Uint8Array;
  readonly #table: OutcomeTable;
  readonly #outage: boolean;

  constructor(table: OutcomeTable, night: number, outage = false) {
    this.night = night;
    this.iterations = table.iterations[night] ?? 0;
    this.testCount = table.testCount;
    this.#cells = new Uint8Array(this.iterations);
    this.#table = table;
    this.#outage = outage;
  }

  read(test: number): void {
    let passed = 0;
    let failed = 0;
    let rescued = 0;
    for (let index = 0; index < this.iterations; index++) {
      const cell = this.#table.cell(test, this.night, index);
      this.#cells[index] = cell;
      if (cell === CELL.passed) passed++;
      else if (cell === CELL.failed || cell === CELL.errored) failed++;
      else if (cell === CELL.rescued) rescued++;
    }
    this.failed = failed;
    this.firstFailed = failed + rescued;
    this.runs = passed + this.firstFailed;
  }

  /** It ran at least twice and every run failed at first. */
  isDead(): boolean {
    return this.runs >= 2 && this.firstFailed === this.runs;
  }

  /** It can tell a bad iteration from a good one: it did not simply fail in all of several runs. */
  isWitness(): boolean {
    const failed = this.#outage ? this.firstFailed : this.failed;
    return this.runs < 2 || failed < this.runs;
  }

  ranIn(index: number): boolean {
    return this.#cells[index] === CELL.passed || this.firstFailedIn(index);
  }

  firstFailedIn(index: number): boolean {
    const cell = this.#cells[index];
    return cell === CELL.failed || cell === CELL.errored || cell === CELL.rescued;
  }
}

/** A view for every night, by night; in an outage a dead test's rescued runs count as failures. */
export function viewNights(table: OutcomeTable, outages: readonly Outage[]): NightView[] {
  const dark = new Set(outages.map(({ night }) => night));
  return table.iterations.map((_, night) => new NightView(table, night, dark.has(night)));
}
