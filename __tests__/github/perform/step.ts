/** Ports of a step that runs against the twin, and what it said. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadArtifactClient } from '../../../src/github/connection.ts';
import { adviseOn } from '../../../src/github/perform/advise.ts';
import { performEffects, type PerformedEffect } from '../../../src/github/perform/perform-effects.ts';
import type { GitHubEffect, Ports } from '../../../src/github/perform/ports.ts';
import type { ReadOnlyToken } from '../../../src/github/tested-run.ts';
import type { Twin } from '../../helpers/github-twin/twin.ts';
import { connectTwin, type ConnectOptions } from '../connect-twin.ts';

export const LABEL = 'flaky-test';
export const keyOf = (body: string): string | null => /<!-- key:(.+?) -->/.exec(body)?.[1] ?? null;

export interface Step extends Disposable {
  readonly ports: Ports;
  /** Absolute. */
  readonly directory: string;
  /** `warning file:3 Title: message`, `output name=value`, `secret`. */
  readonly commands: string[];
  readonly summary: () => string;
}

export function openStep(twin: Twin, change: Partial<Ports> & { connect?: ConnectOptions } = {}): Step {
  const directory = mkdtempSync(join(tmpdir(), 'step-'));
  const summaryPath = join(directory, 'summary.md');
  writeFileSync(summaryPath, '');
  const { connect, ...ports } = change;
  const commands: string[] = [];
  const { signal = new AbortController().signal } = connect ?? {};
  return {
    directory,
    commands,
    summary: () => readFileSync(summaryPath, 'utf8'),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true }),
    ports: {
      connection: connectTwin(twin, { ...connect, signal }),
      commands: recordCommands(commands),
      summaryPath,
      issues: { label: LABEL, keyOf },
      artifacts: {
        directory,
        serverUrl: 'https://github.com',
        runUrl: 'https://github.com/octo-org/shop/actions/runs/77',
        runAttempt: 1,
        open: loadArtifactClient,
      },
      webhook: { url: twin.urls.hook, fetch: globalThis.fetch, secondMs: 0 },
      signal,
      ...ports,
    },
  };
}

function recordCommands(commands: string[]): Ports['commands'] {
  type Properties = Parameters<Ports['commands']['error']>[1];
  const annotate =
    (level: string) =>
    (message: string | Error, { file, startLine, title }: Properties = {}): void => {
      const place = [file, startLine].filter((part) => part !== undefined).join(':');
      commands.push(
        [level, place, `${title ?? ''}:`, String(message)].filter((part) => part !== '').join(' '),
      );
    };
  return {
    setOutput: (name: string, value: string) => commands.push(`output ${name}=${value}`),
    setSecret: (secret: string) => commands.push(`secret ${secret.length}`),
    error: annotate('error'),
    warning: annotate('warning'),
    notice: annotate('notice'),
  };
}

export interface Result {
  readonly performed: PerformedEffect[];
  readonly outcomes: string[];
  readonly advice: string[];
}

export async function perform(
  step: Step,
  effects: readonly GitHubEffect[],
  readOnlyToken: ReadOnlyToken = null,
): Promise<Result> {
  const performed = await performEffects(effects, step.ports);
  return {
    performed,
    outcomes: performed.map(({ outcome }) => outcome),
    advice: adviseOn(performed, readOnlyToken),
  };
}

/** Page of the first effect. */
export function urlOf({ performed: [first] }: Result): string | undefined {
  return first?.outcome === 'done' ? first.done.url : undefined;
}
