/** Programs that tests need besides Node: a machine of CI must have them, another one may lack them. */
import { execFileSync } from 'node:child_process';

/**
 * Of no use without; to be given to `describe.skipIf`. Throws in CI, with what to install.
 * `command`: words that end with 0 when it is there.
 */
export function lacks(command: readonly string[], install: string): boolean {
  const [program = '', ...words] = command;
  try {
    execFileSync(program, words, { stdio: 'ignore' });
    return false;
  } catch (error) {
    if ((process.env['CI'] ?? '') === '') return true;
    throw new Error(`these tests need ${program}: ${install}`, { cause: error });
  }
}
