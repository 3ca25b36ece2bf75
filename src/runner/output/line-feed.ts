/** Cuts text into lines and shows each to a follower, the unfinished last one too. */
import { stripAnsi } from '../../kit/ansi.ts';
import type { Follower, SeenTest } from '../../producers/preset.ts';

/** A longer line is taken to name no test: it bounds what the patterns of followers may cost. */
const LONGEST_LINE = 4096;

export class LineFeed {
  private readonly follower: Follower;
  private rest = '';

  constructor(follower: Follower) {
    this.follower = follower;
  }

  push(text: string): readonly SeenTest[] {
    const lines = (this.rest + text).split('\n');
    const last = lines.pop() ?? '';
    this.rest = last.slice(0, LONGEST_LINE);
    const seen = lines.flatMap((line) => this.show(line, true));
    return this.rest === '' ? seen : [...seen, ...this.show(this.rest, false)];
  }

  private show(line: string, complete: boolean): readonly SeenTest[] {
    return line.length > LONGEST_LINE
      ? []
      : this.follower.follow(stripAnsi(line).replace(/\r$/, ''), complete);
  }
}
