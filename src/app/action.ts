/** The Action: its inputs are looked at before anything is loaded that works on them. */
import { readActionConfig } from '../config/action-config.ts';
import { gatherMistakes } from '../config/read-settings.ts';
import type { CommandEnding } from '../edge/decide-exit.ts';
import type { WorkflowStep } from '../edge/step.ts';
import { concludeError, concludeInterrupted } from './action/conclude.ts';
import { openAction } from './action/open.ts';

/** How the door ends what it interrupts, and what nobody has caught. */
export { concludeError, concludeInterrupted };

/** What went wrong is in the log as an annotation. */
export async function runAction(step: WorkflowStep): Promise<CommandEnding> {
  try {
    const mistakes = gatherMistakes();
    const config = readActionConfig(step.environment, mistakes);
    const opened = await openAction(config, step, () => mistakes.settle());
    const { stabilise } = await import('./action/stabilise.ts');
    return await stabilise(opened);
  } catch (error) {
    return concludeError(error);
  }
}
