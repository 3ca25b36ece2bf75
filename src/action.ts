/** The Action's door: a step of a workflow in, its outcome out. */
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { concludeError, concludeInterrupted, runAction } from './app/action.ts';
import { decideExit, type CommandEnding } from './edge/decide-exit.ts';
import { leaveOnInterrupt } from './edge/interrupts.ts';
import { openStep } from './edge/step.ts';

// As in cli.ts.
setFlagsFromString('--semi-space-growth-factor=1');
if (process.env['INPUT_COMMAND'] !== 'run') setFlagsFromString('--no-incremental-marking');

leaveOnInterrupt(process, concludeInterrupted);
// Node's own answer is 1, which would say that the gate failed.
process.on('uncaughtException', (error) => leave(concludeError(error)));

const ending = await runAction(openStep(process, import.meta.url));

// Leaving waits for the threads that compile; one of them that waits for garbage to be collected, which only this thread
// does, would wait for ever (nodejs/node#54918): afterwards there is room, and none has to.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
collectGarbage();

// A transfer that was given up may keep its connection for minutes: the step is over when the work is.
leave(ending);

function leave(how: CommandEnding): void {
  process.stdout.write('', () => process.exit(decideExit(how)));
}
