/** Failures that a test has to answer for: those of a mass event are told by the incident and counted there. */
import { isFirstFailure } from '../../model/outcome.ts';
import type { Incident, StabilityReport, TestReport } from '../../model/stability-report.ts';

export interface OwnFailures {
  readonly test: TestReport;
  /** Iterations in which it failed first, without those that an incident took; never empty. */
  readonly iterations: readonly number[];
}

/** Worst first, as in the report. */
export function listOwnFailures({ notable, incidents, ledger }: StabilityReport): OwnFailures[] {
  const byId = new Map(incidents.map((incident) => [incident.id, incident]));
  const columns = ledger.iterations.map(({ iteration }) => iteration);
  return notable
    .map((test) => {
      const lost = test.incidents.flatMap((id) => byId.get(id) ?? []);
      return { test, iterations: listFailed(test.codes, columns).filter((number) => !takes(lost, number)) };
    })
    .filter(({ iterations }) => iterations.length > 0);
}

function listFailed(codes: string, columns: readonly number[]): number[] {
  return [...codes].flatMap((code, index) => (isFirstFailure(code) ? [columns[index] ?? index + 1] : []));
}

/** An outage has no iteration of its own: it took all of them. */
function takes(incidents: readonly Incident[], iteration: number): boolean {
  return incidents.some((incident) => incident.iteration === null || incident.iteration === iteration);
}
