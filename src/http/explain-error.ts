/** What may be told of an error of the network or of another server: one short line, and never a secret. */
import { errorText } from '../kit/error-text.ts';

const MOST_CHARACTERS = 200;
/** An error may repeat a whole body. */
const MOST_READ = 10_000;

/** In the words of what is behind it: fetch only says that it failed, and a host may have several addresses. */
export function explainError(error: unknown): string {
  return onOneLine(withoutSecrets(messageOf(error).slice(0, MOST_READ)));
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  if (error instanceof TypeError && error.cause instanceof Error) return messageOf(error.cause);
  return errorText(error);
}

const SECRETS: readonly (readonly [RegExp, string])[] = [
  // The user of an address, and its query: signatures and keys stand there.
  [/(\b[a-z][a-z\d+.-]{0,20}:\/\/)[^\s/?#]*@/gi, '$1'],
  [/\?\S+/g, ''],
  [/(\bauthorization\b["']?\s*[:=]\s*["']?(?:\w+\s+)?)[^\s"',]+/gi, '$1***'],
  [/(\b(?:bearer|basic)\s+)(?=\S*\d)[\w.~+/=-]{8,}/gi, '$1***'],
  // Tokens of GitHub and of its runners, wherever they stand.
  [/\b(?:gh[a-z]_|github_pat_)\w+/g, '***'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '***'],
];

export function withoutSecrets(text: string): string {
  return SECRETS.reduce((cleaned, [secret, words]) => cleaned.replace(secret, words), text);
}

/** Workflow commands begin a line: text from outside must not. */
export function onOneLine(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1).toWellFormed()}…` : line;
}
