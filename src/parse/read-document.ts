/** The bytes of one document through the tokenizer to its reader: the one way to read a report. */
import { errorText } from '../kit/error-text.ts';
import type { JUnitReader } from './junit-reader.ts';
import { toUtf8 } from './encoding.ts';
import { cleanName } from './text.ts';
import { Tokenizer } from './tokenizer.ts';

/** How far the reading came. */
export interface Reading {
  /** Bytes of UTF-8 text. */
  readonly bytes: number;
  /** The input ended inside a token or with elements open. */
  readonly cut: boolean;
  /** Why the source stopped delivering, in words; null when it delivered everything. */
  readonly failure: string | null;
  readonly unknownEncoding: string | null;
  /** Printable start of the file, for the message about a file that is no report. */
  readonly beginning: string;
}

/** Never rejects: what the source refuses is told. `onProgress` gets the bytes so far after every chunk. */
export async function readDocument(
  source: AsyncIterable<Uint8Array>,
  reader: JUnitReader,
  onProgress?: (bytes: number) => void,
): Promise<Reading> {
  const tokenizer = new Tokenizer(reader);
  let bytes = 0;
  let failure: string | null = null;
  let unknownEncoding: string | null = null;
  let beginning = '';
  try {
    const chunks = toUtf8(source, (label) => {
      unknownEncoding = label;
    });
    for await (const chunk of chunks) {
      if (bytes === 0) beginning = showBeginning(chunk);
      bytes += chunk.length;
      tokenizer.write(chunk);
      onProgress?.(bytes);
      if (reader.rejected || tokenizer.stopped) break;
    }
  } catch (error) {
    failure = errorText(error);
  }
  const cutToken = tokenizer.end();
  const cutElement = reader.end();
  return { bytes, cut: !reader.rejected && (cutToken || cutElement), failure, unknownEncoding, beginning };
}

function showBeginning(chunk: Uint8Array): string {
  const text = Buffer.from(chunk.subarray(0, 120)).toString('utf8');
  return cleanName(text).trim().slice(0, 60);
}
