/** The newest pytest with the newest of its plug-ins. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../helpers/folder.ts';
import { PYTEST } from '../runner/python.ts';
import { runAndRead } from './run-and-read.ts';

const FILES = {
  'test_shop.py': `import os, pathlib, pytest
ITERATION = os.environ["FOCUS_STABILITY_ITERATION"]

def attempt(name):
    path = pathlib.Path(f"{name}-{ITERATION}")
    count = len(path.read_text()) + 1 if path.exists() else 1
    path.write_text("x" * count)
    return count

def test_stable(): pass

@pytest.mark.flaky(reruns=2)
def test_second_attempt(): assert attempt("second") == 2

@pytest.mark.flaky(reruns=2)
def test_third_attempt_in_one_iteration(): assert ITERATION == "1" or attempt("third") == 3

@pytest.mark.flaky(reruns=2)
def test_no_attempt(): assert attempt("none") > 99

def test_second_iteration(): assert ITERATION != "2"

@pytest.mark.skip(reason="not here")
def test_skipped(): pass

@pytest.mark.parametrize("name", ["a b", "x/y", "p::q"])
def test_named(name): pass
`,
};

const SAME = {
  'test_shop::test_stable': 'PP',
  'test_shop::test_no_attempt': 'FF',
  'test_shop::test_second_iteration': 'PF',
  'test_shop::test_skipped': 'SS',
  'test_shop::test_named[a b]': 'PP',
  'test_shop::test_named[x/y]': 'PP',
  'test_shop::test_named[p::q]': 'PP',
};

describe('the newest pytest', () => {
  it.each([
    ['one process', []],
    ['workers', ['-n', '2']],
  ])('is run without its reruns, in %s', async (_, words) => {
    const { code, tests } = await runAndRead(
      ['--iterations', '2', '--', PYTEST, ...words],
      makeFolder(FILES),
    );
    expect(code).toBe(1);
    expect(tests).toEqual({
      ...SAME,
      'test_shop::test_second_attempt': 'FF',
      'test_shop::test_third_attempt_in_one_iteration': 'PF',
    });
  });

  it.each([
    ['one process', []],
    ['workers', ['-n', '2']],
  ])('has its reruns understood, in %s', async (_, words) => {
    const folder = makeFolder(FILES);
    const { tests, text } = await runAndRead(
      ['--iterations', '2', '--keep-retries', '--', PYTEST, ...words],
      folder,
    );
    expect(tests).toEqual({
      ...SAME,
      'test_shop::test_second_attempt': 'RR',
      'test_shop::test_third_attempt_in_one_iteration': 'PR',
    });
    expect(text).toMatch(/Retries were on: 2 tests passed only on a retry \(3 executions\)/);
    // They did run again: three attempts each, of which the last passed.
    expect(readFileSync(join(folder, 'third-2'), 'utf8')).toBe('xxx');
    expect(readFileSync(join(folder, 'none-1'), 'utf8')).toBe('xxx');
  });

  it('has a test ended by pytest-timeout, and goes on', async () => {
    const files = {
      'test_slow.py':
        'import threading\ndef test_hangs(): threading.Event().wait()\ndef test_after(): pass\n',
    };
    const { tests } = await runAndRead(['--iterations', '1', '--', PYTEST, '--timeout=1'], makeFolder(files));
    expect(tests).toEqual({ 'test_slow::test_hangs': 'F', 'test_slow::test_after': 'P' });
  });

  it('is shuffled by pytest-random-order, by the seed', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `test_${String(index).padStart(2, '0')}`);
    const order = async (seed: string): Promise<readonly string[]> => {
      const body = names.map((name) => `def ${name}(): open("order", "a").write("${name} ")\n`).join('');
      const folder = makeFolder({ 'test_order.py': body });
      const words = ['--iterations', '1', '--shuffle', '--seed', seed, '--', PYTEST];
      const { code, totals } = await runAndRead(words, folder);
      expect([code, totals['tests']]).toEqual([0, names.length]);
      return readFileSync(join(folder, 'order'), 'utf8').trim().split(' ');
    };
    const first = await order('7');
    expect(first).not.toEqual(names);
    expect(first.toSorted()).toEqual(names);
    expect(await order('7')).toEqual(first);
    expect(await order('8')).not.toEqual(first);
  });
});
