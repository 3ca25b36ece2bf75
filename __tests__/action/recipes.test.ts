import { readFileSync } from 'node:fs';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRecipes } from '../../scripts/find-recipes.ts';
import { listUsers } from '../../scripts/users-of-actions.ts';
import { DOCUMENTS } from '../docs/documents.ts';
import { makeFolder } from '../helpers/folder.ts';
import { startTwin } from '../helpers/github-twin/twin.ts';
import { nightOf } from '../helpers/night.ts';
import {
  runWorkflowSteps,
  uploadWithRealClient,
  validateActionYml,
  validateWorkflow,
} from '../helpers/runner-harness.ts';
import { addPull, FORK, HEAD, makeWorkflowRunEvent, PULL, TESTS_RUN } from './pulls.ts';
import { adviceOf, expectKept, FLAKY, issuesOf, ourComments, RUN, type ActionResult } from './stage.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const RECIPES = DOCUMENTS.flatMap((path) =>
  findRecipes(readText(path)).map(({ line, text }) => ({ place: `${path}:${line}`, text })),
);
const BLOCKS = RECIPES.map(({ text }) => text);
const REUSABLE = '.github/workflows/stability.yml';
const KNOWN = { action: readText('action.yml'), workflows: { [REUSABLE]: readText(REUSABLE) } };

/** The only workflow of the documents that contains this. */
function findBlock(part: string): string {
  const [block, ...more] = BLOCKS.filter((text) => text.includes(part));
  if (block === undefined || more.length > 0)
    throw new Error(`not one workflow of the documents has ${part}`);
  return block;
}

describe('YAML as GitHub reads it', () => {
  it.each([
    ...RECIPES.map(({ place, text }) => [place, text]),
    ...listUsers(ROOT)
      .filter(({ path }) => path.includes('.github/workflows/'))
      .map(({ path }) => [path, readText(path)]),
  ])('%s', async (_, text = '') => {
    expect(await validateWorkflow(text, KNOWN)).toEqual([]);
  });

  it('action.yml', async () => {
    expect(await validateActionYml(KNOWN.action)).toEqual([]);
  });

  it('the documents have a nightly, its short version, one in one job, and the recipe for forks', () => {
    expect(BLOCKS.length).toBeGreaterThanOrEqual(4);
  });
});

/** Writes the prepared report of its leg where it is told to; fails like pytest when a test did. */
const PYTEST = `#!/bin/bash
for word in "$@"; do case "$word" in --junit-xml=*) file="\${word#*=}";; esac; done
leg="\${FOCUS_STABILITY_ITERATION:-\${file//[^0-9]/}}"
cp "night/$leg.xml" "$file"
! grep -q '<failure' "$file"
`;

function installPytest(script: string): string {
  const folder = makeFolder({ pytest: script });
  chmodSync(join(folder, 'pytest'), 0o755);
  return folder;
}

const REPOSITORY = Object.fromEntries(
  nightOf(FLAKY).map(({ iteration, content }) => [`night/${iteration}.xml`, content]),
);

interface Ran {
  readonly results: readonly string[];
  readonly action: ActionResult;
}

const NOTHING_SPECIAL = { pytest: PYTEST, reusable: KNOWN.workflows[REUSABLE] ?? '' };

async function run(
  yaml: string,
  options: Omit<Parameters<typeof runWorkflowSteps>[1], 'path' | 'workflows'>,
  { pytest, reusable }: { readonly pytest: string; readonly reusable: string } = NOTHING_SPECIAL,
): Promise<Ran> {
  const { legs } = await runWorkflowSteps(yaml, {
    ...options,
    repositoryFiles: REPOSITORY,
    path: [installPytest(pytest)],
    workflows: { [REUSABLE]: reusable },
  });
  const action = legs.at(-1)?.steps.findLast((step) => step.action !== null)?.action;
  if (action === undefined || action === null) throw new Error('our action did not run in the last job');
  return { results: legs.map(({ job, result }) => `${job} ${result}`), action };
}

describe('the workflows of the documents, run', () => {
  it.each([
    ['the nightly one, with nothing but defaults', 'matrix:', ['tests', 'failure', 'stability']],
    // A leg of ours is about its evidence: the report judges the tests.
    ['the short one, through the reusable workflow', REUSABLE, ['iteration', 'success', 'report']],
  ])('%s', async (_, part, [leg, second, last]) => {
    await using twin = await startTwin();
    const { results, action } = await run(findBlock(part), { twin, event: { name: 'schedule' }, runId: RUN });
    await expectKept(twin, action);
    expect(results).toEqual([
      `${leg} success`,
      `${leg} ${second}`,
      ...Array.from({ length: 3 }, () => `${leg} success`),
      `${last} success`,
    ]);
    expect(action.outputs).toMatchObject({ verdict: 'flaky', 'flaky-count': '1', 'missing-iterations': '' });
    expect(action.summary).toContain('**5 of 5 iterations complete · gate passed**');
    expect(adviceOf(action)).toEqual([]);
    expect(issuesOf(twin).map(({ title }) => title)).toEqual([
      'Stability alert: `nightly` on `main`',
      'Flaky test: `tests.test_a::test_flaky`',
    ]);
    expect(twin.world.artifacts.map(({ name }) => name).sort()).toEqual([
      'stability-report',
      ...[1, 2, 3, 4, 5].map((iteration) => `test-results-${iteration}`),
    ]);
  });

  it('the short one with an iteration that hangs: it is ended in time to tell', async () => {
    await using twin = await startTwin();
    const hangs = PYTEST.replace('cp ', 'echo "waiting for the server"; [ "$leg" = 2 ] && sleep 600\ncp ');
    // Minutes would be long for a test.
    const reusable = NOTHING_SPECIAL.reusable.replace(
      'inputs.timeout-minutes }}m',
      'inputs.timeout-minutes }}s',
    );
    const { results, action } = await run(
      `${findBlock(REUSABLE)}      timeout-minutes: 8\n`,
      { twin, event: { name: 'schedule' }, runId: RUN },
      { pytest: hangs, reusable },
    );
    await expectKept(twin, action);
    expect(results).toContain('iteration failure');
    expect(results.at(-1)).toBe('report failure');
    expect(action.outputs).toMatchObject({ gate: 'failed', 'missing-iterations': '2' });
    expect(action.summary).toContain('the command was still running after 8 s and was ended');
    expect(twin.world.artifacts.map(({ name }) => name)).toContain('test-results-2');
  });

  it('the recipe for forks', async () => {
    await using twin = await startTwin();
    const tests = { event: 'pull_request', headSha: HEAD, headBranch: 'topic', headRepository: FORK };
    twin.addRun({ id: TESTS_RUN, ...tests, name: 'tests', conclusion: 'failure' });
    addPull(twin, { headRepository: FORK });
    await uploadWithRealClient(
      twin,
      { runId: TESTS_RUN },
      nightOf(FLAKY).map(({ iteration, content }) => ({
        name: `test-results-${iteration}`,
        files: { [`results-${iteration}.xml`]: content },
      })),
    );
    const { results, action } = await run(findBlock('workflow_run'), {
      twin,
      event: makeWorkflowRunEvent(),
      runId: RUN,
    });
    await expectKept(twin, action);
    expect(results).toEqual(['publish success']);
    expect(adviceOf(action)).toEqual([]);
    expect(ourComments(twin, PULL).map(({ body }) => body.includes('`tests.test_a::test_flaky`'))).toEqual([
      true,
    ]);
    expect(twin.world.comments).toHaveLength(1);
  });
});
