import { describe, expect, it } from 'vitest';
import {
  hasKey,
  isCount,
  isNumber,
  isShaped,
  isText,
  listOf,
  orNull,
  parseJson,
} from '../../src/kit/shape.ts';

interface Entry {
  readonly name: string;
  readonly tests: number;
  readonly times: readonly number[];
  readonly note: string | null;
}

const isEntry = isShaped<Entry>({
  name: isText,
  tests: isCount,
  times: listOf(isNumber),
  note: orNull(isText),
});

describe('foreign data', () => {
  it('is undefined where it is not JSON, which is not what null means', () => {
    expect([parseJson('{"a":1}'), parseJson('null'), parseJson(''), parseJson('{')]).toEqual([
      { a: 1 },
      null,
      undefined,
      undefined,
    ]);
  });

  it('has own keys only', () => {
    expect([hasKey({ a: undefined }, 'a'), hasKey(['x'], '0')]).toEqual([true, true]);
    expect([hasKey({}, 'toString'), hasKey(null, 'a'), hasKey('text', 'length')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('has a shape only when every property has its own', () => {
    const entry = { name: 'a', tests: 2, times: [0.5, -1], note: null };
    expect([entry, { ...entry, note: 'n', more: 1 }].every(isEntry)).toBe(true);
    for (const [key, value] of [
      ['name', 1],
      ['tests', -1],
      ['tests', 1.5],
      ['times', ['1']],
      ['times', {}],
      ['note', undefined],
    ] as const)
      expect(isEntry({ ...entry, [key]: value })).toBe(false);
    expect([null, undefined, 'text', []].some(isEntry)).toBe(false);
  });
});
