/** `actions/upload-artifact`: finds files as it does and uploads them with the client that it uses. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { globSync } from 'tinyglobby';
import type { Twin } from '../../github-twin/twin.ts';
import { uploadWithRealClient, type ClientPlace } from '../drive-artifact-client.ts';

const KNOWN = new Set([
  'name',
  'path',
  'if-no-files-found',
  'retention-days',
  'compression-level',
  'archive',
]);

export interface UploadStep {
  readonly twin: Twin;
  readonly place: ClientPlace;
  readonly workspace: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** What the log says; throws when the step fails. */
export async function runUploadStep({ twin, place, workspace, inputs }: UploadStep): Promise<string> {
  const unknown = Object.keys(inputs).filter((name) => !KNOWN.has(name));
  if (unknown.length > 0) throw new Error(`The harness does not upload with ${unknown.join(', ')}`);
  const { name = 'artifact', path = '' } = inputs;
  const { root, files } = findFiles(workspace, path);
  if (files.length === 0) {
    const message = `No files were found with the provided path: ${path}. No artifacts will be uploaded.`;
    if (inputs['if-no-files-found'] === 'error') throw new Error(message);
    return inputs['if-no-files-found'] === 'ignore' ? message : `::warning::${message}`;
  }
  const content = files.map((file) => [relative(root, file).split(sep).join('/'), readFileSync(file)]);
  const upload = { name, files: Object.fromEntries(content), archive: inputs['archive'] !== 'false' };
  const [uploaded] = await uploadWithRealClient(twin, place, [upload]);
  return `Artifact ${name} has been successfully uploaded! Artifact ID ${uploaded?.id ?? '?'}`;
}

/** Names inside the artifact begin at the deepest folder that all search paths share. */
function findFiles(workspace: string, path: string): { root: string; files: string[] } {
  const lines = path.split('\n').map((line) => line.trim());
  const patterns = lines.filter((line) => line !== '').map((line) => line.replace(/^\.\//, ''));
  const found = globSync(patterns, { cwd: workspace, absolute: true, expandDirectories: true });
  const bases = patterns
    .filter((pattern) => !pattern.startsWith('!'))
    .map((pattern) => findBase(workspace, pattern));
  return {
    root: bases.reduce(shareFolder, bases[0] ?? workspace),
    files: found.map((file) => resolve(file)).sort(),
  };
}

function findBase(workspace: string, pattern: string): string {
  const fixed = pattern.split('/').findIndex((part) => /[*?[\]{}]/.test(part));
  const base = resolve(workspace, fixed < 0 ? pattern : pattern.split('/').slice(0, fixed).join('/'));
  return existsSync(base) && statSync(base).isDirectory() ? base : dirname(base);
}

function shareFolder(a: string, b: string): string {
  const [left, right] = [a.split(sep), b.split(sep)];
  const end = left.findIndex((part, index) => part !== right[index]);
  return end < 0 ? a : left.slice(0, end).join(sep);
}
