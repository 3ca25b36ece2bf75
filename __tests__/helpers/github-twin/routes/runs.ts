import { notFound, ok, type Answer, type Call, type Operation } from '../operation.ts';
import { read } from '../permissions.ts';
import { showRun } from '../represent/run.ts';
import type { Run, World } from '../world.ts';

const attemptsOf = (world: World, { params }: Call): readonly Run[] =>
  world.runs.get(Number(params['run_id'])) ?? [];

const answerRun = (world: World, run: Run | undefined): Answer =>
  run === undefined ? notFound() : ok(showRun(world, run));

export const RUN_OPERATIONS: readonly Operation[] = [
  {
    id: 'actions/get-workflow-run',
    needs: read('actions'),
    answer: (world, call) => answerRun(world, attemptsOf(world, call).at(-1)),
  },
  {
    id: 'actions/get-workflow-run-attempt',
    needs: read('actions'),
    answer: (world, call) =>
      answerRun(
        world,
        attemptsOf(world, call).find(({ attempt }) => attempt === Number(call.params['attempt_number'])),
      ),
  },
];
