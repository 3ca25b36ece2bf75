import type { Executor } from '../../../../src/focus-server/faults/executors/executors.ts';
import type { CommandResult } from '../../../../src/focus-server/faults/executors/run-program.ts';

export interface LinuxPlace extends Executor {
  readonly commands: string[];
  /** Name to rules; rules as `nft` was given them. */
  readonly tables: Map<string, string[]>;
  /** netem's options while the queue is there; null: it is not. */
  netem(): string | null;
  filters(): readonly string[];
  fail(start: string | null): void;
}

export interface LinuxPlaceOptions {
  readonly user?: number;
  readonly missing?: readonly string[];
  /** The root queue somebody else has set up. */
  readonly foreignQueue?: string;
}

/** A machine as far as tc and nft change it: refuses what the real ones refuse. */
export function createLinuxPlace({
  user = 0,
  missing = [],
  foreignQueue,
}: LinuxPlaceOptions = {}): LinuxPlace {
  const commands: string[] = [];
  const tables = new Map<string, string[]>();
  let root = false;
  let netem: string | null = null;
  let filters: string[] = [];
  let failing: string | null = null;

  const done = (stdout = ''): CommandResult => ({ code: 0, stdout, stderr: '' });
  const refuse = (stderr: string): CommandResult => ({ code: 2, stdout: '', stderr });

  function runNft([
    verb = '',
    what = '',
    _family,
    table = '',
    chain = '',
    ...rule
  ]: readonly string[]): CommandResult {
    if (verb === 'list') return done([...tables.keys()].map((name) => `table inet ${name}`).join('\n'));
    if (verb === '--version') return done('nftables v1.0.6');
    if (verb === 'delete') return tables.delete(table) ? done() : refuse('No such file or directory');
    if (what === 'table') tables.set(table, []);
    else if (!tables.has(table)) return refuse('No such file or directory');
    else if (what === 'rule') tables.get(table)?.push(`${chain}: ${rule.join(' ')}`);
    return done();
  }

  function runTc(args: readonly string[]): CommandResult {
    const line = args.join(' ');
    if (line === '-V') return done('tc utility');
    if (line === 'qdisc show dev eth0')
      return done(root ? 'qdisc prio f0c5: root refcnt 2 bands 4\n' : `${foreignQueue ?? ''}\n`);
    if (line === 'qdisc add dev eth0 root handle f0c5: prio bands 4') return addRoot();
    if (!root) return refuse("Error: Parent Qdisc doesn't exists.");
    if (line.startsWith('filter add dev eth0 ')) filters.push(line.slice('filter add dev eth0 '.length));
    else if (line === 'qdisc del dev eth0 root handle f0c5:') [root, netem, filters] = [false, null, []];
    else if (line === 'qdisc del dev eth0 parent f0c5:4 handle f0c6:') netem = null;
    else if (line.startsWith('qdisc add dev eth0 parent f0c5:4 handle f0c6: netem ')) {
      if (netem !== null) return refuse('Error: Exclusivity flag on, cannot modify.');
      netem = line.slice('qdisc add dev eth0 parent f0c5:4 handle f0c6: netem '.length);
    } else return refuse(`unknown: ${line}`);
    return done();
  }

  function addRoot(): CommandResult {
    if (root || foreignQueue !== undefined) return refuse('Error: Exclusivity flag on, cannot modify.');
    root = true;
    return done();
  }

  async function run(command: readonly string[]): Promise<CommandResult> {
    const [program = '', ...args] = command;
    commands.push(command.join(' '));
    if (missing.includes(program)) return { code: 127, stdout: '', stderr: `spawn ${program} ENOENT` };
    if (failing !== null && command.join(' ').startsWith(failing))
      return refuse('RTNETLINK answers: Operation not permitted');
    if (program === 'id') return done(`${user}\n`);
    return program === 'nft' ? runNft(args) : runTc(args);
  }

  return {
    place: 'ssh root@mongo',
    run,
    commands,
    tables,
    netem: () => netem,
    filters: () => filters,
    fail: (start) => (failing = start),
  };
}
