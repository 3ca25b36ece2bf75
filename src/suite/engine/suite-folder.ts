/** Where one suite leaves its files: journals, attachments, and what it prints by itself. */
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { maskText } from '../journal/write-journal.ts';
import { slugOf } from '../slug.ts';
import type { SuiteSource } from '../types/plan.ts';

const MOST_BYTES = 8 * 1024 * 1024;
const TAIL_CHARACTERS = 8 * 1024;

export interface SuiteFolder {
  readonly path: string;
  /** Of attachments, relative to the output folder. */
  readonly attachments: string;
  readonly output: string;
}

/** Empties the folder of a suite. */
export function openSuiteFolder({ name }: SuiteSource, out: string): SuiteFolder {
  const slug = slugOf(name);
  const path = join(out, 'suites', slug);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return { path, attachments: `suites/${slug}/attachments`, output: join(path, 'output.log') };
}

/** What a suite prints by itself: a bounded file, and the end in memory. */
export class OutputLog {
  tail = '';
  private readonly path: string;
  private readonly mask: readonly string[];
  private left = MOST_BYTES;

  constructor(path: string, mask: readonly string[]) {
    this.path = path;
    this.mask = mask;
  }

  /** Returns the text as it may be shown. */
  write(text: string): string {
    const shown = maskText(text, this.mask);
    this.tail = (this.tail + shown).slice(-TAIL_CHARACTERS).toWellFormed();
    if (this.left > 0) appendFileSync(this.path, shown);
    this.left -= shown.length;
    return shown;
  }
}
