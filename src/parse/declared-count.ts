/** A count that suites declare, beside what was read inside the suites that declare it. */
export class DeclaredCount {
  /** Summed over the outermost elements that declare it; null when none does. */
  declared: number | null = null;
  /** What stands inside those elements, at most: some writers count a case that failed twice once, others twice. */
  read = 0;
  private least = 0;
  /** Depth of the open element that declares it; 0 outside of any. */
  private depth = 0;

  /** Inner suites only repeat a part of what an outer one declares. */
  open(depth: number, declared: number | null): void {
    if (declared === null || this.depth > 0) return;
    this.depth = depth;
    this.declared = (this.declared ?? 0) + declared;
  }

  /** `again`: of a case that has been counted already. */
  count(again = false): void {
    if (this.depth === 0) return;
    this.read += 1;
    if (!again) this.least += 1;
  }

  close(depth: number): void {
    if (depth === this.depth) this.depth = 0;
  }

  /** Declared less read; 0 when nothing was declared, or as much as either way of counting gives. */
  get missing(): number {
    if (this.declared === null) return 0;
    return Math.max(this.declared - this.read, 0) + Math.min(this.declared - this.least, 0);
  }
}
