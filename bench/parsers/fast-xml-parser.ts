/** fast-xml-parser: the whole document as objects. */
import { readFileSync } from 'node:fs';
import { countElement, startCounts, type Counts } from './counts.ts';
import { loadPeer } from './load-peer.ts';

interface FastXmlParser {
  XMLParser: new (options: { ignoreAttributes: boolean }) => { parse(xml: string): unknown };
}

const { XMLParser } = await loadPeer<FastXmlParser>('fast-xml-parser');

export async function count(path: string): Promise<Counts> {
  const counts = startCounts();
  countBelow(new XMLParser({ ignoreAttributes: false }).parse(readFileSync(path, 'utf8')), counts);
  return counts;
}

/** Repeated elements are arrays under one key. */
function countBelow(node: unknown, counts: Counts): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      countElement(counts, name);
      countBelow(child, counts);
    }
  }
}
