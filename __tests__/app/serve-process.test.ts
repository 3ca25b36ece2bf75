import { describe, expect, it } from 'vitest';
import { openSilentClient } from '../focus-server/grpc/silent-client.ts';
import { askUrl, makeBody } from '../focus-server/http/server.ts';
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
});
