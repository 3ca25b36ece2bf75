/** xml-js: the whole document as a tree of nodes. */
import { readFileSync } from 'node:fs';
import { countElement, startCounts, type Counts } from './counts.ts';
import { loadPeer } from './load-peer.ts';

interface Node {
  readonly name?: string;
  readonly elements?: readonly Node[];
}

interface XmlJs {
  default: { xml2js(xml: string): Node };
}

const xmlJs = (await loadPeer<XmlJs>('xml-js')).default;

export async function count(path: string): Promise<Counts> {
  const counts = startCounts();
  countBelow(xmlJs.xml2js(readFileSync(path, 'utf8')), counts);
  return counts;
}

function countBelow({ name, elements = [] }: Node, counts: Counts): void {
  if (name !== undefined) countElement(counts, name);
  for (const element of elements) countBelow(element, counts);
}
