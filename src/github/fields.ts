/** Reads JSON of unknown shape. */
import { hasKey } from '../kit/shape.ts';

export function fieldOf(value: unknown, key: string): unknown {
  return hasKey(value, key) ? value[key] : undefined;
}

export function textOf(value: unknown, key: string): string | null {
  const text = fieldOf(value, key);
  return typeof text === 'string' && text !== '' ? text : null;
}

export function numberOf(value: unknown, key: string): number | null {
  const number = fieldOf(value, key);
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}
