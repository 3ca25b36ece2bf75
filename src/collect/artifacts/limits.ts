import { ZIP_LIMITS, type ZipLimits } from '../zip/limits.ts';

/** Bounds of what is downloaded and read. */
export interface ArtifactLimits extends ZipLimits {
  /** Artifacts that are looked at; the client lists no more than 1,000 either. */
  readonly artifacts: number;
  /** Listed bytes of one artifact, and of all together. */
  readonly artifactBytes: number;
  readonly downloadBytes: number;
  /** Reports in all artifacts. */
  readonly reports: number;
}

const GIB = 2 ** 30;

export const ARTIFACT_LIMITS: ArtifactLimits = {
  ...ZIP_LIMITS,
  artifacts: 1000,
  artifactBytes: GIB,
  downloadBytes: 4 * GIB,
  reports: 20_000,
};
