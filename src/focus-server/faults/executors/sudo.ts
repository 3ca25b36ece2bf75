/** The same place, as root. */
import type { Executor } from './executor.ts';

/** Uses `sudo` without a password; where one is needed, commands fail with what sudo says. */
export function withSudo(executor: Executor): Executor {
  return { place: `${executor.place} (sudo)`, run: (command) => executor.run(['sudo', '-n', ...command]) };
}
