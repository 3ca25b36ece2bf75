/** htmlparser2 in its XML mode. */
import { createReadStream } from 'node:fs';
import { countElement, startCounts, type Counts } from './counts.ts';
import { loadPeer } from './load-peer.ts';

interface HtmlParser2 {
  Parser: new (
    handler: { onopentag(name: string): void },
    options: { xmlMode: boolean },
  ) => { write(text: string): void; end(): void };
}

const { Parser } = await loadPeer<HtmlParser2>('htmlparser2');

export async function count(path: string): Promise<Counts> {
  const counts = startCounts();
  const parser = new Parser({ onopentag: (name) => countElement(counts, name) }, { xmlMode: true });
  for await (const text of createReadStream(path, 'utf8')) parser.write(String(text));
  parser.end();
  return counts;
}
