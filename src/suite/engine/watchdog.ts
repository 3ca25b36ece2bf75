/** Knows by when a process must have told something. */
import type { JournalEvent } from '../journal/schema.ts';

/** Milliseconds for what lies between an event and our reading it, on a machine with other work to do. */
const SLACK_MS = 1000;

export class Watchdog {
  private readonly tests = new Map<string, number>();
  private readonly silenceMs: number;
  private quietUntil: number;

  /** `silenceMs`: how long nothing may be heard when no test runs. */
  constructor(silenceMs: number, now: number) {
    this.silenceMs = silenceMs;
    this.quietUntil = now + silenceMs;
  }

  see(event: JournalEvent, now: number): void {
    this.quietUntil = now + this.silenceMs;
    if (event.kind === 'ended') this.tests.delete(event.id);
    if (event.kind !== 'started' && event.kind !== 'cleaning') return;
    const until = now + event.limitMs + SLACK_MS;
    if (event.id === null) this.quietUntil = Math.max(this.quietUntil, until);
    else this.tests.set(event.id, until);
  }

  isOverdue(now: number): boolean {
    if (this.tests.size === 0) return now > this.quietUntil;
    return [...this.tests.values()].some((until) => now > until);
  }
}
