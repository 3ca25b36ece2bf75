/**
 * actionlint and zizmor on all workflows: ours, those of the examples, and the recipes in documents. Both must be
 * installed; .github/workflows/ci.yml has the versions. Ends with 1 when one of them finds something.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findRecipes } from './find-recipes.ts';
import { listUsers } from './users-of-actions.ts';

const ROOT = join(import.meta.dirname, '..');

/** What zizmor reads besides. */
const OTHERS = ['action.yml', '.github/dependabot.yml'];

const isRecipe = (path: string): boolean => path.includes('.md.line-');

/** Paths of workflows in `folder`, which looks like this repository; a recipe is a file named after its place. */
function gatherWorkflows(folder: string): string[] {
  const paths = listUsers(ROOT).flatMap(({ path }) => {
    if (!path.endsWith('.md')) return path.includes('.github/workflows/') ? [path] : [];
    return findRecipes(readFileSync(join(ROOT, path), 'utf8')).map(({ line, text }) => {
      const name = `.github/workflows/${path.replaceAll('/', '-')}.line-${line}.yml`;
      write(join(folder, name), text);
      return name;
    });
  });
  for (const path of paths.filter((name) => !isRecipe(name)))
    write(join(folder, path), readFileSync(join(ROOT, path)));
  for (const file of ['.github/actionlint.yaml', '.github/zizmor.yml', ...OTHERS])
    cpSync(join(ROOT, file), join(folder, file));
  return paths;
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function run(program: string, words: readonly string[], cwd: string): boolean {
  console.log(`${program}:`);
  const { status, error } = spawnSync(program, words, { cwd, stdio: 'inherit' });
  if (error !== undefined)
    console.error(`${program} does not start: ${error.message}; install it as ci.yml does.`);
  return status === 0;
}

const CONFIG = ['--offline', '--config', '.github/zizmor.yml'];
const folder = mkdtempSync(join(tmpdir(), 'focus-stability-workflows-'));
try {
  const paths = gatherWorkflows(folder);
  const whole = paths.filter((path) => !isRecipe(path));
  const recipes = paths.filter(isRecipe);
  console.log(`${whole.length} workflows, ${recipes.length} recipes`);
  const passed = [
    run('actionlint', ['-config-file', '.github/actionlint.yaml', ...paths], folder),
    run('zizmor', [...CONFIG, ...OTHERS, ...whole], folder),
    // On a page every line counts: what matters little stays out of it.
    run('zizmor', [...CONFIG, '--min-severity', 'medium', ...recipes], folder),
  ];
  if (passed.includes(false)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
