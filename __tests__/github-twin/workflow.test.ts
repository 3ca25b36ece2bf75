import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../helpers/folder.ts';
import { startTwin } from '../helpers/github-twin/twin.ts';
import { runWorkflowSteps } from '../helpers/runner-harness.ts';

const SCHEDULE = { name: 'schedule' };
const RUN = 77;

const NIGHTLY = `name: nightly
on:
  schedule:
    - cron: '17 3 * * *'
permissions: { contents: read }
jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      fail-fast: false
      matrix:
        iteration: [1, 2, 3]
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-python@v6
      - run: pytest --junitxml=results/\${{ matrix.iteration }}.xml
      - if: always()
        uses: actions/upload-artifact@v5
        with:
          name: test-results-\${{ matrix.iteration }}
          path: results/*.xml
  report:
    needs: test
    if: always()
    runs-on: ubuntu-latest
    permissions: { actions: read, issues: write }
    steps:
      - id: stability
        uses: octo-org/focus-stability@v1
        env: { NOTE: '\${{ needs.test.result }}' }
      - run: echo "count is \${{ steps.stability.outputs.count }}"
`;

/** Stands in for ours: lists the artifacts of its run and says how many there are. */
const ACTION = {
  'action.yml': `name: a
description: b
inputs: { token: { description: t, default: '\${{ github.token }}' } }
runs: { using: node24, main: main.mjs }
`,
  'main.mjs': `import { appendFileSync } from 'node:fs';
    const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID, INPUT_TOKEN, GITHUB_OUTPUT, NOTE } = process.env;
    const url = GITHUB_API_URL + '/repos/' + GITHUB_REPOSITORY + '/actions/runs/' + GITHUB_RUN_ID + '/artifacts';
    const answer = await fetch(url, { headers: { authorization: 'Bearer ' + INPUT_TOKEN } });
    const { artifacts } = await answer.json();
    console.log(NOTE, artifacts.map(({ name }) => name).sort().join());
    appendFileSync(GITHUB_OUTPUT, 'count=' + artifacts.length + '\\n');`,
};

function makePath(commands: Readonly<Record<string, string>>): string[] {
  const folder = makeFolder(commands);
  for (const name of Object.keys(commands)) chmodSync(join(folder, name), 0o755);
  return [folder];
}

const PYTEST = `#!/bin/bash
file=\${1#--junitxml=}; mkdir -p "$(dirname "$file")"; cp tests.xml "$file"; [[ "$file" != *2.xml ]]
`;

