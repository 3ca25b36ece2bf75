/** Writes events so that the next thing to happen, even SIGKILL, finds them on disk. */
import { appendFileSync, closeSync, openSync } from 'node:fs';
import type { JournalEvent } from './schema.ts';

export class JournalWriter {
  private readonly file: number;
  private readonly mask: readonly string[];

  constructor(path: string, mask: readonly string[]) {
    this.file = openSync(path, 'a');
    this.mask = mask;
  }

  write(event: JournalEvent): void {
    const line = JSON.stringify(event, (key, value: unknown) =>
      // Ids connect events with each other and with what was asked for.
      typeof value === 'string' && key !== 'id' && key !== 'kind' ? maskText(value, this.mask) : value,
    );
    appendFileSync(this.file, `${line}\n`);
  }

  close(): void {
    closeSync(this.file);
  }
}

/** Replaces what must not be written or shown. */
export function maskText(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (masked, secret) => (secret === '' ? masked : masked.replaceAll(secret, '***')),
    text,
  );
}
