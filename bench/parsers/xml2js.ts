/** xml2js: the whole document as objects. */
import { readFileSync } from 'node:fs';
import { countElement, startCounts, type Counts } from './counts.ts';
import { loadPeer } from './load-peer.ts';

interface Xml2js {
  default: { parseStringPromise(xml: string): Promise<unknown> };
}

const xml2js = (await loadPeer<Xml2js>('xml2js')).default;

export async function count(path: string): Promise<Counts> {
  const counts = startCounts();
  countBelow(await xml2js.parseStringPromise(readFileSync(path, 'utf8')), counts);
  return counts;
}

/** Elements are arrays under their name, attributes an object under `$`. */
function countBelow(node: unknown, counts: Counts): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, value] of Object.entries(node)) {
    if (name === '$') continue;
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      countElement(counts, name);
      countBelow(child, counts);
    }
  }
}
