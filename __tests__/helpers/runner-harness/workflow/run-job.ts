/** One leg of a job: a machine of its own, its steps one after the other. */
import { makeFolder } from '../../folder.ts';
import { fullName } from '../../github-twin/world.ts';
import { interpolate, interpolateDeep, type Contexts } from '../expressions.ts';
import { prepareStep, type StepPlace } from '../step-environment.ts';
import type { Job } from './model.ts';
import { runStep, type StepOptions, type StepResult } from './run-step.ts';

export interface LegResult {
  readonly job: string;
  readonly matrix: Readonly<Record<string, unknown>>;
  readonly result: 'success' | 'failure' | 'skipped' | 'cancelled';
  readonly steps: readonly StepResult[];
  readonly outputs: Readonly<Record<string, string>>;
}

export interface Machine extends Omit<StepPlace, 'folder' | 'job'> {
  readonly options: StepOptions;
  /** Folder of commands that stand in for what a runner has installed. */
  readonly path: readonly string[];
}

/** Every combination of the values, in the order GitHub makes them. */
export function expandMatrix(job: Job, contexts: Contexts): Record<string, unknown>[] {
  const matrix = interpolateDeep(job.matrix ?? {}, contexts) as Record<string, readonly unknown[]>;
  return Object.entries(matrix).reduce<Record<string, unknown>[]>(
    (legs, [key, values]) => legs.flatMap((leg) => values.map((value) => ({ ...leg, [key]: value }))),
    [{}],
  );
}

export async function runLeg(
  job: Job,
  machine: Machine,
  { contexts, matrix }: { contexts: Contexts; matrix: Readonly<Record<string, unknown>> },
): Promise<LegResult> {
  const folder = makeFolder({});
  const env = Object.fromEntries(
    Object.entries({ ...(contexts['env'] as object), ...job.env }).map(([key, value]) => [
      key,
      interpolate(String(value), { ...contexts, matrix }),
    ]),
  );
  const place = { ...machine, folder, job: job.id, env, path: [...machine.path] };
  const { env: runner, workspace } = prepareStep(place);
  const github = { ...describeGithub(runner, place), workspace, job: job.id };
  const about: Contexts = {
    ...contexts,
    matrix,
    github: { ...(contexts['github'] as object), ...github },
    runner: { os: runner['RUNNER_OS'], arch: runner['RUNNER_ARCH'], temp: runner['RUNNER_TEMP'] },
  };
  const steps: StepResult[] = [];
  const known: Record<string, unknown> = {};
  let standing: 'success' | 'failure' = 'success';
  for (const step of job.steps) {
    const result = await runStep(step, place, { contexts: { ...about, steps: known }, standing });
    steps.push(result);
    const { outputs, outcome, conclusion } = result;
    if (step.id !== null) known[step.id] = { outputs, outcome, conclusion };
    if (conclusion === 'failure') standing = 'failure';
  }
  const outputs = interpolateDeep(job.outputs, { ...about, steps: known }) as Record<string, string>;
  const result = job.continueOnError ? 'success' : standing;
  return { job: job.id, matrix, result, steps, outputs };
}

/** The `github` context as far as it is the same for all steps of a leg. */
function describeGithub(
  env: Readonly<Record<string, string>>,
  { twin, event }: StepPlace,
): Record<string, unknown> {
  const names =
    'sha ref ref_name head_ref base_ref run_id run_attempt run_number actor job workflow repository_owner';
  const values = names.split(' ').map((name) => [name, env[`GITHUB_${name.toUpperCase()}`] ?? '']);
  return {
    ...(Object.fromEntries(values) as Record<string, string>),
    repository: fullName(twin.world),
    event_name: event.name,
    event: event.payload ?? {},
    server_url: twin.urls.server,
    api_url: twin.urls.api,
    token: twin.token,
  };
}
