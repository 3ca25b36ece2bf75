/** The long texts of a case: what it printed and how it failed. Unescaped. */
import type { Draws } from './draws.ts';
import type { TestPlan } from './test-plan.ts';
import { ACTIONS, EVENTS, EXCEPTIONS, LOGGERS, SUBJECTS } from './words.ts';

const LEVELS = ['DEBUG', 'INFO', 'INFO', 'INFO', 'WARNING', 'ERROR'] as const;

/** Lines of a log, at least `bytes` characters in all. */
export function writeLog(draws: Draws, bytes: number): string {
  let text = '';
  while (text.length < bytes) {
    const time = `${10 + draws.below(14)}:${10 + draws.below(50)}:${10 + draws.below(50)}.${100 + draws.below(900)}`;
    text += `2031-05-06 ${time} ${draws.pick(LEVELS)} ${draws.pick(LOGGERS)}: ${draws.pick(EVENTS)} [trace ${hex(draws)}]\n`;
  }
  return text;
}

export interface Failure {
  readonly message: string;
  readonly trace: string;
}

/** A pytest traceback of 2 .. 6 KB, different in every iteration only where real ones are. */
export function writeFailure(draws: Draws, plan: TestPlan): Failure {
  const exception = draws.pick(EXCEPTIONS);
  const path = `${plan.module.replaceAll('.', '/')}.py`;
  const [got, wanted] = [draws.below(900), draws.below(900)];
  const bytes = 2000 + draws.below(4000);
  let line = 20 + draws.below(300);
  let trace = `self = <${plan.module}.${plan.classname.split('.').at(-1)} object at 0x7f${hex(draws)}>\n`;
  while (trace.length < bytes) {
    trace += `\n    def ${draws.pick(SUBJECTS)}_${draws.pick(ACTIONS)}(self, client, retries=${draws.below(9)}):\n`;
    trace += `        reply = client.post("/v2/${draws.pick(SUBJECTS)}", json={"id": "${hex(draws)}"})\n`;
    trace += `>       assert reply.elapsed < ${wanted} and reply.json()["count"] > 0\n`;
    trace += `E       assert ${got} < ${wanted}\nE        +  where ${got} = <Reply [${200 + draws.below(300)}]>.elapsed\n\n`;
    trace += `${path}:${line}: ${exception}\n`;
    line += draws.below(60);
  }
  return { message: `${exception}: assert ${got} < ${wanted}\n +  where "${hex(draws)}" & more`, trace };
}

function hex(draws: Draws): string {
  return draws.next().toString(16).padStart(8, '0');
}
