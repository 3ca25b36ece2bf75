/** How the runner looks at a report: with the eyes that will read it. Loaded when the first iteration has ended. */
import { readChunks } from '../../collect/paths/read-chunks.ts';
import { scanReport } from '../../parse/scan-report.ts';
import type { Survey } from '../../runner/ports.ts';

/** Null when it cannot be read. `wantsIds`: the names of its tests, which take memory. */
export async function surveyReport(path: string, wantsIds: boolean): Promise<Survey | null> {
  const scan = await scanReport(readChunks(path), wantsIds);
  return scan === null ? null : { path, ...scan };
}
