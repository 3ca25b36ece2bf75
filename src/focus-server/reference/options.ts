/** What a reference server is told to be. */
import { suggest } from '../../kit/did-you-mean.ts';
import { mistake, quote, setting, UsageError } from '../../kit/usage-error.ts';
import { MAX_WINDOWS } from '../contract/limits.ts';
import type { ServerProfile } from '../contract/profiles.ts';
import type { Defect } from './defect.ts';
import { DEFECTS, findDefect } from './defects/list.ts';
import { OBSERVED_LATENCIES, type LatencyRanges } from './http/latency.ts';

export interface ReferenceServerOptions {
  /** Address to listen on; 127.0.0.1 by default. */
  readonly host?: string;
  /** 0, the default: any free one. */
  readonly port?: number;
  /** The stream of a job listens on this plus its window; 0, the default: a free range. */
  readonly grpcBasePort?: number;
  /** Everything is served at the root and below this path; `/focus-server` by default. */
  readonly prefix?: string;
  readonly profile?: ServerProfile;
  /** Of the signal and the embedded catalogue; 1 by default. */
  readonly seed?: number;
  /** Jobs at the same time; 30 by default. */
  readonly maxWindows?: number;
  /** Multiplies the time after which unused jobs end; 1 by default. */
  readonly lifetimeScale?: number;
  /** Multiplies the time answers take; 1 by default, 0 answers at once. */
  readonly latencyScale?: number;
  /** Milliseconds from least to most by operation; as observed where absent. */
  readonly latencyRanges?: Partial<LatencyRanges>;
  /** A MongoDB that is only read; null, the default: an embedded one with recordings of the last weeks. */
  readonly mongoUri?: string | null;
  /** Names from the list of defects. */
  readonly defects?: readonly string[];
  /** Told one line about what should not happen. */
  readonly logger?: (line: string) => void;
}

export type ServerSetting = Required<Omit<ReferenceServerOptions, 'defects' | 'latencyRanges'>> & {
  readonly latencyRanges: LatencyRanges;
  readonly defects: readonly Defect[];
};

/** Throws UsageError for a defect that there is not. */
export function resolveOptions(options: ReferenceServerOptions): ServerSetting {
  return {
    host: '127.0.0.1',
    port: 0,
    grpcBasePort: 0,
    prefix: '/focus-server',
    profile: 'default',
    seed: 1,
    maxWindows: MAX_WINDOWS,
    lifetimeScale: 1,
    latencyScale: 1,
    mongoUri: null,
    logger: () => {},
    ...options,
    latencyRanges: { ...OBSERVED_LATENCIES, ...options.latencyRanges },
    defects: readDefects(options.defects ?? []),
  };
}

function readDefects(names: readonly string[]): readonly Defect[] {
  const known = DEFECTS.map(({ name }) => name);
  const wrong = names.filter((name) => findDefect(name) === undefined);
  if (wrong.length > 0) {
    const told = wrong.map((name) => `${quote(name)}${suggest(name, known)}`);
    throw new UsageError(
      mistake`${setting('defect')}: there is no defect ${told.join(', none ')}; there are: ${known.join(', ')}`,
    );
  }
  return names.flatMap((name) => findDefect(name) ?? []);
}
