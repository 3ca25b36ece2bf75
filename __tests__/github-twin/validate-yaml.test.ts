import { describe, expect, it } from 'vitest';
import { validateActionYml, validateWorkflow } from '../helpers/runner-harness.ts';

const ACTION = `name: a
description: b
inputs:
  token: { description: t, required: true }
runs: { using: node24, main: x.js }
`;

const workflow = (steps: string): string => `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    strategy: { matrix: { iteration: [1, 2] } }
    steps:
${steps}`;

describe("GitHub's own opinion of a workflow", () => {
  it('is silent about a good one', async () => {
    const text = workflow(`      - uses: actions/checkout@v5
      - uses: ./
        with: { token: x }
      - run: echo \${{ matrix.iteration }}
`);
    expect(await validateWorkflow(text, { action: ACTION })).toEqual([]);
  });

  it.each([
    [
      '      - uses: octo-org/focus-stability@v1\n        with: { tokn: x }\n',
      "Invalid action input 'tokn'",
      8,
    ],
    ['      - uses: ./\n', 'Missing required input `token`', 7],
    ['      - run: echo ${{ matrix.iterations }}\n', 'Context access might be invalid: iterations', 7],
    ['      - runs: x\n', "Unexpected value 'runs'", 7],
  ])('finds %j', async (steps, message, line) => {
    expect(await validateWorkflow(workflow(steps), { action: ACTION })).toContainEqual(
      expect.objectContaining({ message, line }),
    );
  });

  it('knows the inputs of a reusable workflow', async () => {
    const called = `on: { workflow_call: { inputs: { iterations: { type: number, required: true } } } }
jobs: { a: { runs-on: x, steps: [{ run: echo }] } }
`;
    const caller = `on: push
jobs:
  nightly:
    uses: ./.github/workflows/stability.yml
    with: { count: 5 }
`;
    const found = await validateWorkflow(caller, {
      workflows: { '.github/workflows/stability.yml': called },
    });
    expect(found.map(({ message }) => message).join('\n')).toMatch(
      /iterations[\s\S]*count|count[\s\S]*iterations/,
    );
  });
});

describe("GitHub's own opinion of action.yml", () => {
  it('is silent about a good one and finds a bad one', async () => {
    expect(await validateActionYml(ACTION)).toEqual([]);
    const [found] = await validateActionYml(ACTION.replace('main:', 'mian:'));
    expect(found).toEqual({
      line: 5,
      severity: 'error',
      message: expect.stringContaining("'main' is required") as string,
    });
  });
});
