/** One step: a script, an upload, our action, or one of the actions that only prepare a machine. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { runAction, type ActionResult } from '../run-action.ts';
import { readCommandFiles } from '../command-files.ts';
import { interpolate, interpolateDeep, isWanted, type Contexts, type Standing } from '../expressions.ts';
import { runProcess } from '../run-process.ts';
import { prepareStep, type StepPlace } from '../step-environment.ts';
import type { Step } from './model.ts';
import { runUploadStep } from './upload-step.ts';

export interface StepResult {
  readonly name: string;
  /** What happened, and what it counts as: `continue-on-error` makes the difference. */
  readonly outcome: 'success' | 'failure' | 'skipped';
  readonly conclusion: StepResult['outcome'];
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Of our action. */
  readonly action: ActionResult | null;
}

export interface StepOptions {
  /** What a checkout brings. */
  readonly repositoryFiles: Readonly<Record<string, string | Uint8Array>>;
  /** `uses:` that mean our action. */
  readonly ours: RegExp;
  readonly entry?: string | undefined;
  readonly actionFile?: string | undefined;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface JobPlace extends StepPlace {
  readonly options: StepOptions;
  /** Grows with GITHUB_ENV and GITHUB_PATH. */
  readonly env: Record<string, string>;
  readonly path: string[];
}

/** Actions that change nothing that the harness could see. */
const PREPARING = /^actions\/(?:setup-[\w-]+|cache)@/;

export async function runStep(
  step: Step,
  place: JobPlace,
  job: { contexts: Contexts; standing: Standing },
): Promise<StepResult> {
  const own = interpolateDeep(step.env, job.contexts) as Scalars;
  const env = { ...place.env, ...textsOf(own) };
  const contexts = { ...job.contexts, env };
  const name = interpolate(step.name, contexts);
  const result = { name, log: '', outputs: {}, action: null };
  if (!isWanted(step.condition, contexts, job.standing))
    return { ...result, outcome: 'skipped', conclusion: 'skipped' };
  if (step.shell !== 'bash') throw new Error(`The harness does not run the shell ${step.shell}`);
  const inputs = textsOf(interpolateDeep(step.with, contexts) as Scalars);
  const script = step.run === null ? null : interpolate(step.run, contexts);
  const done =
    script === null
      ? await useAction(step.uses ?? '', place, { env, inputs })
      : await runScript(script, place, { env, cwd: step.workingDirectory });
  const outcome = done.passed ? 'success' : 'failure';
  return { ...result, ...done.result, outcome, conclusion: step.continueOnError ? 'success' : outcome };
}

interface Done {
  readonly passed: boolean;
  readonly result: Partial<Pick<StepResult, 'log' | 'outputs' | 'action'>>;
}

type Scalars = Readonly<Record<string, string | number | boolean | null>>;

const textsOf = (values: Scalars): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value ?? '')]));

async function useAction(
  uses: string,
  place: JobPlace,
  { env, inputs }: { env: Record<string, string>; inputs: Record<string, string> },
): Promise<Done> {
  const { twin, options, runId, attempt, event, folder } = place;
  const { env: standard, workspace } = prepareStep(place);
  if (PREPARING.test(uses)) return { passed: true, result: {} };
  if (uses.startsWith('actions/checkout@')) return checkout(workspace, options.repositoryFiles);
  if (uses.startsWith('actions/upload-artifact@')) {
    try {
      const log = await runUploadStep({ twin, place: { runId, attempt }, workspace, inputs });
      return { passed: true, result: { log } };
    } catch (error) {
      return { passed: false, result: { log: error instanceof Error ? error.message : String(error) } };
    }
  }
  if (!options.ours.test(uses)) throw new Error(`The harness does not run ${uses}`);
  const { entry, actionFile } = options;
  const secrets = Object.values(options.secrets);
  const path = [...place.path, standard['PATH'] ?? ''].join(delimiter);
  const all = { ...env, PATH: path };
  // All iterations of a suite may run at once here, on a machine with two cores.
  const timeoutMs = 200_000;
  const run = {
    twin,
    inputs,
    event,
    runId,
    attempt,
    folder,
    entry,
    actionFile,
    secrets,
    env: all,
    timeoutMs,
  };
  const action = await runAction(run);
  keep(place, action);
  const { log, outputs } = action;
  return { passed: action.exitCode === 0, result: { log, outputs, action } };
}

function checkout(workspace: string, files: StepOptions['repositoryFiles']): Done {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), content);
  }
  return { passed: true, result: {} };
}

async function runScript(
  script: string,
  place: JobPlace,
  { env, cwd }: { env: Record<string, string>; cwd: string },
): Promise<Done> {
  const { env: standard, files, workspace } = prepareStep(place);
  const file = join(place.folder, 'script.sh');
  writeFileSync(file, script);
  const path = [...place.path, standard['PATH'] ?? ''].join(delimiter);
  const { exitCode, log } = await runProcess({
    command: 'bash',
    words: ['-e', file],
    cwd: join(workspace, cwd),
    env: { ...standard, ...env, PATH: path },
    timeoutMs: 60_000,
  });
  const written = readCommandFiles(files);
  keep(place, written);
  return { passed: exitCode === 0, result: { log, outputs: written.outputs } };
}

function keep(
  place: JobPlace,
  written: { env: Readonly<Record<string, string>>; path: readonly string[] },
): void {
  Object.assign(place.env, written.env);
  place.path.unshift(...written.path);
}
