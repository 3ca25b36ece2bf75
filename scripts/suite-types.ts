/** Types for `import ... from 'focus-stability/suite'`: one declaration file, made from the sources of the API. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** In this order: what the author of a suite writes stands first. */
const PARTS = [
  'suite/api/suite',
  'suite/api/eventually',
  'suite/types/suite',
  'suite/types/context',
  'model/environment',
];
const HEAD =
  "/** Types of 'focus-stability/suite', made by scripts/suite-types.ts. At run time the runner gives the module. */";

/** The content of `suite.d.ts`. `root`: of the repository. */
export function writeSuiteTypes(root: string): string {
  const out = mkdtempSync(join(tmpdir(), 'focus-stability-types-'));
  try {
    emitDeclarations(root, out);
    const bodies = PARTS.map((part) => stripImports(readFileSync(join(out, `${part}.d.ts`), 'utf8')));
    return `${[HEAD, ...bodies].join('\n')}\nexport {};\n`;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function emitDeclarations(root: string, out: string): void {
  const words =
    '--declaration --emitDeclarationOnly --noEmit false --rewriteRelativeImportExtensions --ignoreConfig ' +
    '--target es2023 --lib es2024 --module nodenext --types node --strict --skipLibCheck';
  const options = [...words.split(' '), '--rootDir', join(root, 'src'), '--outDir', out];
  const sources = PARTS.map((part) => join(root, 'src', `${part}.ts`));
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, ...options, ...sources], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the types of suites cannot be made:\n${stdout}${stderr}`);
}

/** All parts share one file, so they need not name each other. */
function stripImports(text: string): string {
  return text
    .replaceAll(/^import type \{[^}]*\} from '\.[^']*';\n/gm, '')
    .replaceAll(/^export \{\};\n/gm, '')
    .trim();
}
