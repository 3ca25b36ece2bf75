/** `focus-stability serve`: runs a reference Focus Server until it is told to end. */
import { gatherMistakes } from '../config/read-settings.ts';
import { readServeConfig, type ServeConfig } from '../config/serve-config.ts';
import type { CommandEnding } from '../edge/decide-exit.ts';
import { readVariables } from '../edge/named-files.ts';
import type { Terminal } from '../edge/terminal.ts';
import {
  drawNumbers,
  resolveOptions,
  startReferenceServer,
  type ReferenceServer,
} from '../focus-server/index.ts';
import { checkAll } from '../kit/usage-error.ts';
import type { Clock } from '../model/clock.ts';
import { describeRefusal, describeServer, listDefects } from './serve/describe-server.ts';

export interface ServePorts {
  readonly clock: Clock;
  /** Its abort ends the server. */
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Throws UsageError for what the user can mend on the command line. */
export async function runServe(
  words: readonly string[],
  terminal: Terminal,
  ports: ServePorts,
): Promise<CommandEnding> {
  const mistakes = gatherMistakes();
  const config = readServeConfig(words, mistakes);
  const mongoUri = await checkAll([() => mistakes.settle(), () => resolveOptions(config)], () =>
    findMongoUri(config, terminal, ports),
  );
  if (config.listDefects) {
    await terminal.print(listDefects());
    return {};
  }
  const server = await startServer({ ...config, mongoUri }, terminal, ports);
  try {
    const isRead = await terminal.print(describeServer(server, { ...config, mongoUri }));
    if (isRead) await untilAborted(ports.signal);
  } finally {
    await server.close();
  }
  terminal.tell('focus-stability: the server has ended\n');
  return {};
}

/** Null: a catalogue of our own. */
function findMongoUri(
  { mongoUri, envFile }: ServeConfig,
  { cwd }: Terminal,
  { environment }: ServePorts,
): string | null {
  return mongoUri ?? readVariables({ environment, envFile, cwd })['MONGODB_URI'] ?? null;
}

async function startServer(
  config: ServeConfig,
  terminal: Terminal,
  { clock }: ServePorts,
): Promise<ReferenceServer> {
  try {
    const logger = (line: string): void => terminal.tell(`focus-stability: ${line}\n`);
    return await startReferenceServer({ ...config, logger }, { clock, random: drawNumbers(config.seed) });
  } catch (error) {
    throw describeRefusal(error, config);
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => {
    signal.addEventListener('abort', () => done(), { once: true });
  });
}
