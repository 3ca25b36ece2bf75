/** Why tests failed together: clusters of one cause, and mass events. */
import type { Cluster, Incident, StabilityReport } from '../../model/stability-report.ts';
import { codeSpan } from '../escape.ts';
import { describeCluster, describeIncident } from '../sentences.ts';
import { joinNumbers } from '../words.ts';
import type { Level } from './level.ts';
import { renderRest, renderTable } from './table.ts';

const MOST_NAMES = 3;

export function renderClusters({ clusters }: StabilityReport, { rows }: Level): string[] {
  if (clusters.length === 0 || rows === 0) return [];
  const shown = clusters.slice(0, rows);
  const table = renderTable(
    [{ title: 'Cause' }, { title: 'What it hit' }, { title: 'Iterations' }, { title: 'Example' }],
    shown.map((cluster) => [
      codeSpan(cluster.id, 20),
      describeCluster(cluster),
      joinNumbers(cluster.iterations),
      codeSpan(exampleOf(cluster), 200),
    ]),
  );
  return [`### Causes (${clusters.length})\n\n${table}${renderRest(clusters.length - shown.length)}`];
}

function exampleOf({ example, signature }: Cluster): string {
  return example === '' ? signature : example;
}

export function renderIncidents({ incidents }: StabilityReport, { rows }: Level): string[] {
  if (incidents.length === 0 || rows === 0) return [];
  const shown = incidents.slice(0, rows);
  const list = shown.map(renderIncident).join('\n');
  return [`### Incidents (${incidents.length})\n\n${list}${renderRest(incidents.length - shown.length)}`];
}

function renderIncident(incident: Incident): string {
  const cause = incident.signature === null ? '' : `<br>common cause: ${codeSpan(incident.signature, 200)}`;
  const names = incident.tests.slice(0, MOST_NAMES).map((id) => codeSpan(id));
  const rest = incident.testCount - names.length;
  const tests = names.length === 0 ? '' : `<br>${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return `- ${codeSpan(incident.id, 20)}: ${describeIncident(incident)}${cause}${tests}`;
}
