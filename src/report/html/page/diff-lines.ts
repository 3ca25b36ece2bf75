/** Line difference of two texts by longest common subsequence. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

export interface Diff {
  readonly lines: readonly DiffLine[];
  /** False when the texts were too long to compare line by line: all that differs is one block. */
  readonly exact: boolean;
}

/** Cells of the comparison table; 4 million take 8 MB for a moment. */
const TABLE_LIMIT = 4_000_000;

export function diffLines(before: readonly string[], after: readonly string[]): Diff {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const middleBefore = before.slice(head, before.length - tail);
  const middleAfter = after.slice(head, after.length - tail);
  const exact = (middleBefore.length + 1) * (middleAfter.length + 1) <= TABLE_LIMIT;
  return {
    lines: [
      ...label('same', before.slice(0, head)),
      ...(exact
        ? compare(middleBefore, middleAfter)
        : [...label('removed', middleBefore), ...label('added', middleAfter)]),
      ...label('same', before.slice(before.length - tail)),
    ],
    exact,
  };
}

function label(kind: DiffLine['kind'], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ kind, text }));
}

function compare(before: readonly string[], after: readonly string[]): DiffLine[] {
  const width = after.length + 1;
  const lengths = measureCommon(before, after);
  const lines: DiffLine[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const removed = before[row];
    const added = after[column];
    if (removed !== undefined && removed === added) {
      lines.push({ kind: 'same', text: removed });
      row += 1;
      column += 1;
    } else if (added === undefined || skipsBefore(lengths, row * width + column, width)) {
      lines.push({ kind: 'removed', text: removed ?? '' });
      row += 1;
    } else {
      lines.push({ kind: 'added', text: added });
      column += 1;
    }
  }
  return lines;
}

function skipsBefore(lengths: Uint16Array, cell: number, width: number): boolean {
  return cell + width < lengths.length && (lengths[cell + width] ?? 0) >= (lengths[cell + 1] ?? 0);
}

/** Length of the longest common subsequence of what follows every pair of places. */
function measureCommon(before: readonly string[], after: readonly string[]): Uint16Array {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const cell = row * width + column;
      lengths[cell] =
        before[row] === after[column]
          ? (lengths[cell + width + 1] ?? 0) + 1
          : Math.max(lengths[cell + width] ?? 0, lengths[cell + 1] ?? 0);
    }
  }
  return lengths;
}

/** What two lines share at both ends, and what each has in between. */
export function splitChange(before: string, after: string): readonly [string, string, string, string] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return [
    before.slice(0, head),
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
    before.slice(before.length - tail),
  ];
}
