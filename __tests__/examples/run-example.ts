/** An example as a person has it who copied the folder and pushed: a repository of its own, its workflow run. */
import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect } from 'vitest';
import { makeFolder } from '../helpers/folder.ts';
import { startTwin } from '../helpers/github-twin/twin.ts';
import { runWorkflowSteps } from '../helpers/runner-harness.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const WORKFLOW = '.github/workflows/stability.yml';

/** Path in the repository -> content, without what installing and building leave there. */
export function readExample(name: string): Record<string, string> {
  const cwd = join(ROOT, 'examples', name);
  const ignore = ['**/node_modules/**', '**/target/**', '**/__pycache__/**', '**/.pytest_cache/**'];
  const paths = globSync(['**/*'], { cwd, dot: true, ignore });
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(cwd, path), 'utf8')]));
}

/**
 * Runs the example's workflow and holds its answer to what its README promises.
 * @param commands - Bash scripts for commands of the workflow that this machine has under another name, or must not run.
 */
export async function expectPromised(
  name: string,
  commands: Readonly<Record<string, string>> = {},
): Promise<void> {
  await using twin = await startTwin();
  const files = readExample(name);
  const scripts = Object.entries(commands).map(([command, text]) => [command, `#!/bin/bash\n${text}\n`]);
  const stubs = makeFolder(Object.fromEntries(scripts) as Record<string, string>);
  for (const command of Object.keys(commands)) chmodSync(join(stubs, command), 0o755);
  const { legs } = await runWorkflowSteps(files[WORKFLOW] ?? '', {
    twin,
    event: { name: 'schedule' },
    repositoryFiles: files,
    path: [stubs, join(ROOT, 'node_modules', '.bin')],
  });
  expect(legs.map(({ job, result }) => `${job} ${result}`)).toEqual([
    ...Array.from({ length: 5 }, () => 'tests success'),
    'report success',
  ]);
  const action = legs.at(-1)?.steps.at(-1)?.action;
  expect(action?.outputs).toMatchObject({ verdict: 'flaky', 'flaky-count': '1', 'failing-count': '0' });
  const readme = files['README.md'] ?? '';
  const [, promised = 'nothing'] = /^```text\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  expect(action?.log.split('\n')).toEqual(expect.arrayContaining(promised.trim().split('\n')));
  // The harness calls every workflow nightly.
  const titles = [...twin.world.issues.values()].map(({ title }) =>
    title.replaceAll('`', '').replace('nightly', 'stability'),
  );
  expect(titles.filter((title) => !readme.includes(`\`${title}\``))).toEqual([]);
  expect(titles).toHaveLength(2);
  expect(twin.world.artifacts.map((artifact) => artifact.name)).toContain('stability-report');
  twin.assertNoViolations();
}
