/** Maven with Surefire: what its retries leave in reports, and what `run` does about them. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../helpers/folder.ts';
import { runAndRead } from './run-and-read.ts';

const EXAMPLE = join(import.meta.dirname, '..', '..', 'examples', 'maven');

/** A test that passes the second time in each iteration, one that never does, and one in a class of its own. */
const RETRIED = `package shop;
import static org.junit.jupiter.api.Assertions.assertTrue;
import java.nio.file.*;
import org.junit.jupiter.api.Test;
class RetriedTest {
  static boolean passesAt(int attempt, String name) throws Exception {
    Path path = Path.of(name + "-" + System.getenv("FOCUS_STABILITY_ITERATION"));
    String before = Files.exists(path) ? Files.readString(path) : "";
    Files.writeString(path, before + "x");
    return before.length() + 1 >= attempt;
  }
  @Test void passesTheSecondTime() throws Exception { assertTrue(passesAt(2, "second")); }
  @Test void neverPasses() throws Exception { assertTrue(passesAt(99, "never"), "not yet"); }
  @Test void passes() {}
}
`;

/** With retries in its pom, where nobody sees them. */
function makeProject(): string {
  const folder = makeFolder({});
  cpSync(EXAMPLE, folder, { recursive: true });
  rmSync(join(folder, 'src', 'test', 'java', 'shop', 'WarehouseTest.java'));
  writeFileSync(join(folder, 'src', 'test', 'java', 'shop', 'RetriedTest.java'), RETRIED);
  const pom = join(folder, 'pom.xml');
  const retries = '<surefire.rerunFailingTestsCount>2</surefire.rerunFailingTestsCount>';
  writeFileSync(pom, readFileSync(pom, 'utf8').replace('<properties>', `<properties>${retries}`));
  return folder;
}

const MAVEN = ['--', 'mvn', 'test'];
const idsOf = (tests: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tests).filter(([id]) => id.startsWith('shop.RetriedTest::')));

describe('Maven', () => {
  it('is run without the retries of its pom', async () => {
    const folder = makeProject();
    const { code, tests } = await runAndRead(['--iterations', '2', ...MAVEN], folder);
    expect(code).toBe(1);
    expect(idsOf(tests)).toEqual({
      'shop.RetriedTest::passes': 'PP',
      'shop.RetriedTest::passesTheSecondTime': 'FF',
      'shop.RetriedTest::neverPasses': 'FF',
    });
    expect(readFileSync(join(folder, 'never-1'), 'utf8')).toBe('x');
  });

  it('has its retries understood where they are kept', async () => {
    const folder = makeProject();
    const { tests, text } = await runAndRead(['--iterations', '2', '--keep-retries', ...MAVEN], folder);
    expect(idsOf(tests)).toEqual({
      'shop.RetriedTest::passes': 'PP',
      'shop.RetriedTest::passesTheSecondTime': 'RR',
      'shop.RetriedTest::neverPasses': 'FF',
    });
    expect(text).toContain('Retries were on: 1 test passed only on a retry (2 executions)');
    expect(readFileSync(join(folder, 'never-2'), 'utf8')).toBe('xxx');
  });

  it('keeps the retries that its command asks for', async () => {
    const words = [...MAVEN, '-Dsurefire.rerunFailingTestsCount=1'];
    const { tests } = await runAndRead(['--iterations', '2', ...words], makeProject());
    expect(idsOf(tests)).toMatchObject({ 'shop.RetriedTest::passesTheSecondTime': 'RR' });
  });
});
