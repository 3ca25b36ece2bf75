/** What a test leaves for the report while it runs: lines, values, files. All bounded, because a loop may leave them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalWriter } from '../journal/write-journal.ts';
import { slugOf } from '../slug.ts';

const MOST_CHARACTERS = 256 * 1024;
const MOST_METRICS = 1000;
const MOST_VALUE = 1000;
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_FILES = 100;

export class TestLog {
  private readonly journal: JournalWriter;
  private readonly id: string | null;
  private left = MOST_CHARACTERS;
  private metrics = 0;

  /** `id` null: the suite itself. */
  constructor(journal: JournalWriter, id: string | null) {
    this.journal = journal;
    this.id = id;
  }

  write(text: string): void {
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

/** Files of one test, beside the report. */
export class Attachments {
  private readonly root: string;
  private readonly folder: string;
  private readonly names = new Set<string>();

  constructor(root: string, id: string) {
    this.root = root;
    this.folder = slugOf(id);
  }

  /**
   * Absolute path, and the path relative to the root with forward slashes.
   * @throws RangeError when it is too much
   */
  keep(name: string, content: string | Uint8Array): { readonly path: string; readonly relative: string } {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    if (bytes.length > MOST_BYTES)
      throw new RangeError(`the attachment ${name} has ${bytes.length} bytes, more than ${MOST_BYTES}`);
    if (this.names.size >= MOST_FILES) throw new RangeError(`a test may attach ${MOST_FILES} files at most`);
    const file = this.chooseName(name);
    const folder = join(this.root, this.folder);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), bytes);
    return { path: join(folder, file), relative: `${this.folder}/${file}` };
  }

  /** A second one of the same name must not replace the first. */
  private chooseName(name: string): string {
    const plain =
      name
        .replaceAll(/[^\w.-]+/g, '-')
        .replace(/^[.-]+/, '')
        .slice(-80) || 'attachment';
    const isTaken = this.names.has(plain.toLowerCase());
    const file = isTaken ? `${this.names.size + 1}-${plain}` : plain;
    this.names.add(file.toLowerCase());
    return file;
  }
}
