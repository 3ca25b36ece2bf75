/** Reads every collected report into one matrix, and keeps what each file told about itself. */
import { buildLedger } from '../aggregate/build-ledger.ts';
import type { ReadReport } from '../aggregate/find-problems.ts';
import { MatrixBuilder } from '../aggregate/matrix-builder.ts';
import type { Ledger } from '../model/ledger.ts';
import type { StabilityMatrix } from '../model/matrix.ts';
import type { CollectedReports, ReadProgress } from '../model/report-file.ts';
import { parseReport } from '../parse/parse-report.ts';

export interface ReadOptions {
  /** Null: the highest iteration number seen counts. */
  readonly expectedIterations: number | null;
  /** Those of the matrix, when whoever collected knows them better than their numbers tell. */
  readonly iterations?: readonly number[];
  readonly maskNames: readonly RegExp[];
  readonly onProgress?: (progress: ReadProgress) => void;
}

export interface NightEvidence {
  readonly matrix: StabilityMatrix;
  readonly ledger: Ledger;
  readonly reports: readonly ReadReport[];
}

export async function readReports(collected: CollectedReports, options: ReadOptions): Promise<NightEvidence> {
  const builder = new MatrixBuilder([
    ...(options.iterations ?? listIterations(collected, options.expectedIterations)),
  ]);
  const reports: ReadReport[] = [];
  let bytesBefore = 0;
  for (const file of collected.files) {
    builder.openReport(file.iteration, file.attempt);
    const parsed = await parseReport(file, {
      sink: builder,
      normalise: maskerOf(options.maskNames),
      onProgress: (bytes) => {
        options.onProgress?.({
          path: file.path,
          done: reports.length,
          total: collected.files.length,
          bytes: bytesBefore + bytes,
        });
      },
    });
    bytesBefore += parsed.facts.bytesRead;
    reports.push({ file, ...parsed, tally: builder.closeReport() });
  }
  const matrix = builder.build();
  return { matrix, reports, ledger: buildLedger({ reports, matrix, problems: collected.problems }) };
}

/** All numbers up to the expected one: a missing iteration is one that stays empty. */
function listIterations({ files, problems }: CollectedReports, expected: number | null): number[] {
  const lost = problems.flatMap(({ iteration }) => (iteration === null ? [] : [iteration]));
  const seen = new Set([...files.map((file) => file.iteration), ...lost]);
  const last = Math.max(
    expected ?? 0,
    ...[...seen].filter((iteration) => expected === null || iteration <= MAX_GAP),
  );
  for (let iteration = 1; iteration <= Math.min(last, MAX_GAP); iteration += 1) seen.add(iteration);
  return [...seen].sort((a, b) => a - b);
}

/** Numbers beyond this are labels, not counts: the gaps between them are not missing iterations. */
const MAX_GAP = 1000;

function maskerOf(patterns: readonly RegExp[]): ((name: string) => string) | null {
  if (patterns.length === 0) return null;
  return (name) => patterns.reduce((masked, pattern) => masked.replace(pattern, '*'), name);
}
