/** CODEOWNERS as GitHub reads it: patterns like those of .gitignore, and the last one that matches decides. */
import { matchPath } from '../kit/glob.ts';

/** Owners of a path relative to the root of the repository, e.g. `@org/team` or an e-mail address. */
export type OwnersOf = (path: string) => readonly string[];

interface Rule {
  readonly matches: (path: readonly string[]) => boolean;
  readonly owners: readonly string[];
}

const OWNER = /^(?:@[\w.-]+(?:\/[\w.-]+)?|[^\s@]+@[^\s@]+)$/;
/** A pattern ends at the first blank that is not escaped. */
const LINE = /^((?:\\.|[^\s\\])+)(?:\s+(.*))?$/;
/** GitHub ignores a larger file. */
const MOST_CHARACTERS = 3 * 1024 * 1024;

/** Where GitHub looks for it, in its order. */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** `read` gives the text of a file of the checkout, null when there is none. */
export function readCodeowners(read: (path: string) => string | null): OwnersOf {
  const text = PLACES.map(read).find((one) => one !== null);
  return parseCodeowners(text ?? '');
}

/** Lines that are no rule (comments, sections of other hosts, negations, ranges) are passed over, as GitHub does. */
export function parseCodeowners(text: string): OwnersOf {
  const lines = text.length > MOST_CHARACTERS ? [] : text.split(/\r\n|\n|\r/);
  const rules = lines.flatMap((line) => parseRule(line.trim()));
  return (path) => {
    const parts = path.split('/');
    return rules.findLast(({ matches }) => matches(parts))?.owners ?? [];
  };
}

function parseRule(line: string): Rule[] {
  if (/^(?:$|[#[!^])/.test(line)) return [];
  const [, pattern = '', rest = ''] = LINE.exec(line) ?? [];
  if (pattern === '' || /(?<!\\)\[/.test(pattern)) return [];
  const words = rest.split(/\s+/).filter((word) => word !== '');
  const comment = words.findIndex((word) => word.startsWith('#'));
  const owners = (comment < 0 ? words : words.slice(0, comment)).filter((word) => OWNER.test(word));
  return [{ matches: compilePattern(pattern.replace(/\\(.)/g, '$1')), owners }];
}

/**
 * `/a` and `a/b` start at the root, `a` is found in any folder, `a/` is only a folder; a folder owns all below it,
 * but `a/*` only what lies directly in `a`.
 */
function compilePattern(pattern: string): Rule['matches'] {
  const onlyFolder = pattern.endsWith('/');
  const parts = pattern.split('/').filter((part) => part !== '');
  const anchored = pattern.slice(0, -1).includes('/');
  const whole = anchored ? parts : ['**', ...parts];
  const below = [...whole, '*', '**'];
  const direct = anchored && parts.at(-1) === '*';
  return (path) => (!onlyFolder && matchPath(whole, path)) || (!direct && matchPath(below, path));
}
