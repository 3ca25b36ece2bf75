/** What a person reads of a reference server: where it is, what it can do wrong, why it cannot start. */
import type { ServeConfig } from '../../config/serve-config.ts';
import {
  DEFECTS,
  maskMongoUri,
  StreamPortTaken,
  UnusableMongoUri,
  type ReferenceServer,
} from '../../focus-server/index.ts';
import { UsageError } from '../../kit/usage-error.ts';

/** A UsageError for what the user can mend on the command line; other errors as they are. */
export function describeRefusal(
  error: unknown,
  { host, port, grpcBasePort, maxWindows }: ServeConfig,
): unknown {
  if (error instanceof UnusableMongoUri) {
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

export function listDefects(): string {
  const width = Math.max(...DEFECTS.map(({ name }) => name.length));
  return DEFECTS.map(({ name, title }) => `${name.padEnd(width)}  ${title}\n`).join('');
}

export function describeServer(server: ReferenceServer, config: ServeConfig): string {
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
