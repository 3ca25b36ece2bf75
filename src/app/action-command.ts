/** The Action: artifacts in; summary, comment, issues, alerts and outputs out. Reads in the order of its log. */
import { resolve } from 'node:path';
import { createColors } from 'picocolors';
import { readActionConfig, type ActionConfig } from '../config/action-config.ts';
import { EXIT } from '../config/exit-codes.ts';
import { UsageError } from '../config/usage-error.ts';
import { VERSION } from '../config/version.ts';
import { listFiles } from '../edge/list-files.ts';
import { openWorkspace } from '../edge/workspace.ts';
import { writeFiles } from '../edge/write-files.ts';
import { commands, context, group, proxyFetch } from '../github/actions-runtime.ts';
import { loadArtifactClient } from '../github/artifact-store/create-artifact-store.ts';
import { connect, type Connection } from '../github/connection.ts';
import { readSituation } from '../github/context.ts';
import { adviseOn } from '../github/perform/advise.ts';
import { performEffects } from '../github/perform/perform-effects.ts';
import type { Ports } from '../github/perform/ports.ts';
import type { StabilityReport } from '../model/stability-report.ts';
import { readIssueKey } from '../publish/issues/state.ts';
import { renderTerminal } from '../report/terminal/render.ts';
import { showOnOneLine } from '../report/visible.ts';
import { analyse } from '../analysis/analyse.ts';
import { checkDirectory } from './check-directory.ts';
import { collectForAction } from './collect-for-action.ts';
import { describeUnwritten } from './describe-unwritten.ts';
import { listAssignment } from './list-assignment.ts';
import { planReport } from './plan-report.ts';
import { judgeLeg } from './run/judge-leg.ts';
import type { RunWorld } from './run/plan.ts';
import { runForAction, type RanIterations } from './run/run-for-action.ts';
import { publishReport } from './publish-report.ts';
import { readKnownFlakyOf } from './read-previous.ts';

const MS_PER_SECOND = 1000;

/** What a step knows of its runner. */
export interface ActionHost {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** A line of the log. */
  print(text: string): void;
  /** What running a suite needs. */
  openWorld(): RunWorld;
}

/** Returns the exit code; what went wrong is in the log as an annotation. */
export async function runAction(host: ActionHost): Promise<number> {
  try {
    const config = readActionConfig((name) => host.environment[`INPUT_${name.toUpperCase()}`] ?? '');
    if (config.webhookUrl !== null) commands.setSecret(config.webhookUrl);
    return await stabilise(config, host);
  } catch (error) {
    if (error instanceof UsageError) {
      commands.error(error.message, { title: 'focus-stability: wrong input' });
      return EXIT.usage;
    }
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    commands.error(`internal error, please report it with this text: ${detail}`, {
      title: 'focus-stability',
    });
    return EXIT.internal;
  }
}

async function stabilise(config: ActionConfig, host: ActionHost): Promise<number> {
  const root = host.environment['GITHUB_WORKSPACE'] ?? '.';
  const workspace = openWorkspace(root);
  if (!config.report.dryRun) checkDirectory('output-dir', config.report.outputDir, root);
  const knownFlaky = await readPrevious(config, (path) => workspace.read(path));
  const ran = config.run === null ? null : await runForAction(config.run, host.openWorld(), knownFlaky);
  const signal = AbortSignal.timeout(config.deadlineMs);
  const connection = openConnection(config, host, signal);
  const opened = { config, host, signal, connection };
  if (ran !== null && ran.legFolder !== null) return concludeLeg(ran, { ...opened, knownFlaky });
  const situation = await readSituation(connection, {
    actions: context,
    runId: config.runId,
    now: host.now,
  });
  const collected =
    ran?.collected ??
    // The artifact client talks a lot: folded away, it is there for whoever needs it.
    (await group('Reading reports', () =>
      collectForAction(config, {
        run: situation.run,
        ownRunId: context.runId,
        workspace: root,
        tempDirectory: host.environment['RUNNER_TEMP'] ?? root,
        signal,
      }),
    ));
  host.print(listAssignment(collected));
  const report = await analyse(collected, {
    ...config.report,
    knownFlaky,
    ...(ran === null ? {} : { iterations: ran.iterations }),
    toolVersion: VERSION,
  });
  const outputDirectory = resolve(root, config.report.outputDir);
  if (!config.report.dryRun) writeReport(report, config, outputDirectory);
  if (ran?.isInterrupted === true) {
    // Nobody waits for it any more, and half a night is no news.
    commands.warning('the run was cancelled, so nothing is published', { title: 'focus-stability' });
    return EXIT.interrupted;
  }
  const ports = openPorts({ ...opened, outputDirectory });
  const advice = await group('Publishing', () =>
    publishReport(report, { config, situation, workspace, ports, outputDirectory }),
  );
  host.print(renderTerminal(report, { colors: createColors(false), width: 120, outputs: [] }));
  if (config.report.dryRun) host.print(`${advice.join('\n')}\n`);
  else for (const line of advice) commands.warning(line, { title: 'focus-stability' });
  return conclude(report);
}

