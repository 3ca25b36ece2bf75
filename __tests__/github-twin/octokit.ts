/** The real REST client without its pauses. */
import { Octokit } from 'octokit';
import type { Twin } from '../helpers/github-twin/twin.ts';

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

type Options = ConstructorParameters<typeof Octokit>[0];

export function connect(twin: Twin, options: Options = {}): Octokit {
  const still = { throttle: { enabled: false }, retry: { enabled: false }, log: SILENT };
  return new Octokit({ ...still, auth: twin.token, baseUrl: twin.urls.api, ...options });
}

export const at = (twin: Twin): { owner: string; repo: string } => ({
  owner: twin.world.owner,
  repo: twin.world.name,
});
