/** `focus-stability serve`: runs a reference Focus Server until it is told to end. */
import { EXIT } from '../config/exit-codes.ts';
import { readServeConfig, type ServeConfig } from '../config/serve-config.ts';
import { UsageError } from '../config/usage-error.ts';
import type { Terminal } from '../edge/terminal.ts';
import {
  DEFECTS,
  drawNumbers,
  maskMongoUri,
  startReferenceServer,
  StreamPortTaken,
  UnknownDefect,
  UnusableMongoUri,
  type ReferenceServer,
} from '../focus-server/index.ts';
import type { Clock } from '../model/clock.ts';
import { readVariables } from './read-variables.ts';

export interface ServePorts {
  readonly clock: Clock;
  /** Its abort ends the server. */
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Returns the exit code. Throws UsageError for what the user can mend on the command line. */
export async function runServe(
  words: readonly string[],
  terminal: Terminal,
  ports: ServePorts,
): Promise<number> {
  const config = readServeConfig(words);
  if (config.listDefects) {
    await terminal.print(listDefects());
    return EXIT.passed;
  }
  const mongoUri =
    config.mongoUri ??
    readVariables({ ...ports, envFile: config.envFile, cwd: terminal.cwd })['MONGODB_URI'] ??
    null;
  const server = await startServer({ ...config, mongoUri }, terminal, ports);
  try {
    await terminal.print(describeServer(server, { ...config, mongoUri }));
    await untilAborted(ports.signal);
  } finally {
    await server.close();
  }
  terminal.tell('focus-stability: the server has ended\n');
  return EXIT.passed;
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

function describeRefusal(error: unknown, { host, port, grpcBasePort, maxWindows }: ServeConfig): unknown {
  if (error instanceof UnknownDefect || error instanceof UnusableMongoUri) {
    return new UsageError(error.message, { cause: error });
  }
  if (error instanceof StreamPortTaken) {
    const range = `${grpcBasePort} to ${grpcBasePort + maxWindows}`;
    return new UsageError(
      `${error.message}, streams need ${range}: choose another --grpc-port (--grpc-port 0 takes a free range)`,
      { cause: error },
    );
  }
  const { code, syscall } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return error;
  const hint =
    code === 'EADDRINUSE' ? ': the port is taken, choose another --port (0 takes any free one)' : '';
  return new UsageError(`cannot listen on ${host}:${port} (${code})${hint}`, { cause: error });
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => {
    signal.addEventListener('abort', () => done(), { once: true });
  });
}

function listDefects(): string {
  const width = Math.max(...DEFECTS.map(({ name }) => name.length));
  return DEFECTS.map(({ name, title }) => `${name.padEnd(width)}  ${title}\n`).join('');
}

function describeServer(server: ReferenceServer, config: ServeConfig): string {
  const { profile, prefix, defects, mongoUri } = config;
  const source = mongoUri === null ? 'embedded' : maskMongoUri(mongoUri);
  return [
    `Reference Focus Server (profile ${profile})`,
    `  HTTP           ${server.url}${prefix === '' ? '' : `  and ${server.url}${prefix}`}`,
    `  Behind faults  ${server.proxyUrl}`,
    `  Catalogue      ${maskMongoUri(server.mongoUri)}  (${source})`,
    `  Kubernetes     ${server.kubernetesUrl}`,
    `  Status page    ${server.url}/`,
    ...(defects.length === 0 ? [] : [`  Defects        ${defects.join(', ')}`]),
    'Ctrl-C ends it.',
    '',
  ].join('\n');
}
