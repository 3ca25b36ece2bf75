/**
 * node .ci/read-results.mjs RESULTS FAILED: prints "passed failed" of vitest's JSON, the ten slowest tests on standard error, and
 * writes to FAILED what each failed test said.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';

const [, , results, failedTests] = process.argv;
const { numPassedTests, testResults } = JSON.parse(readFileSync(results, 'utf8'));
const tests = testResults.flatMap(({ name, assertionResults }) =>
  assertionResults.map((test) => ({ ...test, title: `${relative('.', name)} > ${test.fullName}` })),
);

// A file that broke before its first test is a failure too.
const failed = [
  ...testResults
    .filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some(isFailed))
    .map(({ name, message }) => `${relative('.', name)}\n${message}`),
  ...tests.filter(isFailed).map(({ title, failureMessages }) => `${title}\n${failureMessages.join('\n')}`),
];
writeFileSync(failedTests, failed.map((text) => `\n*** failed: ${text.slice(0, 4000)}\n`).join(''));

const slowest = tests
  .filter(({ duration }) => typeof duration === 'number')
  .sort((a, b) => b.duration - a.duration)
  .slice(0, 10)
  .map(({ title, duration }) => `${(duration / 1000).toFixed(1).padStart(7)} s  ${title}`);
console.error(`\nThe ten slowest tests:\n${slowest.join('\n')}`);
console.log(numPassedTests, failed.length);

function isFailed({ status }) {
  return status === 'failed';
}
