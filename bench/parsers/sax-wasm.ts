/** sax-wasm: a Rust parser in WebAssembly; only opened elements cross the border. */
import { createReadStream, readFileSync } from 'node:fs';
import { countElement, startCounts, type Counts } from './counts.ts';
import { loadPeer } from './load-peer.ts';

interface SaxWasm {
  SaxEventType: { OpenTag: number };
  SAXParser: new (events: number) => {
    eventHandler: (event: number, tag: { name: string }) => void;
    prepareWasm(wasm: Uint8Array): Promise<boolean>;
    write(chunk: Uint8Array): void;
    end(): void;
  };
}

const { SaxEventType, SAXParser } = await loadPeer<SaxWasm>('sax-wasm');

export async function count(path: string): Promise<Counts> {
  const counts = startCounts();
  const parser = new SAXParser(SaxEventType.OpenTag);
  parser.eventHandler = (_event, { name }) => countElement(counts, name);
  await parser.prepareWasm(readFileSync(new URL(import.meta.resolve('sax-wasm/lib/sax-wasm.wasm'))));
  for await (const chunk of createReadStream(path)) parser.write(chunk as Uint8Array);
  parser.end();
  return counts;
}
