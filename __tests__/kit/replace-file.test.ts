import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { replaceFile } from '../../src/kit/replace-file.ts';

it('puts a file into its place whole, or leaves what stood there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'replace-file-'));
  try {
    const path = join(folder, 'new', 'a.txt');
    const write = (text: string) => (draft: string) => {
      writeFileSync(draft, text);
      return text.length;
    };
    expect(replaceFile(path, write('one'))).toBe(3);
    expect(replaceFile(path, write('two!'))).toBe(4);
    expect(() =>
      replaceFile(path, (draft) => {
        writeFileSync(draft, 'thr');
        throw new Error('the disk is full');
      }),
    ).toThrow('the disk is full');
    expect(readFileSync(path, 'utf8')).toBe('two!');
    expect(readdirSync(join(folder, 'new'))).toEqual(['a.txt']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
