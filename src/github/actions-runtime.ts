/** What the packages of Actions do for this process. */
import { error, group, notice, setOutput, setSecret, warning } from '@actions/core';
import type { Fetch } from '../http/fetch-whole.ts';

/** Outputs, annotations, secrets: the commands of a step. */
export const commands = { setOutput, setSecret, error, warning, notice };

export type Commands = typeof commands;

/** Folds what the work prints into one line of the log. */
export { group };

/**
 * Honours HTTPS_PROXY and NO_PROXY, which Node's own does not. The package reads the environment and the event when it
 * is loaded, and throws where they are broken: not before what it stumbles over was taken out.
 */
export const proxyFetch: Fetch = async (input, init) => {
  const { defaults } = await import('@actions/github/lib/utils');
  const fetch: Fetch = defaults.request?.fetch ?? globalThis.fetch;
  return fetch(input, init);
};
