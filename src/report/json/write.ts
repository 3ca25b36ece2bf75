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
  const values = new Map(Object.entries(object));
  const pairs = KEYS.flatMap((key) => {
    const value: unknown = values.get(key);
    return value === undefined ? [] : [`${JSON.stringify(key)}:${writeJson(value)}`];
  });
  return `{${pairs.join(',')}}`;
}