type Leg = Omit<Opened, 'outputDirectory'> & { readonly knownFlaky: ReadonlySet<string> | null };

/** A leg of a matrix hands its evidence to the job that reports. */
async function concludeLeg(
  { collected, iterations, legFolder }: RanIterations,
  { knownFlaky, ...opened }: Leg,
): Promise<number> {
  const { config, host } = opened;
  const { report: settings } = config.run === null ? config : judgeLeg(config.run.config);
  const report = await analyse(collected, { ...settings, knownFlaky, iterations, toolVersion: VERSION });
  const [iteration] = iterations;
  const artifact = config.run?.resultsArtifact ?? null;
  if (artifact !== null && legFolder !== null && !settings.dryRun) {
    const files = listFiles(legFolder);
    const effect = { kind: 'upload-artifact', name: `${artifact}-${iteration}`, files } as const;
    const ports = openPorts({ ...opened, outputDirectory: legFolder });
    const performed = await group('Uploading', () => performEffects([effect], ports));
    for (const line of adviseOn(performed, null)) commands.warning(line, { title: 'focus-stability' });
    if (performed.some(({ outcome }) => outcome === 'failed')) {
      commands.error('the evidence of this iteration was not uploaded', { title: 'focus-stability' });
      return EXIT.internal;
    }
  }
  host.print(renderTerminal(report, { colors: createColors(false), width: 120, outputs: [] }));
  return conclude(report);
}

function conclude({ gate, totals, ledger }: StabilityReport): number {
  if (totals.tests === 0) {
    const [problem] = [...ledger.problems, ...ledger.iterations.flatMap(({ problems }) => problems)];
    const why = problem === undefined ? 'no report could be read' : `${problem.message} → ${problem.advice}`;
    commands.error(showOnOneLine(`no evidence: ${why}`), { title: 'focus-stability' });
    return EXIT.noEvidence;
  }
  if (gate.passed) return EXIT.passed;
  commands.error(gate.reasons.join('; '), { title: 'focus-stability: the gate failed' });
  return EXIT.gateFailed;
}

function writeReport(report: StabilityReport, config: ActionConfig, directory: string): void {
  const { failed } = writeFiles(planReport(report, config.report), directory);
  for (const line of describeUnwritten(failed)) commands.warning(line, { title: 'focus-stability' });
}

function openConnection(config: ActionConfig, host: ActionHost, signal: AbortSignal): Connection {
  return connect({
    token: config.githubToken,
    apiUrl: host.environment['GITHUB_API_URL'] ?? 'https://api.github.com',
    userAgent: `focus-stability/${VERSION}`,
    repository: context.repo,
    signal,
    fetch: proxyFetch,
    tell: (line) => {
      host.print(`${line}\n`);
    },
  });
}

interface Opened {
  readonly config: ActionConfig;
  readonly host: ActionHost;
  readonly signal: AbortSignal;
  readonly connection: Connection;
  readonly outputDirectory: string;
}

function openPorts({ config, host, signal, connection, outputDirectory }: Opened): Ports {
  const { serverUrl, repo, runId, runAttempt } = context;
  return {
    connection,
    commands,
    summaryPath: host.environment['GITHUB_STEP_SUMMARY'] ?? null,
    issues: { label: config.publish.issueLabels[0] ?? 'flaky-test', keyOf: readIssueKey },
    artifacts: {
      directory: outputDirectory,
      serverUrl,
      runUrl: `${serverUrl}/${repo.owner}/${repo.repo}/actions/runs/${runId}`,
      runAttempt,
      open: loadArtifactClient,
    },
    webhook: { url: config.webhookUrl, fetch: proxyFetch, secondMs: MS_PER_SECOND },
    signal,
  };
}

async function readPrevious(
  { report }: ActionConfig,
  read: (path: string) => string | null,
): Promise<ReadonlySet<string> | null> {
  if (report.previous === null) return null;
  const text = read(report.previous);
  if (text === null) throw new UsageError(`previous: ${report.previous} is not a file of the workspace`);
  return readKnownFlakyOf(text, report.previous);
}
