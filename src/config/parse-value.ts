/** One setting: its texts -> its value, or what would be right. */
import { suggest } from '../kit/did-you-mean.ts';
import { errorText } from '../kit/error-text.ts';
import { mistake, quote, setting, type Mistake } from '../kit/usage-error.ts';
import { wordsOf, type Setting } from './settings.ts';

export interface ParsedValue {
  readonly value: unknown;
  /** Null when nothing is. */
  readonly wrong: Mistake | null;
}

const right = (value: unknown): ParsedValue => ({ value, wrong: null });
const not = (one: Setting, rule: string, text: string): ParsedValue => ({
  value: null,
  wrong: mistake`${setting(one.name)} ${rule}${one.secret === true ? '' : `, not ${quote(text)}`}`,
});

/** `texts`: all that were given; of a setting that takes one the last counts. */
export function parseValue(one: Setting, texts: readonly string[]): ParsedValue {
  if (one.kind === 'texts') return right(texts);
  if (one.kind === 'patterns') return gather(texts.map((text) => parsePattern(one, text)));
  if (one.kind === 'list') return parseList(one, texts);
  const text = texts.at(-1);
  if (one.kind === 'flag') return parseFlag(one, text ?? 'false');
  return text === undefined ? right(null) : PARSERS[one.kind](one, text);
}

const PARSERS: Readonly<
  Record<
    Exclude<Setting['kind'], 'texts' | 'patterns' | 'list' | 'flag'>,
    (one: Setting, text: string) => ParsedValue
  >
> = {
  text: (_, text) => right(text),
  number: (one, text) => parseNumber(one, text, { form: /^\d{1,12}$/, rule: 'a whole number' }),
  decimal: (one, text) => parseNumber(one, text, { form: /^\d{1,6}(?:\.\d{1,6})?$/, rule: 'a number' }),
  duration(one, text) {
    const ms = readDuration(text);
    return ms === null ? not(one, DURATION_RULE, text) : right(ms);
  },
  pattern: parsePattern,
  choice: parseChoice,
  switch: (one, text) => {
    const parsed = parseChoice(one, text);
    return { ...parsed, value: parsed.value === 'on' };
  },
};

const LARGEST = 999_999_999_999;
const TOO_LONG = /^\d{13,}$/;

function parseNumber(
  one: Setting,
  text: string,
  { form, rule }: { readonly form: RegExp; readonly rule: string },
): ParsedValue {
  const value = Number(text);
  const { least = 0, unit } = one;
  const most = one.most ?? (TOO_LONG.test(text) ? LARGEST : Infinity);
  if (form.test(text) && value >= least && value <= most) return right(value);
  const bounds = most === Infinity ? `from ${least} on` : `from ${least} to ${most}`;
  return not(one, one.rule ?? `must be ${rule} ${bounds}${unit === undefined ? '' : ` (${unit})`}`, text);
}

function parseChoice(one: Setting, text: string): ParsedValue {
  const words = wordsOf(one);
  return words.includes(text) ? right(text) : refuseWords(one, [text], `must be one of ${words.join(', ')}`);
}

/** Words with commas, blanks or line ends between them; the same word twice is one. */
function parseList(one: Setting, texts: readonly string[]): ParsedValue {
  const words = texts.flatMap((text) => text.split(/[\s,]+/)).filter((word) => word !== '');
  const choices = one.choices ?? [];
  const known = wordsOf(one);
  const unknown = [...new Set(words)].filter((word) => !known.includes(word));
  if (unknown.length > 0) return refuseWords(one, unknown, `must be any of ${known.join(', ')}`);
  if (words.length === 0 && texts.length > 0)
    return not(one, `must be any of ${known.join(', ')}`, texts.join(' '));
  return right(one.all !== undefined && words.includes(one.all) ? choices : [...new Set(words)]);
}

/** Names with commas between them. */
export function splitNames(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Nobody mends more at once. */
const MOST_TOLD = 10;

function refuseWords(one: Setting, words: readonly string[], rule: string): ParsedValue {
  const told = words.slice(0, MOST_TOLD).map((word) => `${quote(word)}${suggest(word, wordsOf(one))}`);
  return { value: null, wrong: mistake`${setting(one.name)} ${rule}, not ${told.join(', not ')}` };
}

function parseFlag(one: Setting, text: string): ParsedValue {
  return /^(?:true|false)$/i.test(text)
    ? right(text.toLowerCase() === 'true')
    : { ...not(one, 'must be true or false', text), value: false };
}

function parsePattern(one: Setting, text: string): ParsedValue {
  try {
    return right(new RegExp(text, one.kind === 'patterns' ? 'g' : ''));
  } catch (error) {
    return { value: null, wrong: mistake`${setting(one.name)}: ${errorText(error)}` };
  }
}

function gather(all: readonly ParsedValue[]): ParsedValue {
  const [first = null, ...more] = all.flatMap(({ wrong }) => wrong ?? []).slice(0, MOST_TOLD);
  if (first === null) return right(all.map(({ value }) => value));
  return { value: [], wrong: more.reduce((told, one) => mistake`${told}\n${one}`, first) };
}

const UNITS_MS = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);
/** Node's timers take no more. */
const LONGEST_MS = 2 ** 31 - 1;

export const DURATION_RULE = 'must be a time such as 90s, 20m or 1h30m, at most 24 days';

/** `90s`, `20m`, `1h30m`, `500ms` -> milliseconds; null for anything else, nothing and more than 24 days. */
export function readDuration(text: string): number | null {
  const isWhole = /^(?:\d{1,9}(?:ms|s|m|h))+$/.test(text);
  const parts = isWhole ? [...text.matchAll(/(\d+)(ms|s|m|h)/g)] : [];
  const total = parts.reduce(
    (sum, [, digits, unit = '']) => sum + Number(digits) * (UNITS_MS.get(unit) ?? 0),
    0,
  );
  return total <= 0 || total > LONGEST_MS ? null : total;
}
