/** Test names and owners in bodies and titles. */
import type { TestReport } from '../../model/stability-report.ts';
import { codeSpan } from '../../report/escape.ts';
import { formatCount, joinWords } from '../../report/words.ts';
import { takeFirstWithin } from '../fit.ts';
import type { OwnersOf } from '../owners/codeowners.ts';
import { findPlace, type FileExists } from '../place.ts';

const MOST_TITLE = 200;
const MOST_OWNERS = 5;
const MENTION = /^@[\w.-]+(?:\/[\w.-]+)?$/;

/** A name for a title, of which GitHub takes 256 characters; characters that are spelled out make a name longer. */
export function titleSpan(name: string, characters = MOST_TITLE): string {
  const rungs = [120, 60, 30, 15, 8].map((most) => () => codeSpan(name, most));
  return takeFirstWithin(rungs, characters) ?? '`…`';
}

/** `` `a`, `b` and 3 more ``; `count` is the true number where `names` is only its beginning. */
export function listNames(names: readonly string[], most: number, count = names.length): string {
  const shown = names.slice(0, most).map((name) => codeSpan(name));
  const rest = count - shown.length;
  return joinWords(rest > 0 && shown.length > 0 ? [...shown, `${formatCount(rest)} more`] : shown);
}

export interface OwnerContext {
  readonly owners: OwnersOf;
  readonly existingFiles: FileExists;
  readonly mentionOwners: boolean;
}

/** Owners of the tests' files, each once, as finished Markdown; inert unless they are to be mentioned. */
export function listOwners(tests: readonly TestReport[], context: OwnerContext): string {
  const found = new Set(
    tests.flatMap((test) => {
      const path = findPlace(test, context.existingFiles)?.path;
      return path === undefined ? [] : context.owners(path);
    }),
  );
  const shown = [...found].slice(0, MOST_OWNERS).map((owner) => showOwner(owner, context.mentionOwners));
  const rest = found.size - shown.length;
  return joinWords(rest > 0 ? [...shown, `${formatCount(rest)} more`] : shown);
}

function showOwner(owner: string, mention: boolean): string {
  return mention && MENTION.test(owner) ? owner : codeSpan(owner, 60);
}
