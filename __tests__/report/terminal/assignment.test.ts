import { describe, expect, it } from 'vitest';
import { listAssignment } from '../../../src/report/terminal/assignment.ts';
import { collectPaths } from '../../../src/collect/paths/collect-paths.ts';
import { makeFolder } from '../../helpers/folder.ts';

async function listOf(files: readonly string[], iterationPattern: RegExp | null = null): Promise<string> {
  const cwd = makeFolder(Object.fromEntries(files.map((file) => [file, ''])));
  return listAssignment(await collectPaths(['.'], { cwd, iterationPattern }));
}

describe('the printed assignment', () => {
  it('says that numbers count from 0', async () => {
    expect(await listOf(['results-0.xml', 'results-1.xml'])).toBe(`\
Iterations (iteration numbers read from the paths; from 0, so 1 is added):
  1: results-0.xml
  2: results-1.xml
`);
    expect(await listOf(['leg0.xml', 'leg1.xml'], /leg(\d)/)).toContain(
      'by /leg(\\d)/; from 0, so 1 is added):\n  1: leg0.xml\n',
    );
  });

  it('names the files that are not read because others have a number', async () => {
    const files = ['results-1.xml', 'results-2.xml', ...['a', 'b', 'c', 'd'].map((name) => `${name}.xml`)];
    expect(await listOf(files)).toBe(`\
Iterations (iteration numbers read from the paths):
  1: results-1.xml
  2: results-2.xml
  not read, for want of a number: a.xml, b.xml, c.xml and 1 more file
`);
  });
});
