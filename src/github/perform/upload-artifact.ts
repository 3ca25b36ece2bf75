import { join } from 'node:path';
import { errorText } from '../../kit/error-text.ts';
import { untilStopped } from '../../http/deadline.ts';
import type { UploadArtifact } from '../../model/effect.ts';
import { refuse } from '../failure.ts';
import type { ArtifactPlace, Done, Ports } from './ports.ts';

const MAX_NAMES = 10;

/** Names are unique in a run: jobs of a matrix that all publish, and re-runs, must not fail for it. */
export async function uploadArtifact(effect: UploadArtifact, { artifacts, signal }: Ports): Promise<Done> {
  if (!hasArtifactService(artifacts.serverUrl)) {
    throw refuse('GitHub Enterprise Server takes no artifacts from this client');
  }
  const { directory } = artifacts;
  const files = effect.files.map((path) => join(directory, path));
  const uploader = await artifacts.open();
  for (const name of listNames(effect.name, artifacts.runAttempt)) {
    try {
      const { id } = await untilStopped(() => uploader.uploadArtifact(name, files, directory), signal);
      return {
        ...(id === undefined || artifacts.runUrl === null
          ? {}
          : { url: `${artifacts.runUrl}/artifacts/${id}` }),
        ...(name === effect.name ? {} : { note: `the artifact is called ${name}: ${effect.name} was taken` }),
      };
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw refuse(`artifacts called ${effect.name} and ${MAX_NAMES - 1} like it exist already`);
}

function listNames(name: string, runAttempt: number): string[] {
  const next = Array.from({ length: MAX_NAMES - 2 }, (_, index) => `${name}-${runAttempt}-${index + 2}`);
  return [name, `${name}-${runAttempt}`, ...next];
}

const isTaken = (error: unknown): boolean => /\(409\)/.test(errorText(error));

/** As the client decides it; asked before, because the client writes a warning of many lines. */
function hasArtifactService(serverUrl: ArtifactPlace['serverUrl']): boolean {
  const { hostname } = new URL(serverUrl);
  return hostname === 'github.com' || hostname.endsWith('.ghe.com') || hostname.endsWith('.localhost');
}
