/** sax, strict. */
import { createReadStream } from 'node:fs';
import { countElement, startCounts, type Counts } from './counts.ts';
import { loadPeer } from './load-peer.ts';

interface Sax {
  default: {
    parser(strict: boolean): {
      onopentag: (tag: { name: string }) => void;
      write(text: string): unknown;
      close(): unknown;
    };
  };
}

const sax = (await loadPeer<Sax>('sax')).default;

export async function count(path: string): Promise<Counts> {
  const counts = startCounts();
  const parser = sax.parser(true);
  parser.onopentag = ({ name }) => countElement(counts, name);
  for await (const text of createReadStream(path, 'utf8')) parser.write(String(text));
  parser.close();
  return counts;
}
