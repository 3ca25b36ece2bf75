import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Annotate, SetOutput } from '../../../src/model/effect.ts';
import { startTwin } from '../../helpers/github-twin/twin.ts';
import { openStep, perform } from './step.ts';

const annotation = (change: Partial<Annotate>): Annotate => ({
  kind: 'annotate',
  level: 'warning',
  path: null,
  line: null,
  title: 'flaky',
  message: 'failed',
  ...change,
});

function runStep(effects: readonly (Annotate | SetOutput)[]): { stdout: string; outputs: string } {
  const directory = mkdtempSync(join(tmpdir(), 'commands-'));
  try {
    const outputs = join(directory, 'outputs');
    writeFileSync(outputs, '');
    const script = join(import.meta.dirname, 'step-commands.ts');
    const stdout = execFileSync(process.execPath, [script, JSON.stringify(effects)], {
      encoding: 'utf8',
      env: { GITHUB_OUTPUT: outputs, GITHUB_REPOSITORY: 'o/r' },
    });
    return { stdout, outputs: readFileSync(outputs, 'utf8') };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

describe('the commands of a step', () => {
  it('hold whatever a test name or a message says on one line (trap 12)', () => {
    const message = 'first\n::error::injected\r\n##[group]x 100%';
    const { stdout } = runStep([
      annotation({ path: 'a b,c:d.ts', line: 7, title: 'x::y,z\n::set-output name=a::b', message }),
      annotation({ level: 'error' }),
    ]);
    expect(stdout.split(/\r?\n/).filter((line) => line !== '')).toEqual([
      '::warning title=x%3A%3Ay%2Cz%0A%3A%3Aset-output name=a%3A%3Ab,file=a b%2Cc%3Ad.ts,line=7::first%0A::error::injected%0D%0A##[group]x 100%25',
      '::error title=flaky::failed',
    ]);
  });

  it('write outputs of any content to the file of the step', () => {
    const value = 'one\nverdict=passed\nEOF\n';
    const { stdout, outputs } = runStep([
      { kind: 'set-output', name: 'json', value },
      { kind: 'set-output', name: 'verdict', value: 'failed' },
    ]);
    const [, delimiter = ''] = /^json<<(ghadelimiter_[\w-]+)\n/.exec(outputs) ?? [];
    expect(outputs.startsWith(`json<<${delimiter}\n${value}\n${delimiter}\n`)).toBe(true);
    expect(outputs).toMatch(/\nverdict<<(ghadelimiter_[\w-]+)\nfailed\n\1\n$/);
    expect(stdout.trim()).toBe('');
  });
});

describe('annotations', () => {
  it('are shown up to ten of a level, and one line counts the others (trap 10)', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    const effects = [
      ...Array.from({ length: 51 }, (_, index) => annotation({ path: 'a.ts', line: index + 1 })),
      ...Array.from({ length: 10 }, () => annotation({ level: 'error' })),
      annotation({ level: 'notice', path: 'b.ts' }),
    ];
    const { outcomes, advice } = await perform(step, effects);
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(21);
    expect(step.commands.filter((command) => command.startsWith('warning'))).toEqual(
      Array.from({ length: 10 }, (_, index) => `warning a.ts:${index + 1} flaky: failed`),
    );
    expect(step.commands.at(-1)).toBe('notice b.ts flaky: failed');
    expect(advice).toEqual(['a step shows at most 10 annotations of a level: 41 annotations were not shown']);
  });

  it('have no line without a file, and no more than 4,096 characters', async () => {
    await using twin = await startTwin();
    using step = openStep(twin);
    await perform(step, [annotation({ line: 9, title: '', message: '😀'.repeat(5000) })]);
    const [, message = ''] = /^warning : (.*)$/s.exec(step.commands[0] ?? '') ?? [];
    expect(message).toBe(`${'😀'.repeat(2047)}…`);
  });
});
