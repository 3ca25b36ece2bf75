/** A count that suites declare, beside what was read inside the suites that declare it. */
export class DeclaredCount {
  /** Summed over the outermost elements that declare it; null when none does. */
  declared: number | null = null;
  /** What stands inside those elements. */
  read = 0;
  /** Depth of the open element that declares it; 0 outside of any. */
  private depth = 0;

  /** Inner suites only repeat a part of what an outer one declares. */
  open(depth: number, declared: number | null): void {
    if (declared === null || this.depth > 0) return;
    this.depth = depth;
    this.declared = (this.declared ?? 0) + declared;
  }

  count(): void {
    if (this.depth > 0) this.read += 1;
  }

  close(depth: number): void {
    if (depth === this.depth) this.depth = 0;
  }

  /** Declared less read; 0 when nothing was declared. */
  get missing(): number {
    return this.declared === null ? 0 : this.declared - this.read;
  }
}
