/** A quick look at a report: enough to hold the exit code and the output against it. Reading it is `parse/`'s work. */
import { readFileSync, statSync } from 'node:fs';

export interface Survey {
  readonly path: string;
  readonly bytes: number;
  readonly cases: number;
  /** Failures and errors, wherever they stand. */
  readonly failures: number;
  /** The document ends with its root. */
  readonly isComplete: boolean;
  /** `classname::name` of every case. */
  readonly ids: ReadonlySet<string>;
}

/** A larger file is not looked at. */
const LARGEST = 64 * 1024 * 1024;
const TAG =
  /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<(\/?)(testcase|failure|error|testsuites?)\b((?:"[^"]*"|'[^']*'|[^"'<>])*)>/g;

/** Null when the file is too large or cannot be read. */
export function surveyReport(path: string): Survey | null {
  try {
    const bytes = statSync(path).size;
    return bytes > LARGEST ? null : surveyText(decode(readFileSync(path)), { path, bytes });
  } catch {
    return null;
  }
}

function surveyText(text: string, file: Pick<Survey, 'path' | 'bytes'>): Survey {
  let failures = 0;
  let cases = 0;
  const ids = new Set<string>();
  for (const [, end, tag, attributes = ''] of text.matchAll(TAG)) {
    if (end === '/' || tag === undefined) continue;
    if (tag === 'testcase') {
      cases += 1;
      ids.add(`${attributeOf(attributes, 'classname')}::${attributeOf(attributes, 'name')}`);
    } else if (tag === 'failure' || tag === 'error') failures += 1;
  }
  const isComplete = /<\/testsuites?\s*>\s*$|<testsuites?\b[^<>]*\/>\s*$/.test(text.slice(-4096));
  return { ...file, cases, failures, isComplete, ids };
}

function decode(bytes: Buffer): string {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
}

function attributeOf(attributes: string, name: string): string {
  const [, , value = ''] = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(["'])(.*?)\\1`, 's').exec(attributes) ?? [];
  return value.replaceAll(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, word: string) => decodeEntity(word) ?? whole);
}

const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeEntity(word: string): string | undefined {
  if (!word.startsWith('#')) return ENTITIES.get(word);
  const code = /^#x/i.test(word) ? Number.parseInt(word.slice(2), 16) : Number(word.slice(1));
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined;
}
