/** Takes secrets out of a report: it carries what tests print and what they compare. */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { errorText } from '../../kit/error-text.ts';
import { replaceFile } from '../../kit/replace-file.ts';
import { MASK, Masker } from './masker.ts';

const CHUNK_BYTES = 1 << 20;

/** All of them. Returns what could not be done. */
export function maskReports(reports: readonly string[], secrets: readonly string[]): readonly string[] {
  return reports.flatMap((path) => {
    try {
      maskReport(path, secrets);
      return [];
    } catch (error) {
      const reason = errorText(error);
      return [`secrets may stand in ${basename(path)}, which could not be rewritten: ${reason}`];
    }
  });
}

/** Rewrites the file when a secret stands in it; all other bytes stay. Throws what the disk says. */
export function maskReport(path: string, secrets: readonly string[]): void {
  if (secrets.length === 0) return;
  const encode = chooseEncoding(path);
  const forms = new Set(secrets.flatMap(escapeForXml).flatMap(encode));
  const [mask = MASK] = encode(MASK);
  const openMasker = (): Masker =>
    new Masker(
      [...forms].sort((a, b) => b.length - a.length),
      mask,
    );
  if (!copyMasked(path, openMasker(), null)) return;
  replaceFile(path, (draft) => copyMasked(path, openMasker(), draft));
}

/** Bytes as characters, so that a file in any encoding stays what it is. */
const BYTES = 'latin1';

/** Text as the bytes that it may have in this file. */
type Encode = (text: string) => readonly string[];

function chooseEncoding(path: string): Encode {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(2);
    readSync(file, head);
    const start = head.toString(BYTES);
    if (start === '\u00FF\u00FE' || start === '<\0') return (text) => [wide(text).toString(BYTES)];
    if (start === '\u00FE\u00FF' || start === '\0<') return (text) => [wide(text).swap16().toString(BYTES)];
    return (text) => [Buffer.from(text).toString(BYTES), ...(isLatin(text) ? [text] : [])];
  } finally {
    closeSync(file);
  }
}

const isLatin = (text: string): boolean => Buffer.from(text, BYTES).toString(BYTES) === text;
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** As text, as attribute, and as careful and careless writers do it. */
function escapeForXml(text: string): string[] {
  const lax = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const plain = lax.replaceAll('>', '&gt;');
  const quoted = plain.replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
  return [
    text,
    lax,
    plain,
    quoted,
    ...['&apos;', '&#39;', '&#x27;'].map((quote) => quoted.replaceAll("'", quote)),
  ];
}

/** Without a target it stops at the first secret. Returns whether there is one. */
function copyMasked(path: string, masker: Masker, target: string | null): boolean {
  const source = openSync(path, 'r');
  const copy = target === null ? null : openSync(target, 'w');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const keep = (text: string): void => {
      if (copy !== null) writeSync(copy, Buffer.from(text, BYTES));
    };
    const isEnough = (): boolean => copy === null && masker.hasFound;
    for (let length = readSync(source, chunk); length > 0 && !isEnough(); length = readSync(source, chunk))
      keep(masker.push(chunk.toString(BYTES, 0, length)));
    keep(masker.flush());
    return masker.hasFound;
  } finally {
    closeSync(source);
    if (copy !== null) closeSync(copy);
  }
}
