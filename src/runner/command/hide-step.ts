/** What a step of a workflow is given and the suite that it runs must not have: inputs, and keys of the runner. */
import { listSecrets } from '../output/masker.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A step with `run:` has none of these; tokens are among them, and the suite may be that of a stranger's pull request. */
const OF_THE_ACTION = /^(?:INPUT_|ACTIONS_(?:RUNTIME|RESULTS|CACHE)_)/i;

/** `secrets`: what is hidden and must not be seen either, wherever the suite may have it from. */
export function hideStep(environment: Environment): {
  readonly environment: Environment;
  readonly secrets: readonly string[];
} {
  const entries = Object.entries(environment);
  const hidden = entries.filter(([name]) => OF_THE_ACTION.test(name));
  return {
    environment: Object.fromEntries(entries.filter(([name]) => !OF_THE_ACTION.test(name))),
    secrets: listSecrets(Object.fromEntries(hidden), []),
  };
}
