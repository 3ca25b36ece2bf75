/** Workflow commands in a log, `::error file=a.py,line=3::message`, as the runner reads them. */

export interface LogCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const COMMAND = /^\s*::([^\s:]+)(?: ([^\n]*?))?::(.*)$/;

export function readLogCommands(log: string): LogCommand[] {
  const commands: LogCommand[] = [];
  let resume: string | null = null;
  for (const line of log.split(/\r?\n/)) {
    const [, name, properties = '', message = ''] = COMMAND.exec(line) ?? [];
    if (name === undefined) continue;
    if (resume !== null) {
      if (name === resume) resume = null;
    } else if (name === 'stop-commands') resume = message;
    else commands.push({ name, properties: readProperties(properties), message: unescapeCommand(message) });
  }
  return commands;
}

function readProperties(text: string): Record<string, string> {
  const pairs = text
    .split(',')
    .map((pair) => pair.split('='))
    .filter(([key = '']) => key.trim() !== '');
  return Object.fromEntries(
    pairs.map(([key = '', ...value]) => [
      key.trim(),
      unescapeCommand(value.join('=').replaceAll('%3A', ':').replaceAll('%2C', ',')),
    ]),
  );
}

export const unescapeCommand = (text: string): string =>
  text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
