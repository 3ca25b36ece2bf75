/** `focus-stability serve`: its settings, and what they are read as. */
import { mistake, quote, setting } from '../kit/usage-error.ts';
import { splitNames } from './parse-value.ts';
import { gatherMistakes, readSettings, type Mistakes } from './read-settings.ts';
import { readWords } from './read-words.ts';
import type { Setting } from './settings.ts';

export const PROFILES = ['default', 'strict-view-limits', 'legacy'] as const;

export const SERVE_SETTINGS = [
  {
    name: 'port',
    kind: 'number',
    default: '5000',
    value: 'n',
    most: 65_535,
    help: 'HTTP port; 0 takes any free one',
  },
  { name: 'host', kind: 'text', default: '127.0.0.1', value: 'address', help: 'Address to listen on' },
  {
    name: 'grpc-port',
    kind: 'number',
    default: '12300',
    value: 'n',
    most: 65_535,
    help: 'The stream of a job listens on this port plus its window, and all of them must be free; 0 takes a free range',
  },
  {
    name: 'prefix',
    kind: 'text',
    default: '/focus-server',
    value: 'path',
    mayBeEmpty: true,
    help: 'Everything is served at the root and below this path',
  },
  {
    name: 'profile',
    kind: 'choice',
    default: 'default',
    choices: PROFILES,
    value: 'word',
    help: 'Which server is imitated',
  },
  {
    name: 'mongo-uri',
    kind: 'text',
    default: null,
    value: 'uri',
    secret: true,
    help: 'MongoDB of the catalogue, only read; MONGODB_URI when not given, and an embedded one without both',
  },
  {
    name: 'max-windows',
    kind: 'number',
    default: '30',
    value: 'n',
    least: 1,
    most: 1000,
    help: 'Most jobs at one time',
  },
  { name: 'seed', kind: 'number', default: '1', value: 'n', help: 'Seed of signals, recordings and jitter' },
  {
    name: 'latency',
    kind: 'decimal',
    default: '1',
    value: 'factor',
    most: 1000,
    help: 'Multiplies the time that answers take; 0 answers at once',
  },
  {
    name: 'latency-live',
    kind: 'text',
    default: '40-80',
    value: 'ms-ms',
    help: 'Milliseconds, least and most, that POST /configure of a live job takes longer than other requests',
  },
  {
    name: 'latency-historic',
    kind: 'text',
    default: '150-300',
    value: 'ms-ms',
    help: 'The same of a historic job',
  },
  {
    name: 'latency-other',
    kind: 'text',
    default: '2-8',
    value: 'ms-ms',
    help: 'Milliseconds, least and most, that every request takes',
  },
  {
    name: 'lifetime',
    kind: 'decimal',
    default: '1',
    value: 'factor',
    least: 0.001,
    most: 1000,
    help: 'Multiplies the time after which unused jobs are cleaned up',
  },
  {
    name: 'defect',
    kind: 'texts',
    default: null,
    value: 'names',
    mayBeEmpty: true,
    help: 'Deliberate defects, comma-separated, for proving suites; may be repeated',
  },
  { name: 'list-defects', kind: 'flag', default: null, help: 'List the deliberate defects and end' },
  {
    name: 'env-file',
    alias: 'variables',
    kind: 'text',
    default: null,
    value: 'file',
    help: 'File of NAME=value lines; the environment itself goes first',
    terminalHelp: 'Node reads what --env-file names too, --variables is ours alone',
  },
] as const satisfies readonly Setting[];

export type ServeConfig = ReturnType<typeof readServeConfig>;

const HIGHEST_PORT = 65_535;
const MOST_LATENCY_MS = 60_000;

/** Throws UsageError with all that is wrong and what would be right. */
export function readServeConfig(words: readonly string[], theirs: Mistakes | null = null) {
  const mistakes = theirs ?? gatherMistakes();
  const { given, positionals, isMistyped } = readWords(SERVE_SETTINGS, words, mistakes);
  const [stray] = positionals;
  if (stray !== undefined && !isMistyped)
    mistakes.add(['stray'], mistake`serve takes options only, not ${quote(stray)}`);
  const values = readSettings(SERVE_SETTINGS, given, mistakes);
  const { port, grpcPort, maxWindows, latency, latencyLive, latencyHistoric, latencyOther } = values;
  const { lifetime, defect, ...rest } = values;
  if (grpcPort + maxWindows > HIGHEST_PORT)
    mistakes.add(
      ['grpc-port', 'max-windows'],
      mistake`${setting('grpc-port')} must be 0 to ${HIGHEST_PORT - maxWindows}, not ${grpcPort}`,
    );
  if (grpcPort !== 0 && port >= grpcPort && port <= grpcPort + maxWindows)
    mistakes.add(
      ['port', 'grpc-port', 'max-windows'],
      mistake`${setting('port', String(port))} is one that streams need, ${grpcPort} to ${grpcPort + maxWindows}: choose another one`,
    );
  const config = {
    ...rest,
    grpcBasePort: grpcPort,
    prefix: readPrefix(values.prefix, mistakes),
    latencyScale: latency,
    /** Milliseconds, least and most. */
    latencyRanges: {
      live: readRange('latency-live', latencyLive, mistakes),
      historic: readRange('latency-historic', latencyHistoric, mistakes),
      other: readRange('latency-other', latencyOther, mistakes),
    },
    lifetimeScale: lifetime,
    defects: defect.flatMap(splitNames),
  };
  if (theirs === null) mistakes.settle();
  return config;
}

/** `40-80`, or `60` for exactly that. */
function readRange(name: string, text: string, mistakes: Mistakes): readonly [least: number, most: number] {
  const [, from = '', to = from] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text) ?? [];
  const [least, most] = [Number(from), Number(to)];
  if (from === '' || least > most || most > MOST_LATENCY_MS)
    mistakes.add(
      [name],
      mistake`${setting(name)} must be milliseconds from least to most such as 40-80, or one number, up to ${MOST_LATENCY_MS}, not ${quote(text)}`,
    );
  return [least, most];
}

/** '' or a path that begins with a slash and ends without one. */
function readPrefix(text: string, mistakes: Mistakes): string {
  const prefix = text.replace(/\/+$/, '');
  if (!/^(\/[\w.~-]+)*$/.test(prefix))
    mistakes.add(
      ['prefix'],
      mistake`${setting('prefix')} must be a path such as /focus-server, not ${quote(text)}`,
    );
  return prefix;
}
