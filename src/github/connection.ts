/** The repository we talk about, the client we talk with, and who we are there. */
import { createClient, type Client, type ClientOptions } from './client.ts';

export interface Repository {
  readonly owner: string;
  readonly repo: string;
}

/** An account as REST shows it. */
export type Account = { readonly login: string; readonly type: string } | null | undefined;

export interface Connection {
  readonly client: Client;
  readonly repository: Repository;
  /** True when the account is the one our token writes as. */
  readonly isOurs: (account: Account) => Promise<boolean>;
}

export function connect(options: ClientOptions & { readonly repository: Repository }): Connection {
  const client = createClient(options);
  return { client, repository: options.repository, isOurs: createIdentity(client, options.token) };
}

/**
 * The tokens of jobs and apps (`ghs_`) may not ask who they are, but always write as a bot. Text of ours is found
 * by a marker besides, so that another bot is not mistaken for us. Everybody else may ask `/user`.
 */
function createIdentity(client: Client, token: string): Connection['isOurs'] {
  let login: Promise<string | null> | undefined;
  return async (account) => {
    if (account === null || account === undefined) return false;
    if (account.type === 'Bot') return true;
    if (token.startsWith('ghs_')) return false;
    login ??= client.rest.users.getAuthenticated().then(
      ({ data }) => data.login,
      () => null,
    );
    return account.login === (await login);
  };
}
