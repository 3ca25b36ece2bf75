/** Our scanner: with a sink that does nothing, and into the matrix. */
import { MatrixBuilder } from '../../src/aggregate/matrix-builder.ts';
import { readChunks } from '../../src/collect/paths/read-chunks.ts';
import type { CaseSink } from '../../src/model/case-sink.ts';
import { parseReport } from '../../src/parse/parse-report.ts';
import type { Counts } from './counts.ts';

const NOTHING: CaseSink = {
  openSuite() {},
  closeSuite() {},
  beginCase() {},
  endCase() {},
  abandonCase() {},
};

export function scanOutcomes(path: string): Promise<Counts> {
  return readInto(NOTHING, path);
}

export async function buildMatrix(path: string): Promise<Counts> {
  const builder = new MatrixBuilder([1]);
  builder.openReport(1);
  const { failures, errors } = await readInto(builder, path);
  builder.closeReport();
  return { tests: builder.build().testCount, failures, errors };
}

async function readInto(sink: CaseSink, path: string): Promise<Counts> {
  const file = {
    path,
    iteration: 1,
    attempt: 1,
    shard: null,
    bytes: null,
    chunks: () => readChunks(path),
  };
  const { facts } = await parseReport(file, { sink, normalise: null });
  return { tests: facts.cases, failures: facts.failures, errors: facts.errors };
}
