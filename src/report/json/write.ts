/** Plain data as JSON with a fixed order of keys and rounded figures, one list element with properties a line. */
import { writeFigure } from '../figures.ts';
import { KEYS } from './keys.ts';

/** `value` is data of the model; keys that the model does not know are dropped. */
export function writeJson(value: unknown): string {
  if (typeof value === 'number') return writeFigure(value);
  if (Array.isArray(value)) return writeList(value);
  if (typeof value === 'object' && value !== null) return writeObject(value);
  return JSON.stringify(value) ?? 'null';
}

function writeList(list: readonly unknown[]): string {
  const items = list.map(writeJson);
  const onLines = list.some((item) => typeof item === 'object' && item !== null);
  return onLines ? `[\n${items.join(',\n')}\n]` : `[${items.join(',')}]`;
}

function writeObject(object: object): string {
  const members = listMembers(object).map(([key, value]) => `"${key}":${writeJson(value)}`);
  return `{${members.join(',')}}`;
}

const RANKS: ReadonlyMap<string, number> = new Map(KEYS.map((key, index) => [key, index]));

/** The members that are written, in their order. */
export function listMembers(object: object): [key: string, value: unknown][] {
  const rank = ([key]: [string, unknown]): number => RANKS.get(key) ?? Infinity;
  return Object.entries(object)
    .filter((member) => member[1] !== undefined && rank(member) < Infinity)
    .sort((a, b) => rank(a) - rank(b));
}
