import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorCode, errorStack, errorText } from '../../src/kit/error-text.ts';

function catchFrom(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('what was thrown', () => {
  const missing = catchFrom(() => readFileSync('/no/such/file'));

  it('is told by its message, whatever it is', () => {
    expect(errorText(new TypeError('no function'))).toBe('no function');
    expect(['word', 7, null, undefined].map(errorText)).toEqual(['word', '7', 'null', 'undefined']);
    expect(errorText({ message: 'not an Error' })).toBe('[object Object]');
  });

  it('is traced by its stack, or by the message where there is none', () => {
    const error = new Error('here');
    expect(errorStack(error)).toMatch(/^Error: here\n\s+at /);
    delete error.stack;
    expect(errorStack(error)).toBe('here');
    expect(errorStack('word')).toBe('word');
  });

  it('has the code that Node gave it, and none that is a number or belongs to no Error', () => {
    expect(errorCode(missing)).toBe('ENOENT');
    expect(errorCode(Object.assign(new Error('Mongo'), { code: 11_000 }))).toBeNull();
    expect([new Error('plain'), { code: 'ENOENT' }, null].map(errorCode)).toEqual([null, null, null]);
  });
});
