import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RUN_SETTINGS } from '../../src/config/run-settings.ts';
import { PRESETS, PRODUCERS, recogniseProducer } from '../../src/producers/list.ts';
import type { Producer } from '../../src/producers/producer.ts';

const SRC = join(import.meta.dirname, '..', '..', 'src');
const FOLDER = join(SRC, 'producers');
/** What all tools use. */
const SHARED = ['arguments.ts', 'choose.ts', 'jvm.ts', 'list.ts', 'preset.ts', 'producer.ts', 'shell.ts'];
/** Tools that are known by little have it in one file. */
const FAMILY = 'report-only.ts';

const NAMES: readonly string[] = PRODUCERS.map(({ name }) => name);

/** The tools whose values a file exports. */
async function listTools(file: string): Promise<string[]> {
  const values: unknown[] = Object.values(await import(join(FOLDER, file)));
  return PRODUCERS.filter((producer: Producer) => values.includes(producer)).map(({ name }) => name);
}

describe('the list of test tools', () => {
  it('has every tool once', () => {
    expect(new Set(NAMES).size).toBe(NAMES.length);
  });

  it('is what report.json may name', () => {
    const schema = JSON.parse(readFileSync(join(SRC, 'report/json/report.schema.json'), 'utf8')) as {
      $defs: { producer: { enum: string[] } };
    };
    const recognised = PRODUCERS.filter(({ recognition }) => recognition !== undefined);
    expect(schema.$defs.producer.enum.toSorted()).toEqual(
      [...recognised.map(({ name }) => name), 'unknown'].toSorted(),
    );
  });

  it('is what --preset offers, in its order', () => {
    const { help = '' } = RUN_SETTINGS.find(({ name }) => name === 'preset') ?? {};
    expect(help).toContain(`: ${PRESETS.map(({ name }) => name).join(', ')}, none, or auto`);
  });

  it('gives every tool that is recognised the command that runs a test again', () => {
    for (const tool of PRODUCERS)
      expect([tool.name, 'recognition' in tool]).toEqual([tool.name, 'repeat' in tool]);
  });

  it('knows what the exit codes of every preset mean', () => {
    for (const preset of PRESETS)
      expect([preset.name, preset.explainExit(0)?.kind, preset.explainExit(77)]).toEqual([
        preset.name,
        'passed',
        null,
      ]);
  });

  it('has each tool in one file or folder of its name, or among those known by their reports alone', async () => {
    const entries = readdirSync(FOLDER).filter((entry) => !SHARED.includes(entry) && entry !== FAMILY);
    const own = await Promise.all(
      entries.map((entry) => listTools(entry.endsWith('.ts') ? entry : join(entry, `${entry}.ts`))),
    );
    expect(own).toEqual(entries.map((entry) => [entry.replace(/\.ts$/, '')]));
    expect([...own.flat(), ...(await listTools(FAMILY))].toSorted()).toEqual(NAMES.toSorted());
  });
});

describe('the tool of a report', () => {
  it.each([
    [['<testsuites name="nextest-run">', '<testcase name="a" status="run" result="x">'], 'nextest'],
    [['<testsuites name="AllTests">', '<property name="go.version">'], 'googletest'],
    [['<property name="go.version">', '<testsuite name="a.bats">'], 'go'],
    [['<testcase status="run">', '<testcase classname="test">'], 'ctest'],
    [['<testsuite name="surefire" timestamp="1" hostname="h" time="1">'], 'gradle'],
    [['<testsuite name="surefire">'], 'maven'],
    [['<testsuites name="focus-stability suites">', '<testsuite name="pytest">'], 'focus-stability'],
    [['<testsuite name="a">'], undefined],
  ])('is the one with the surest mark: %j', (tags, name) => {
    expect(recogniseProducer(tags)?.name).toBe(name);
  });
});
