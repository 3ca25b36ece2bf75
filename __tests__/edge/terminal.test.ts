import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { openTerminal, type Terminal } from '../../src/edge/terminal.ts';

const open = (env: Readonly<Record<string, string>>): Terminal =>
  openTerminal(Object.create(process, { env: { value: env } }) as NodeJS.Process);

describe('the terminal', () => {
  it('takes the first token that is not empty', () => {
    expect(open({ GITHUB_TOKEN: 'a', GH_TOKEN: 'b' }).token).toBe('a');
    expect(open({ GITHUB_TOKEN: '', GH_TOKEN: 'b' }).token).toBe('b');
    expect(open({ GITHUB_TOKEN: '' }).token).toBeNull();
  });

  it('downloads where the runner says, if that is a directory', () => {
    expect(open({ RUNNER_TEMP: import.meta.dirname }).tempDirectory).toBe(import.meta.dirname);
    for (const RUNNER_TEMP of ['', '/no/such/place', import.meta.filename])
      expect(open({ RUNNER_TEMP }).tempDirectory).toBe(tmpdir());
  });
});
