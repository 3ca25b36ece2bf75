/**
 * Keeps the fragments of failed executions within a budget. While there is room everything is kept; then a test that
 * has never passed keeps one text (they are all the same story) and a flaky one up to three; then only first texts.
 */
import type { Evidence } from '../model/matrix.ts';

export const EVIDENCE_BUDGET = { generous: 4 << 20, thrifty: 10 << 20, most: 16 << 20 } as const;

const BLOCK = 1 << 18;

interface Entry {
  /** Of its iteration. */
  readonly index: number;
  /** How many results of the id came before this one in its iteration. */
  readonly sequence: number;
  /** From 1: of the test in its iteration. */
  readonly attempt: number;
  readonly fragment: Uint8Array;
}

export class EvidenceStore {
  private readonly entries = new Map<number, Entry[]>();
  private readonly omittedOf = new Map<number, number>();
  private block = Buffer.alloc(0);
  private blockUsed = 0;
  private used = 0;

  /** Copies the fragment if the budget allows; `mixed` tells that the test has passed elsewhere. */
  keep(test: number, entry: Entry, mixed: boolean): void {
    const kept = this.entries.get(test);
    if ((kept?.length ?? 0) >= this.allowance(mixed)) {
      this.omittedOf.set(test, this.omitted(test) + 1);
      return;
    }
    const copy = { ...entry, fragment: this.copy(entry.fragment) };
    if (kept === undefined) this.entries.set(test, [copy]);
    else kept.push(copy);
  }

  private allowance(mixed: boolean): number {
    if (this.used < EVIDENCE_BUDGET.generous) return 100;
    if (this.used < EVIDENCE_BUDGET.thrifty) return mixed ? 3 : 1;
    return this.used < EVIDENCE_BUDGET.most ? 1 : 0;
  }

  private copy(fragment: Uint8Array): Uint8Array {
    if (this.blockUsed + fragment.length > this.block.length) {
      this.block = Buffer.allocUnsafeSlow(Math.max(BLOCK, fragment.length));
      this.blockUsed = 0;
    }
    const copy = this.block.subarray(this.blockUsed, this.blockUsed + fragment.length);
    copy.set(fragment);
    this.blockUsed += fragment.length;
    this.used += fragment.length;
    return copy;
  }

  /** Texts of a test that were not kept. */
  omitted(test: number): number {
    return this.omittedOf.get(test) ?? 0;
  }

  /** By iteration, then reading order. */
  of(test: number): readonly Evidence[] {
    return (this.entries.get(test) ?? [])
      .map(({ index, attempt, fragment }) => ({ index, attempt, fragment }))
      .sort((a, b) => a.index - b.index || a.attempt - b.attempt);
  }

  /** Moves what was kept for one result of `from` to `to`, where it is the first result. */
  move(from: number, to: number, place: { index: number; sequence: number }): void {
    const entries = this.entries.get(from) ?? [];
    const moved = entries.filter((e) => e.index === place.index && e.sequence === place.sequence);
    if (moved.length === 0) return;
    this.entries.set(
      from,
      entries.filter((e) => !moved.includes(e)),
    );
    this.entries.set(to, [
      ...(this.entries.get(to) ?? []),
      ...moved.map(({ index, fragment }) => ({ index, fragment, sequence: 0, attempt: 1 })),
    ]);
  }
}
