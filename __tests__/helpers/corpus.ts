/** Report files to read in tests: the project's own samples, and a larger corpus where a checkout of it is at hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
export const SAMPLES = join(ROOT, 'sample-reports');

/** Real reports of many producers with an index of true counts; FOCUS_STABILITY_CORPUS names another place. */
export const CORPUS =
  process.env['FOCUS_STABILITY_CORPUS'] ?? join(ROOT, '..', 'shared', 'fixtures', 'junit');
export const HAS_CORPUS = existsSync(join(CORPUS, 'index.tsv'));

/** Absolute paths of all XML files below a folder, sorted. */
export function listXml(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.xml'))
    .sort()
    .map((path) => join(directory, path));
}

export interface CorpusEntry {
  path: string;
  wellFormed: boolean;
  cases: number;
  failures: number;
  errors: number;
  skipped: number;
  suiteErrors: number;
}

export function readCorpusIndex(): CorpusEntry[] {
  const [head = '', ...lines] = readFileSync(join(CORPUS, 'index.tsv'), 'utf8').trim().split('\n');
  const columns = head.split('\t');
  return lines.map((line) => {
    const fields = line.split('\t');
    const field = (name: string): string => fields[columns.indexOf(name)] ?? '';
    return {
      path: field('path'),
      wellFormed: field('wellformed') === '1',
      cases: Number(field('testcases')),
      failures: Number(field('failures')),
      errors: Number(field('errors')),
      skipped: Number(field('skipped')),
      suiteErrors: Number(field('suite_level_errors')),
    };
  });
}
