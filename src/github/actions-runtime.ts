/** The commands of a step. What of GitHub's packages goes over the network is in network.ts. */
import { error, group, notice, setOutput, setSecret, warning } from '@actions/core';

/** Outputs, annotations, secrets: the commands of a step. */
export const commands = { setOutput, setSecret, error, warning, notice };

export type Commands = typeof commands;

/** Folds what the work prints into one line of the log. */
export { group };
