import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createKubectlExecutor,
  createLocalExecutor,
  createSshExecutor,
  withSudo,
} from '../../../../src/focus-server/faults/executors/executors.ts';
import { createFakeClock, realClock, until } from '../../../proxy/fake-clock.ts';

/** Puts a program of this name first on PATH; it notes its arguments, then runs `body`. */
function installStandIn(name: string, body: string): { readonly argv: () => string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  const record = join(folder, 'argv');
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\nprintf '%s\\0' "$@" > '${record}'\n${body}\n`);
  chmodSync(file, 0o755);
  const before = process.env.PATH;
  process.env.PATH = `${folder}${delimiter}${before}`;
  onTestFinished(() => {
    process.env.PATH = before;
  });
  return { argv: () => readFileSync(record, 'utf8').split('\0').slice(0, -1) };
}

/** Does with its words what sshd does: joins them and gives them to a shell. */
const LIKE_SSH = 'while [ "$1" != "--" ]; do shift; done; shift 2; exec sh -c "$*"';
const LIKE_KUBECTL = 'while [ "$1" != "--" ]; do shift; done; shift; exec "$@"';
const HOSTILE = [
  'a b',
  "it's",
  '$(reboot)',
  '`id`',
  '; rm -rf /',
  '*',
  '',
  '"',
  '\\',
  'A=1',
  '-n',
  'line\nbreak',
  '{ type filter ; }',
];
const PRINT = ['printf', String.raw`%s\0`];
const limits = { clock: realClock };

describe('the local executor', () => {
  const local = createLocalExecutor(limits);

  it('gives arguments exactly, without a shell, and answers with what came out', async () => {
    expect(await local.run([...PRINT, ...HOSTILE])).toEqual({
      code: 0,
      stdout: HOSTILE.map((word) => `${word}\0`).join(''),
      stderr: '',
    });
    expect(await local.run(['sh', '-c', 'echo wrong >&2; exit 3'])).toEqual({
      code: 3,
      stdout: '',
      stderr: 'wrong\n',
    });
  });

  it('never rejects: a missing program and an impossible argument are results', async () => {
    expect(await local.run(['no-such-program-here'])).toMatchObject({ code: 127, stderr: /ENOENT/ });
    expect(await local.run(['printf', 'a\0b'])).toMatchObject({ code: 127 });
    expect(await local.run([])).toMatchObject({ code: 127 });
  });

  it('bounds the output it keeps', async () => {
    const { stdout } = await local.run(['head', '-c', '3000000', '/dev/zero']);
    expect(stdout).toHaveLength(1_000_000);
  });

  it('kills what takes too long', async () => {
    const clock = createFakeClock();
    const running = createLocalExecutor({ clock, withinMs: 5000 }).run(['sleep', '3600']);
    await until(() => clock.pending() === 1);
    clock.advance(5000);
    expect(await running).toMatchObject({ code: 124, stderr: 'took longer than 5 s' });
  });

  it('leaves no timer behind', async () => {
    const clock = createFakeClock();
    const timed = createLocalExecutor({ clock });
    await timed.run(['true']);
    await timed.run(['no-such-program-here']);
    expect(clock.pending()).toBe(0);
  });
});

describe('the ssh executor', () => {
  it('reaches the machine without asking, and the words arrive as they were', async () => {
    const { argv } = installStandIn('ssh', LIKE_SSH);
    const ssh = createSshExecutor({ ...limits, destination: 'root@mongo', port: 2222 });
    const { stdout } = await ssh.run([...PRINT, ...HOSTILE]);
    expect(stdout.split('\0').slice(0, -1)).toEqual(HOSTILE);
    expect(argv().slice(0, -1)).toEqual([
      '-o',
      'BatchMode=yes',
      '-o',
      'ConnectTimeout=10',
      '-p',
      '2222',
      '--',
      'root@mongo',
    ]);
    expect(ssh.place).toBe('ssh root@mongo');
  });

  it('tells what ssh says when it cannot reach the machine', async () => {
    installStandIn('ssh', 'echo "Permission denied (publickey)." >&2; exit 255');
    const ssh = createSshExecutor({ ...limits, destination: 'mongo' });
    expect(await ssh.run(['id', '-u'])).toMatchObject({
      code: 255,
      stderr: 'Permission denied (publickey).\n',
    });
  });

  it.each(['-oProxyCommand=reboot', 'a b', '', 'host;reboot', '$(id)'])(
    'takes no destination like %j',
    (destination) => {
      expect(() => createSshExecutor({ ...limits, destination })).toThrow('is no destination');
    },
  );
});

describe('the kubectl executor', () => {
  it('runs in the container, words as they are', async () => {
    const { argv } = installStandIn('kubectl', LIKE_KUBECTL);
    const kubectl = createKubectlExecutor({
      ...limits,
      namespace: 'panda',
      pod: 'deployment/mongodb',
      container: 'net',
    });
    const { stdout } = await kubectl.run([...PRINT, ...HOSTILE]);
    expect(stdout.split('\0').slice(0, -1)).toEqual(HOSTILE);
    expect(argv()).toEqual([
      'exec',
      '-n',
      'panda',
      'deployment/mongodb',
      '-c',
      'net',
      '--',
      ...PRINT,
      ...HOSTILE,
    ]);
    expect(kubectl.place).toBe('panda/deployment/mongodb/net');
  });

  it.each(['--kubeconfig=x', 'Pod', 'a b', ''])('takes no name like %j', (pod) => {
    expect(() => createKubectlExecutor({ ...limits, namespace: 'panda', pod })).toThrow(
      'is no name of Kubernetes',
    );
  });
});

describe('sudo', () => {
  it('puts itself before the command and never asks', async () => {
    const { argv } = installStandIn('sudo', '');
    const root = withSudo(createLocalExecutor(limits));
    await root.run(['tc', '-V']);
    expect(argv()).toEqual(['-n', 'tc', '-V']);
    expect(root.place).toBe('this machine (sudo)');
  });
});
