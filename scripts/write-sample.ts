/** Writes sample-reports/five-iterations/expected.md and expected.json: `npm run sample`. Look at the difference. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../src/analysis/analyse.ts';
import { collectPaths } from '../src/collect/paths/collect-paths.ts';
import { VERSION } from '../src/config/version.ts';
import { renderJson } from '../src/report/json/render.ts';
import { renderMarkdown } from '../src/report/markdown/render.ts';

const root = join(import.meta.dirname, '..');
const sample = 'sample-reports/five-iterations';
const collected = await collectPaths([sample], { cwd: root, iterationPattern: null });
const report = await analyse(collected, {
  expectedIterations: null,
  maskNames: [],
  failOn: [],
  minIterations: null,
  maxFlaky: null,
  knownFlaky: null,
  toolVersion: VERSION,
});
writeFileSync(
  join(root, sample, 'expected.md'),
  renderMarkdown(report, { budgetBytes: 1_000_000, fullReport: 'report.html' }),
);
writeFileSync(join(root, sample, 'expected.json'), [...renderJson(report)].join(''));
