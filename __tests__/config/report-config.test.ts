import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderHelp } from '../../src/config/help.ts';
import { readReportConfig } from '../../src/config/report-config.ts';
import { RUN_SETTINGS } from '../../src/config/run-settings.ts';
import { SERVE_SETTINGS } from '../../src/config/serve-config.ts';
import { REPORT_COMMAND_SETTINGS } from '../../src/config/settings.ts';
import { UsageError } from '../../src/kit/usage-error.ts';
import { VERSION } from '../../src/config/version.ts';

describe('the settings of report', () => {
  it('have the documented defaults', () => {
    expect(readReportConfig(['in'])).toEqual({
      paths: ['in'],
      expectedIterations: null,
      iterationPattern: null,
      maskNames: [],
      failOn: ['failing', 'incomplete'],
      minIterations: null,
      maxFlaky: null,
      previous: null,
      outputDir: 'stability-report',
      formats: ['md', 'html', 'json'],
      markdownBudget: 1_000_000,
      json: false,
      quiet: false,
      dryRun: false,
      runId: null,
      repository: null,
      artifactPattern: 'test-results-*',
      deadlineMinutes: 15,
    });
  });

  it('are read in every form a person types', () => {
    const words = [
      'a',
      '--expected-iterations=5',
      '--fail-on',
      'flaky,failing',
      'b*',
      '--mask-names',
      '\\d+',
      '--mask-names=0x\\w+',
      '--max-flaky',
      '0',
    ];
    expect(readReportConfig(words)).toMatchObject({
      paths: ['a', 'b*'],
      expectedIterations: 5,
      failOn: ['flaky', 'failing'],
      maskNames: [/\d+/g, /0x\w+/g],
      maxFlaky: 0,
    });
    expect(readReportConfig(['a', '--fail-on', 'none']).failOn).toEqual([]);
    expect(readReportConfig(['a', '--formats', 'all']).formats).toEqual([
      'md',
      'html',
      'json',
      'ctrf',
      'csv',
      'junit',
    ]);
    expect(readReportConfig(['a', '--iteration-pattern', 'n(\\d)']).iterationPattern).toEqual(/n(\d)/);
  });

  it.each([
    [[], 'at least one path'],
    [['a', '--expected-iterations', 'five'], 'whole number'],
    [['a', '--expected-iterations', '0'], 'from 1 to 1000'],
    [['a', '--fail-on', 'everything'], 'failing, flaky, incomplete, new-flaky, none'],
    [['a', '--fail-on', 'none,flaky'], 'cannot be combined'],
    [['a', '--formats', 'pdf'], 'md, html, json'],
    [['a', '--iteration-pattern', '('], 'iteration-pattern'],
    [['a', '--iteration-pattern', 'leg'], 'needs a group'],
    [['a', '--markdown-budget', '10'], 'from 2000 on (bytes)'],
    [['a', '--run-id', '7'], 'cannot be combined'],
    [['a', '--no-such-option'], '--no-such-option'],
    [['a', '--max-flaky'], 'max-flaky'],
  ])('refuse %j with a word about what is right', (words, message) => {
    expect(() => readReportConfig(words)).toThrow(UsageError);
    expect(() => readReportConfig(words)).toThrow(message);
  });
});

describe('the help', () => {
  it.each([
    ['report', REPORT_COMMAND_SETTINGS],
    ['run', RUN_SETTINGS],
    ['serve', SERVE_SETTINGS],
  ])('of %s names every setting and fits 80 columns', (command, settings) => {
    const help = renderHelp(command);
    for (const { name } of settings) expect(help).toContain(`--${name}`);
    expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('of serve tells how a server ends, which is no verdict', () => {
    const help = renderHelp('serve');
    expect(help).toContain('  0   it was told to end');
    expect(help).toContain('  4   standard output could not be written');
    expect(help).not.toContain('gate');
    expect(renderHelp('run')).toContain('  1   the gate failed');
  });

  it('without a command names the commands and the exit codes', () => {
    const help = renderHelp(null);
    for (const word of [
      'focus-stability report',
      'focus-stability run',
      'focus-stability serve',
      '  130',
      '  70',
    ])
      expect(help).toContain(word);
    expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('the version', () => {
  it('is that of the package', () => {
    const manifest = JSON.parse(
      readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'),
    ) as { version: string };
    expect(VERSION).toBe(manifest.version);
  });
});
