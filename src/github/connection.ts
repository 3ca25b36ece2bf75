/** The repository we talk about, the client we talk with, and who we are there. */
import type { ArtifactClient } from '@actions/artifact';
import type { Fetch } from '../http/fetch-whole.ts';
import type { Client, ClientOptions } from './client.ts';

export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/** An account as REST shows it. */
export type Account = { readonly login: string; readonly type: string } | null | undefined;

export interface Connection {
  /** Octokit is large: it is loaded when something is first asked. */
  readonly client: () => Promise<Client>;
  readonly repository: Repository;
  /** True when the account is the one our token writes as. */
  readonly isOurs: (account: Account) => Promise<boolean>;
}

export function connect(options: ClientOptions & { readonly repository: Repository }): Connection {
  let loading: Promise<Client> | undefined;
  const client = (): Promise<Client> => (loading ??= loadClient(options));
  return { client, repository: options.repository, isOurs: createIdentity(client, options.token) };
}

/**
 * The tokens of jobs and apps (`ghs_`) may not ask who they are, but always write as a bot. Text of ours is found
 * by a marker besides, so that another bot is not mistaken for us. Everybody else may ask `/user`.
 */
function createIdentity(client: Connection['client'], token: string): Connection['isOurs'] {
  let login: Promise<string | null> | undefined;
  return async (account) => {
    if (account === null || account === undefined) return false;
    if (account.type === 'Bot') return true;
    if (token.startsWith('ghs_')) return false;
    login ??= askLogin(client);
    return account.login === (await login);
  };
}

async function askLogin(client: Connection['client']): Promise<string | null> {
  const { rest } = await client();
  return rest.users.getAuthenticated().then(
    ({ data }) => data.login,
    () => null,
  );
}

/** The packages that talk with GitHub are large: each is loaded when it first has something to say. */
async function loadClient(options: ClientOptions): Promise<Client> {
  const { createClient } = await import('./client.ts');
  return createClient(options);
}

/** Honours HTTPS_PROXY and NO_PROXY, which Node's own does not. */
export const proxyFetch: Fetch = async (input, init) => {
  const client = await import('./client.ts');
  return client.proxyFetch(input, init);
};

export async function loadArtifactClient(): Promise<ArtifactClient> {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  return new DefaultArtifactClient();
}
