import { describe, expect, it } from 'vitest';
import { openSilentClient } from '../focus-server/reference/grpc/silent-client.ts';
import { askUrl, makeBody } from '../focus-server/reference/http/server.ts';
import { makeFolder } from '../helpers/folder.ts';
import { startServe } from '../helpers/serve-process.ts';

const FREE = ['--port', '0', '--grpc-port', '0', '--latency', '0'];

describe('the process of focus-stability serve', () => {
  it('ends by one Ctrl-C, also while a client takes nothing of its stream', async () => {
    const { child, started, ended } = startServe(FREE, makeFolder({}));
    const url = /HTTP +(\S+)/.exec(await started)?.[1] ?? '';
    const { body } = await askUrl(`${url}/configure`, { method: 'POST', body: makeBody() });
    const silent = await openSilentClient(body.stream_port);
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 0, stderr: 'focus-stability: the server has ended\n' });
    silent.close();
  });

  it('refuses a missing file of variables, unless Node has refused it before', async () => {
    const folder = makeFolder({});
    const ours = await startServe([...FREE, '--variables', 'missing.env'], folder).ended;
    expect(ours).toEqual({
      code: 2,
      stderr: expect.stringContaining('--env-file missing.env: ENOENT'),
    });
    const nodes = await startServe([...FREE, '--env-file', 'missing.env'], folder).ended;
    expect(nodes).toEqual({ code: 9, stderr: expect.stringContaining('missing.env: not found') });
  });

  it('leaves options of Node in a file of variables alone', async () => {
    const folder = makeFolder({ 'a.env': 'NODE_OPTIONS=--no-such-option\n' });
    const { child, started, ended } = startServe([...FREE, '--variables', 'a.env'], folder);
    await started;
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
  });
});