describe('the workflow interpreter', () => {
  it('runs a matrix that uploads and a report that waits for it', async () => {
    await using twin = await startTwin();
    const actionFile = join(makeFolder(ACTION), 'action.yml');
    const { legs } = await runWorkflowSteps(NIGHTLY, {
      twin,
      event: SCHEDULE,
      runId: RUN,
      actionFile,
      path: makePath({ pytest: PYTEST }),
      repositoryFiles: { 'tests.xml': '<testsuites/>' },
    });
    expect(legs.map(({ job, matrix, result }) => [job, matrix, result])).toEqual([
      ['test', { iteration: 1 }, 'success'],
      ['test', { iteration: 2 }, 'failure'],
      ['test', { iteration: 3 }, 'success'],
      ['report', {}, 'success'],
    ]);
    const [report, say] = legs[3]?.steps ?? [];
    expect(report?.action?.log).toContain('failure test-results-1,test-results-2,test-results-3');
    expect(say?.log).toBe('count is 3\n');
    expect(twin.world.artifacts.map(({ finalized }) => finalized)).toEqual([true, true, true]);
    twin.assertNoViolations();
  });

  it('uploads the files that the paths mean, named from the folder they share', async () => {
    await using twin = await startTwin();
    const upload = (inputs: string): string =>
      `      - { uses: actions/upload-artifact@v5, with: { ${inputs} } }\n`;
    const { legs } = await runWorkflowSteps(
      `on: schedule
jobs:
  a:
    runs-on: x
    steps:
      - uses: actions/checkout@v5
${upload("name: glob, path: 'out/*.xml'")}${upload('name: folder, path: ./out')}${upload('name: two, path: "out/a.xml\\nlogs/**"')}${upload('path: out/a.xml, archive: false')}${upload('name: none, path: nowhere')}${upload('name: none, path: nowhere, if-no-files-found: error')}`,
      {
        twin,
        event: SCHEDULE,
        repositoryFiles: { 'out/a.xml': '<a/>', 'out/deep/b.txt': 'b', 'logs/c.log': 'c' },
      },
    );
    const listed = (name: string): string[] => {
      const text = Buffer.from(twin.readArtifact(name) ?? []).toString('latin1');
      return ['out/a.xml', 'a.xml', 'out/deep/b.txt', 'deep/b.txt', 'logs/c.log'].filter((path) =>
        // The name in a ZIP header follows its fixed part, so what stands before it is no letter.
        new RegExp(`(?<![\\w/])${path}`).test(text),
      );
    };
    expect(listed('glob')).toEqual(['a.xml']);
    expect(listed('folder')).toEqual(['a.xml', 'deep/b.txt']);
    expect(listed('two')).toEqual(['out/a.xml', 'logs/c.log']);
    expect(Buffer.from(twin.readArtifact('a.xml') ?? []).toString()).toBe('<a/>');
    const [warned, failed] = legs[0]?.steps.slice(-2) ?? [];
    expect(warned).toMatchObject({
      conclusion: 'success',
      log: expect.stringContaining('::warning::No files') as string,
    });
    expect(failed).toMatchObject({
      conclusion: 'failure',
      log: expect.stringContaining('No files') as string,
    });
  });

  it('gives the token what the workflow asks for, and a reusable one no more than its caller has', async () => {
    await using twin = await startTwin();
    const called = `on:
  workflow_call:
    inputs: { iterations: { type: number, default: 2 } }
    outputs: { total: { value: '\${{ jobs.plan.outputs.list }}' } }
jobs:
  plan:
    runs-on: x
    outputs: { list: '\${{ steps.list.outputs.list }}' }
    steps:
      - id: list
        run: echo "list=[$(seq -s, \${{ inputs.iterations }})]" >> "$GITHUB_OUTPUT"
  test:
    needs: plan
    runs-on: x
    permissions: { issues: write }
    strategy: { matrix: { iteration: '\${{ fromJSON(needs.plan.outputs.list) }}' } }
    steps:
      - run: echo "iteration \${{ matrix.iteration }} of \${{ github.repository }}"
`;
    const caller = (permissions: string): string => `on: schedule
jobs:
  nightly:
    permissions: ${permissions}
    uses: octo-org/focus-stability/.github/workflows/stability.yml@v1
    with: { iterations: 3 }
`;
    const options = { twin, event: SCHEDULE, workflows: { '.github/workflows/stability.yml': called } };
    const { legs } = await runWorkflowSteps(caller('{ issues: write }'), options);
    expect(legs.flatMap(({ steps }) => steps.map(({ log }) => log))).toEqual([
      '',
      ...[1, 2, 3].map((iteration) => `iteration ${iteration} of octo-org/shop\n`),
    ]);
    await expect(runWorkflowSteps(caller('{ issues: read }'), options)).rejects.toThrow(
      'Job test asks for issues: write, but its caller grants read',
    );
  });

  it('skips, goes on and cancels as GitHub does', async () => {
    await using twin = await startTwin();
    const { legs } = await runWorkflowSteps(
      `on: push
jobs:
  a:
    runs-on: x
    strategy: { matrix: { n: [1, 2] } }
    steps:
      - { id: soft, run: exit 1, continue-on-error: true }
      - { run: 'echo "MORE=yes" >> "$GITHUB_ENV"' }
      - { run: 'test "$MORE" = yes && exit 1' }
      - { run: echo never }
      - { run: echo clean, if: failure() && steps.soft.outcome == 'failure' }
  b: { needs: a, runs-on: x, steps: [{ run: echo b }] }
  d: { needs: b, if: failure(), runs-on: x, steps: [{ run: echo d }] }
  c: { needs: a, if: '!cancelled() && github.event_name == ''push''', runs-on: x, steps: [{ run: echo c }] }
`,
      { twin, event: { name: 'push' } },
    );
    expect(legs.map(({ job, result }) => `${job} ${result}`)).toEqual([
      'a failure',
      'a cancelled',
      'b skipped',
      'd skipped',
      'c success',
    ]);
    expect(legs[0]?.steps.map(({ conclusion }) => conclusion)).toEqual([
      'success',
      'success',
      'failure',
      'skipped',
      'success',
    ]);
  });

  it.each([
    ['on: push\ndefaults: {}\njobs: {}', 'does not run defaults of the workflow'],
    ['on: push\njobs: { a: { services: {} } }', 'does not run services of job a'],
    ['on: push\njobs: { a: { steps: [{ uses: some/action@v1 }] } }', 'does not run some/action@v1'],
    ['on: push\njobs: { a: { strategy: { matrix: { include: [] } } } }', 'include and exclude'],
    ['on: push\njobs: { a: { needs: b } }', 'need each other'],
    ['on: pull_request\njobs: {}', 'does not run on push'],
  ])('throws for what it cannot run: %j', async (yaml, message) => {
    await using twin = await startTwin();
    await expect(runWorkflowSteps(yaml, { twin, event: { name: 'push' } })).rejects.toThrow(message);
  });
});
