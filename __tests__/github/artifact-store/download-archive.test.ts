import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFile, rejectWhenStalled } from '../../../src/github/artifact-store/download-archive.ts';
import { makeFolder } from '../../helpers/folder.ts';

describe('a downloaded file', () => {
  it('is read anywhere, also when its name is gone, and never beyond its end', async () => {
    const folder = makeFolder({ 'a.zip': 'abcdef' });
    const file = await openFile(join(folder, 'a.zip'));
    rmSync(folder, { recursive: true });
    const read = async (offset: number, length: number): Promise<string> =>
      (await file.read(offset, length)).toString();
    expect(file.size).toBe(6);
    expect(await Promise.all([read(0, 2), read(4, 2), read(4, 99), read(6, 1), read(2 ** 60, 5)])).toEqual([
      'ab',
      'ef',
      'ef',
      '',
      '',
    ]);
    await file.close();
    await file.close();
    await expect(file.read(0, 1)).rejects.toThrow();
  });
});

describe('waiting for a download', () => {
  it('ends when nothing grows: also when it only starts over', async () => {
    const folder = makeFolder({ part: 'abcdef' });
    const watching = rejectWhenStalled(folder, 90, new AbortController().signal);
    writeFileSync(join(folder, 'part'), 'abc');
    await expect(watching).rejects.toThrow('no further byte of the artifact arrived for 0.09 seconds');
    await expect(rejectWhenStalled(join(folder, 'none'), 9, new AbortController().signal)).rejects.toThrow(
      'no further byte',
    );
  });

  it('goes on while it grows, until it is told to stop', async () => {
    const folder = makeFolder({ part: '' });
    const stop = new AbortController();
    let grown = 0;
    const growing = setInterval(() => {
      appendFileSync(join(folder, 'part'), 'x');
      if ((grown += 1) === 60) stop.abort();
    }, 5);
    await expect(rejectWhenStalled(folder, 180, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
    clearInterval(growing);
    expect(grown).toBeGreaterThanOrEqual(60);
  });
});
