/**
 * A release, by steps (docs/RELEASING.md):
 *
 *   node scripts/release/main.ts check <version>
 *   node scripts/release/main.ts recipes <version> <owner/name>
 *   node scripts/release/main.ts publish <version> <owner/name> [<remote>]
 *
 * `publish` tells a workflow what it made: the outputs tag, commit, prerelease and notes (path of a file). The variable
 * MAY_WRITE_WORKFLOWS is `false` where git pushes with the token of a workflow. Ends with 1 when something must be
 * mended before, with 2 for wrong usage.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { checkRelease, ReleaseError } from './check-release.ts';
import { publish, readSources, writeRecipes } from './publish.ts';

const USAGE = 'check <version> | recipes <version> <owner/name> | publish <version> <owner/name> [<remote>]';
const root = process.cwd();
const [command = '', version = '', repository = '', remote = 'origin'] = process.argv.slice(2);

try {
  process.exitCode = run();
} catch (error) {
  if (!(error instanceof ReleaseError)) throw error;
  for (const problem of error.problems)
    console.error(process.env['GITHUB_ACTIONS'] === 'true' ? `::error::${problem}` : problem);
  process.exitCode = 1;
}

function run(): number {
  if (command === 'check' && version !== '') {
    const { notes } = checkRelease(version, readSources(root));
    console.log(`Everything says ${version}. The notes:\n\n${notes}`);
    return 0;
  }
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !['recipes', 'publish'].includes(command)) {
    console.error(`usage: node scripts/release/main.ts ${USAGE}`);
    return 2;
  }
  if (command === 'recipes') {
    const changed = writeRecipes(root, repository, checkRelease(version, readSources(root)).version);
    console.log(
      changed.length === 0
        ? 'All recipes name it already.'
        : changed.map((path) => `${path} written`).join('\n'),
    );
    return 0;
  }
  const mayWriteWorkflows = process.env['MAY_WRITE_WORKFLOWS'] !== 'false';
  const made = publish({ root, version, repository, remote, mayWriteWorkflows });
  const notes = join(process.env['RUNNER_TEMP'] ?? tmpdir(), `notes-${made.tag}.md`);
  writeFileSync(notes, `${made.notes}\n`);
  tell({ tag: made.tag, commit: made.commit, prerelease: String(made.version.prerelease !== null), notes });
  console.log(`${made.commit} is ${made.tag}; pushed: ${made.pushed.join(', ') || 'nothing, all was there'}`);
  return 0;
}

function tell(outputs: Readonly<Record<string, string>>): void {
  const file = process.env['GITHUB_OUTPUT'];
  if (file === undefined) return;
  appendFileSync(
    file,
    Object.entries(outputs)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
}
