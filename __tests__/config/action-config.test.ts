import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderActionYml } from '../../scripts/action-yml.ts';
import { ACTION_SETTINGS, readActionConfig, type ActionConfig } from '../../src/config/action-config.ts';
import { UsageError } from '../../src/kit/usage-error.ts';
import { OUTPUTS } from '../../src/publish/outputs.ts';

interface ActionYml {
  inputs: Record<string, { description: string; default: string }>;
  outputs: Record<string, { description: string }>;
  runs: { using: string; main: string };
}
const ACTION = parse(readFileSync(join(import.meta.dirname, '..', '..', 'action.yml'), 'utf8')) as ActionYml;

/** Inputs as the runner passes them: what the step gives, else the default of action.yml. */
function read(given: Readonly<Record<string, string>>): ActionConfig {
  const standard = Object.entries(ACTION.inputs).map(([name, { default: text }]) => [name, text] as const);
  const inputs = Object.entries({ ...Object.fromEntries(standard), 'github-token': 'ghs_x', ...given });
  return readActionConfig(Object.fromEntries(inputs.map(([name, text]) => [toVariable(name), text])));
}

const toVariable = (name: string): string => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;

describe('action.yml', () => {
  it('declares every setting and output, and is what the source says', () => {
    expect(Object.keys(ACTION.inputs)).toEqual(ACTION_SETTINGS.map(({ name }) => name));
    expect(Object.keys(ACTION.outputs)).toEqual(OUTPUTS.map(({ name }) => name));
    expect(parse(renderActionYml())).toEqual(ACTION);
    expect(ACTION.runs).toEqual({ using: 'node24', main: 'dist/action.js' });
  });

  it('has names in kebab-case that no two settings share', () => {
    const names = ACTION_SETTINGS.map(({ name }) => name);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("the Action's inputs", () => {
  it('have working defaults', () => {
    const config = read({});
    expect(config).toMatchObject({
      artifactPattern: 'test-results-*',
      runId: null,
      webhookUrl: null,
      deadlineMs: 900_000,
      report: { paths: [], failOn: ['failing', 'incomplete'], outputDir: 'stability-report', dryRun: false },
      publish: {
        comment: 'on-issue',
        issues: 'auto',
        issueLabels: ['flaky-test'],
        maxNewIssues: 5,
        webhook: null,
        checkRun: false,
      },
    });
    expect(config.report.formats).toEqual(['md', 'html', 'json']);
  });

  it('are understood as people write them in a workflow', () => {
    const config = read({
      paths: 'a/*.xml\n\n  b.xml \n',
      'dry-run': 'true',
      'webhook-url': 'https://hooks.example.test/secret',
      'webhook-format': 'slack',
      'issue-labels': 'flaky-test, nightly ',
      'check-run': 'on',
      'run-id': '4711',
    });
    expect(config.report).toMatchObject({ paths: ['a/*.xml', 'b.xml'], dryRun: true });
    expect(config.publish).toMatchObject({
      webhook: 'slack',
      issueLabels: ['flaky-test', 'nightly'],
      checkRun: true,
    });
    expect(config.runId).toBe(4711);
  });

  it.each([
    [{ 'dry-run': 'maybe' }, 'true or false'],
    [{ 'deadline-minutes': '0' }, 'from 1 to 360'],
    [{ comment: 'always,off' }, 'one of always, on-issue, on-change, off, not "always,off"'],
    [{ issues: 'sometimes' }, 'auto, on, off'],
    [{ 'issue-labels': ' , ' }, 'at least one label'],
    [{ 'summary-budget': '2000000' }, 'from 2000 to 1000000 (bytes)'],
    [{ 'max-new-issues': '-1' }, 'whole number'],
  ])('refuse %j with a word about what is right', (given, message) => {
    expect(() => read(given)).toThrow(UsageError);
    expect(() => read(given)).toThrow(message);
  });

  it('do not repeat a webhook address that is none: it may be half a secret', () => {
    expect(() => read({ 'webhook-url': 'hooks.example.test/s3cret' })).toThrow(
      /^--webhook-url is not an http/,
    );
    expect(() => read({ 'webhook-url': 'ftp://s3cret' })).not.toThrow('s3cret');
  });
});

describe('texts to mask', () => {
  const mask = (text: string): readonly string[] | undefined =>
    read({ command: 'run', 'test-command': 'x', mask: text }).run?.config.execution.mask;

  it('are those of 6 characters and more, and none of a secret that there is not', () => {
    expect(mask('123456\n  a longer one ')).toEqual(['123456', 'a longer one']);
    expect(mask('')).toEqual([]);
  });

  it('are refused where they are shorter, and not shown', () => {
    expect(() => mask('a longer one\n98765')).toThrow(UsageError);
    expect(() => mask('a longer one\n98765')).toThrow(
      '--mask takes texts of at least 6 characters, not of 5',
    );
    expect(() => mask('a longer one\n98765')).not.toThrow('98765');
  });
});
