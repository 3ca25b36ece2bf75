import fc from 'fast-check';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { JournalWriter } from '../../src/suite/journal/write-journal.ts';
import { JournalTail, readJournal } from '../../src/suite/journal/read-journal.ts';
import type { JournalEvent } from '../../src/suite/journal/schema.ts';
import { makeFolder } from '../helpers/folder.ts';

const EVENTS: readonly JournalEvent[] = [
  { kind: 'started', id: 'a::b', limitMs: 10 },
  { kind: 'log', id: 'a::b', text: 'two\nlines – ü' },
  { kind: 'ended', id: 'a::b', outcome: 'passed', durationMs: 1.5, skipReason: '', failures: [] },
  { kind: 'done' },
];
const TEXT = EVENTS.map((event) => `${JSON.stringify(event)}\n`).join('');

describe('a journal', () => {
  it('may be torn anywhere: whole lines count', () => {
    fc.assert(
      fc.property(fc.nat(TEXT.length), (cut) => {
        const whole = TEXT.slice(0, cut).split('\n').length - 1;
        const events = readJournal(TEXT.slice(0, cut));
        // A last line that lacks nothing but its end is as good.
        expect([whole, whole + 1]).toContain(events.length);
        expect(events).toEqual(EVENTS.slice(0, events.length));
      }),
      { seed: 1, numRuns: 400 },
    );
  });

  it('may hold lines that are no events', () => {
    expect(readJournal('null\n{"kind":"started"}\n[1]\n{"kind":"done"}\nnoise\n')).toEqual([
      { kind: 'done' },
    ]);
  });

  it('is read while it grows, whatever the pieces', () => {
    const path = join(makeFolder({}), 'journal.ndjson');
    const tail = new JournalTail(path);
    expect(tail.read()).toEqual([]);
    const bytes = Buffer.from(TEXT);
    const read: JournalEvent[] = [];
    for (let at = 0; at < bytes.length; at += 7) {
      appendFileSync(path, bytes.subarray(at, at + 7));
      read.push(...tail.read());
    }
    tail.close();
    expect(read).toEqual(EVENTS);
  });

  it('is written with secrets masked, but ids as they are', () => {
    const path = join(makeFolder({}), 'journal.ndjson');
    const writer = new JournalWriter(path, ['secret']);
    writer.write({ kind: 'log', id: 'a::secret', text: 'a secret' });
    writer.close();
    const tail = new JournalTail(path);
    expect(tail.read()).toEqual([{ kind: 'log', id: 'a::secret', text: 'a ***' }]);
    tail.close();
  });
});
