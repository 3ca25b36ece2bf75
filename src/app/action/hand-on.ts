/** One iteration of a matrix hands its evidence to the job that reports. */
import { analyse } from '../../analysis/analyse.ts';
import type { CommandEnding } from '../../edge/decide-exit.ts';
import { listFiles } from '../../edge/directory.ts';
import { group } from '../../github/actions-runtime.ts';
import { adviseOn } from '../../github/perform/advise.ts';
import { performEffects } from '../../github/perform/perform-effects.ts';
import { concludeReport, tellUnwritten, warn } from './conclude.ts';
import type { ConnectedAction } from './open.ts';
import { openPorts } from './plan-effects.ts';
import type { RanIterations } from './run-iterations.ts';
import { nameInputs, printReport } from './write-report.ts';

/** The ending is about its evidence alone. */
export async function handOnIteration(
  { collected, iterations, folder, isInterrupted, lost }: RanIterations,
  action: ConnectedAction,
): Promise<CommandEnding> {
  const { config, analysis } = action;
  const settings = config.run?.config.report ?? config.report;
  const report = nameInputs(await analyse(collected, { ...analysis, ...settings, iterations }));
  const artifact = config.run?.resultsArtifact ?? null;
  const isUploaded =
    artifact === null ||
    folder === null ||
    settings.dryRun ||
    (await upload(`${artifact}-${iterations[0]}`, folder, action));
  printReport(report, action);
  return { ...concludeReport(report), isInterrupted, isUnwritten: !isUploaded || lost.length > 0 };
}

/** `folder` is absolute. Returns whether all of it is there for others. */
async function upload(name: string, folder: string, action: ConnectedAction): Promise<boolean> {
  const effect = { kind: 'upload-artifact', name, files: listFiles(folder) } as const;
  const ports = openPorts(action, folder);
  const performed = await group('Uploading', () => performEffects([effect], ports));
  const failed = performed.find((one) => one.outcome === 'failed');
  if (failed === undefined) warn(...adviseOn(performed, null));
  else tellUnwritten([`the evidence of this iteration was not uploaded: ${failed.failure.cause}`]);
  return failed === undefined;
}
