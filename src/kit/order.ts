/** Orders of text that are the same on every machine and in every locale; groups in the order they came. */

/** By UTF-16 units. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Compares paths as people count: `results-2.xml` before `results-10.xml`. */
export function compareNaturally(a: string, b: string): number {
  const left = a.split(/(\d+)/);
  const right = b.split(/(\d+)/);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const x = left[i];
    const y = right[i];
    if (x === y) continue;
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    const difference = i % 2 === 1 ? Number(x) - Number(y) : 0;
    if (difference !== 0) return difference;
    return x < y ? -1 : 1;
  }
  return 0;
}

/** Items by a key, in the order of the first of each. Node 20 has no Map.groupBy. */
export function groupBy<T, Key>(items: Iterable<T>, keyOf: (item: T) => Key): Map<Key, T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
