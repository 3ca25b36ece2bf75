/** saxes. */
import { createReadStream } from 'node:fs';
import { countElement, startCounts, type Counts } from './counts.ts';
import { loadPeer } from './load-peer.ts';

interface Saxes {
  SaxesParser: new () => {
    on(event: 'opentag', listener: (tag: { name: string }) => void): void;
    write(text: string): unknown;
    close(): unknown;
  };
}

const { SaxesParser } = await loadPeer<Saxes>('saxes');

export async function count(path: string): Promise<Counts> {
  const counts = startCounts();
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => countElement(counts, name));
  for await (const text of createReadStream(path, 'utf8')) parser.write(String(text));
  parser.close();
  return counts;
}
