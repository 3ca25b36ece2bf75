/** The `serve` command's settings as types. */
import { readSettings, type RawSettings } from './read-settings.ts';
import { PROFILES, SERVE_SETTINGS } from './serve-settings.ts';
import { UsageError } from '../kit/usage-error.ts';

export type Profile = (typeof PROFILES)[number];

type LatencyOperation = 'live' | 'historic' | 'other';
type MillisecondRange = readonly [least: number, most: number];

export interface ServeConfig {
  readonly port: number;
  readonly host: string;
  readonly grpcBasePort: number;
  /** '' or a path that begins with a slash and ends without one. */
  readonly prefix: string;
  readonly profile: Profile;
  /** A secret; null: as the environment says. */
  readonly mongoUri: string | null;
  readonly maxWindows: number;
  readonly seed: number;
  readonly latencyScale: number;
  /** Milliseconds, least and most. */
  readonly latencyRanges: Readonly<Record<LatencyOperation, MillisecondRange>>;
  readonly lifetimeScale: number;
  readonly defects: readonly string[];
  readonly listDefects: boolean;
  readonly envFile: string | null;
}

const HIGHEST_PORT = 65_535;
const MOST_WINDOWS = 1000;
const MOST_LATENCY_MS = 60_000;

/** Throws UsageError with what is wrong and what would be right. */
export function readServeConfig(words: readonly string[]): ServeConfig {
  const raw = readSettings(SERVE_SETTINGS, words);
  const [stray] = raw.positionals;
  if (stray !== undefined) throw new UsageError(`serve takes options only, not "${stray}"`);
  const maxWindows = readWithin(raw, 'max-windows', [1, MOST_WINDOWS]);
  const grpcBasePort = readWithin(raw, 'grpc-port', [0, HIGHEST_PORT - maxWindows]);
  return {
    port: readPort(raw, [grpcBasePort, grpcBasePort + maxWindows]),
    host: readHost(raw.text('host') ?? ''),
    grpcBasePort,
    prefix: readPrefix(raw.text('prefix') ?? ''),
    profile: readProfile(raw.list('profile')),
    mongoUri: raw.text('mongo-uri'),
    maxWindows,
    seed: raw.number('seed') ?? 1,
    latencyScale: readFactor(raw, 'latency', 0),
    latencyRanges: {
      live: readRange(raw, 'latency-live'),
      historic: readRange(raw, 'latency-historic'),
      other: readRange(raw, 'latency-other'),
    },
    lifetimeScale: readFactor(raw, 'lifetime', 0.001),
    defects: raw.texts('defect').flatMap(splitNames),
    listDefects: raw.flag('list-defects'),
    envFile: raw.text('env-file'),
  };
}

function readPort(raw: RawSettings, [base, last]: readonly [number, number]): number {
  const port = readWithin(raw, 'port', [0, HIGHEST_PORT]);
  if (base !== 0 && port >= base && port <= last) {
    throw new UsageError(`--port ${port} is one that streams need, ${base} to ${last}: choose another one`);
  }
  return port;
}

function readWithin(raw: RawSettings, name: string, [least, most]: readonly [number, number]): number {
  const value = raw.number(name) ?? least;
  if (value < least || value > most) {
    throw new UsageError(`--${name} must be ${least} to ${most}, not ${value}`);
  }
  return value;
}

function readFactor(raw: RawSettings, name: string, least: number): number {
  const text = raw.text(name) ?? '';
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value < least || value > 1000) {
    throw new UsageError(`--${name} must be a number from ${least} to 1000, not "${text}"`);
  }
  return value;
}

/** `40-80`, or `60` for exactly that. */
function readRange(raw: RawSettings, name: string): MillisecondRange {
  const text = raw.text(name) ?? '';
  const [, from = '', to = from] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text) ?? [];
  const [least, most] = [Number(from), Number(to)];
  if (from === '' || least > most || most > MOST_LATENCY_MS) {
    throw new UsageError(
      `--${name} must be milliseconds from least to most such as 40-80, or one number, up to ${MOST_LATENCY_MS}, not "${text}"`,
    );
  }
  return [least, most];
}

/** An empty text would mean every address of the machine, which nobody asked for whose variable is empty. */
function readHost(text: string): string {
  if (text === '') throw new UsageError('--host must be an address such as 127.0.0.1, not ""');
  return text;
}

function readPrefix(text: string): string {
  const prefix = text.replace(/\/+$/, '');
  if (!/^(\/[\w.~-]+)*$/.test(prefix)) {
    throw new UsageError(`--prefix must be a path such as /focus-server, not "${text}"`);
  }
  return prefix;
}

function readProfile(words: readonly string[]): Profile {
  const [first, second] = words;
  const profile = PROFILES.find((name) => name === first);
  if (profile === undefined || second !== undefined) {
    throw new UsageError(`--profile must be one of ${PROFILES.join(', ')}`);
  }
  return profile;
}

function splitNames(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
