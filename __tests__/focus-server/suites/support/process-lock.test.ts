import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { acquireLock } from '../../../../src/focus-server/suites/support/faults/process-lock.ts';

const SOURCE = join(
  import.meta.dirname,
  '../../../../src/focus-server/suites/support/faults/process-lock.ts',
);
const nameOf = (test: string): string => `${test} of ${process.pid}`;

describe('a place', () => {
  it('is held by one after the other, however many wait', async () => {
    const name = nameOf('queue');
    const seen: string[] = [];
    const first = await acquireLock(name);
    const others = ['a', 'b', 'c'].map(async (who) => {
      const place = await acquireLock(name);
      seen.push(`${who} has it`);
      // The others get their chance to take it as well.
      await acquireLock(nameOf(`elsewhere ${who}`)).then((other) => other.release());
      seen.push(`${who} leaves it`);
      place.release();
    });
    seen.push('first leaves it');
    first.release();
    await Promise.all(others);
    expect(seen[0]).toBe('first leaves it');
    const [, ...rest] = seen;
    expect(rest).toHaveLength(6);
    for (let at = 0; at < rest.length; at += 2) expect(rest[at + 1]).toBe(rest[at]?.replace('has', 'leaves'));
  });

  it('is free again when its holder is killed', async () => {
    const name = nameOf('killed');
    const script = `
      import { acquireLock } from ${JSON.stringify(pathToFileURL(SOURCE).href)};
      await acquireLock(${JSON.stringify(name)});
      console.log('held');`;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    let isMine = false;
    const mine = acquireLock(name).then((place) => {
      isMine = true;
      return place;
    });
    await acquireLock(nameOf('meanwhile')).then((place) => place.release());
    expect(isMine).toBe(false);
    holder.kill('SIGKILL');
    (await mine).release();
  });
});
