/** What a test tells the report while it runs; bounded, because a loop may tell. */
import type { JournalWriter } from '../journal/journal-writer.ts';

const MOST_CHARACTERS = 256 * 1024;
const MOST_METRICS = 1000;
const MOST_VALUE = 1000;

export class Notebook {
  private readonly journal: JournalWriter;
  private readonly id: string | null;
  private left = MOST_CHARACTERS;
  private metrics = 0;

  /** `id` null: the suite itself. */
  constructor(journal: JournalWriter, id: string | null) {
    this.journal = journal;
    this.id = id;
  }

  log(text: string): void {
    if (this.left <= 0) return;
    this.left -= text.length + 1;
    const kept = this.left > 0 ? text : '… (further lines left out)';
    this.journal.write({ kind: 'log', id: this.id, text: kept });
  }

  /** @throws RangeError when there are too many */
  record(id: string, name: string, value: number | string): void {
    this.metrics += 1;
    if (this.metrics > MOST_METRICS) throw new RangeError(`a test may record ${MOST_METRICS} values at most`);
    const kept =
      typeof value === 'number' && Number.isFinite(value) ? trim(value) : String(value).slice(0, MOST_VALUE);
    this.journal.write({ kind: 'metric', id, name: name.slice(0, MOST_VALUE), value: kept });
  }
}

/** Without the last digits, which are noise of the arithmetic: 541.558343 of 541.5583429999533. */
function trim(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(12));
}
