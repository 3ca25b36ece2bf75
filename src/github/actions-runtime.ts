/** What the packages of Actions know of this process. They read the environment when they are imported. */
import * as core from '@actions/core';
import { context } from '@actions/github';
import { defaults } from '@actions/github/lib/utils';
import type { Fetch } from '../http/fetch-whole.ts';

/** Outputs, annotations, secrets: the commands of a step. */
export type Commands = Pick<typeof core, 'setOutput' | 'setSecret' | 'error' | 'warning' | 'notice'>;

export const commands: Commands = core;

/** Folds what the work prints into one line of the log. */
export const { group } = core;

/** The event that started this run. */
export { context };

/** Honours HTTPS_PROXY and NO_PROXY, which Node's own does not. */
export const proxyFetch: Fetch = defaults.request?.fetch ?? globalThis.fetch;
