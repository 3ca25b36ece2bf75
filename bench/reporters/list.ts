/** Every tool that takes part: ours twice, then what npm has that reads several JUnit files in one go. */
import { join } from 'node:path';
import type { Truth } from '../workload/write-reports.ts';
import { countExecutions, type Reporter } from './reporter.ts';

export const OURS = 'ours: md, html, json';

/** `bench` holds the installed peers, `cli` is our built command line. */
export function listReporters({ bench, cli }: { bench: string; cli: string }): Reporter[] {
  const bin = (name: string): string => join(bench, 'node_modules', '.bin', name);
  return [
    createOurs(OURS, cli, 'md,html,json'),
    createOurs('ours: all six formats', cli, 'md,html,json,ctrf,csv,junit'),
    {
      name: 'junit-to-ctrf + github-actions-ctrf',
      kind: 'report',
      steps: ({ directory }, output) => [
        { words: [bin('junit-to-ctrf'), join(directory, '*.xml'), '-o', join(output, 'ctrf.json')] },
        {
          words: [bin('github-actions-ctrf'), join(output, 'ctrf.json')],
          environment: pretendActions(output),
        },
      ],
      proofs: [
        { file: 'ctrf.json', count: { pattern: /"tests": (\d+)/, expected: countExecutions } },
        { file: 'summary.md' },
      ],
    },
    {
      name: 'junit-lib (junit2html)',
      kind: 'report',
      steps: ({ paths }, output) => [
        { words: [bin('junit2html'), ...paths, '--out', join(output, 'report.html')] },
      ],
      proofs: [{ file: 'report.html' }],
      slowOn: ['L'],
    },
    {
      name: 'xunit-viewer',
      kind: 'report',
      steps: ({ directory }, output) => [
        { words: [bin('xunit-viewer'), '-r', directory, '-o', join(output, 'report.html')] },
      ],
      proofs: [{ file: 'report.html' }],
      slowOn: ['L'],
    },
    {
      name: 'allure 3',
      kind: 'report',
      steps: ({ directory }, output) => [
        { words: [bin('allure'), 'generate', directory, '-o', join(output, 'report')] },
      ],
      proofs: [
        { file: join('report', 'index.html') },
        {
          file: join('report', 'summary.json'),
          count: { pattern: /"total":(\d+)/, expected: ({ tests }) => tests },
        },
      ],
      slowOn: ['L'],
    },
    {
      name: 'flakiness junit-xml',
      kind: 'conversion',
      steps: ({ directory }, output) => [
        {
          words: [
            bin('flakiness-junit-xml'),
            '--disable-upload',
            '--commit-id',
            '0'.repeat(40),
            '--output-dir',
            output,
            directory,
          ],
        },
      ],
      proofs: [{ file: 'report.json' }],
    },
    {
      name: 'junit-report-merger',
      kind: 'conversion',
      steps: ({ paths }, output) => [
        { words: [bin('junit-report-merger'), join(output, 'merged.xml'), ...paths] },
      ],
      proofs: [
        { file: 'merged.xml', count: { pattern: /<testsuites tests="(\d+)"/, expected: countExecutions } },
      ],
    },
    {
      name: 'test-results-parser + JSON.stringify',
      kind: 'conversion',
      steps: ({ paths }, output) => [
        { words: ['-e', PARSE_RESULTS, join(bench, 'package.json'), join(output, 'results.json'), ...paths] },
      ],
      proofs: [{ file: 'results.json', count: { pattern: /"total":(\d+)/, expected: countUnlessSkipped } }],
    },
  ];
}

const QUIETLY = ['--quiet', '--fail-on', 'none'];

export function createOurs(name: string, cli: string, formats: string): Reporter {
  return {
    name,
    kind: 'ours',
    steps: ({ directory }, output) => [
      {
        words: [cli, 'report', directory, '--output-dir', output, '--formats', formats, ...QUIETLY],
      },
    ],
    proofs: [
      { file: 'report.md' },
      { file: 'report.html' },
      {
        file: 'report.json',
        count: { pattern: /"totals":\{[^[]*?"tests":(\d+)/, expected: ({ tests }) => tests },
      },
      {
        file: 'report.json',
        count: { pattern: /"totals":\{[^[]*?"failures":(\d+)/, expected: countFailures },
      },
    ],
  };
}

function countFailures({ files }: Truth): number {
  return files.reduce((sum, { failures, errors }) => sum + failures + errors, 0);
}

function countUnlessSkipped(truth: Truth): number {
  return truth.files.reduce((sum, { tests, skipped }) => sum + tests - skipped, 0);
}

/** The package is a library without a command of its own. */
const PARSE_RESULTS = `
const [manifest, output, ...files] = process.argv.slice(1);
const { parse } = require('node:module').createRequire(manifest)('test-results-parser');
require('node:fs').writeFileSync(output, JSON.stringify(parse({ type: 'junit', files })));
`;

/** As a step of a workflow sees it; the address answers to nobody, so nothing can leave the machine. */
function pretendActions(output: string): Record<string, string> {
  return {
    GITHUB_STEP_SUMMARY: join(output, 'summary.md'),
    GITHUB_REPOSITORY: 'owner/name',
    GITHUB_API_URL: 'http://127.0.0.1:9',
  };
}
