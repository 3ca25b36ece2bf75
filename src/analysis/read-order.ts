/** Reports read for the order of their tests: what a search for polluting tests goes by. */
import { collectPaths } from '../collect/paths/collect-paths.ts';
import { collectRuns } from '../collect/paths/collect-runs.ts';
import type { StabilityMatrix } from '../model/matrix.ts';
import { CELL } from '../model/outcome.ts';
import type { CollectedReports } from '../model/report-file.ts';
import type { IterationRun } from '../model/run.ts';
import { readReports } from './read-reports.ts';

/** Ids of the tests of a report, as they stand in it. `path` may be relative to `cwd`. */
export async function readOrder(path: string, cwd: string): Promise<readonly string[]> {
  const collected = await collectPaths([path], { cwd, iterationPattern: null });
  const matrix = await readMatrix(
    collected,
    collected.files.map(({ iteration }) => iteration),
  );
  return Array.from({ length: matrix.testCount }, (_, test) => matrix.name(test).id);
}

const FAILED: ReadonlySet<number> = new Set([CELL.failed, CELL.errored, CELL.rescued]);

/** Id -> whether it failed, in the order of the reports of one iteration. */
export async function readCells(run: IterationRun): Promise<ReadonlyMap<string, boolean>> {
  const matrix = await readMatrix(collectRuns([run], '/'), [run.iteration]);
  return new Map(
    Array.from({ length: matrix.testCount }, (_, test) => [
      matrix.name(test).id,
      FAILED.has(matrix.cell(test, 0)),
    ]),
  );
}

async function readMatrix(
  collected: CollectedReports,
  iterations: readonly number[],
): Promise<StabilityMatrix> {
  const { matrix } = await readReports(collected, { expectedIterations: null, maskNames: [], iterations });
  return matrix;
}
