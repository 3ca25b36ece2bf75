/** SCRAM-SHA-256, with the official driver as the other side. */
import { describe, expect, it } from 'vitest';
import { codeOf } from './cases/case.ts';
import { openClient, startEndpoint } from './embedded.ts';
import { connectRaw, writeMessage } from './raw-client.ts';

const CREDENTIALS = { user: 'al,i=ce', password: 'pä:s s/@?' };

describe('an endpoint with credentials', () => {
  it('lets in who knows them', async () => {
    const endpoint = await startEndpoint({ credentials: CREDENTIALS });
    const client = openClient(endpoint.uri);
    const { authInfo } = await client.db('admin').command({ connectionStatus: 1 });
    expect(authInfo.authenticatedUsers).toEqual([{ user: 'al,i=ce', db: 'admin' }]);
    await client.db('shop').collection('things').insertOne({ a: 1 });
    expect(await client.db('shop').collection('things').countDocuments()).toBe(1);
  });

  it.each([
    ['a wrong password', { username: CREDENTIALS.user, password: 'wrong' }],
    ['an unknown user', { username: 'bob', password: CREDENTIALS.password }],
  ])('refuses %s', async (_name, auth) => {
    const endpoint = await startEndpoint({ credentials: CREDENTIALS });
    const uri = `mongodb://127.0.0.1:${String(endpoint.port)}/`;
    const client = openClient(uri, { auth, authMechanism: 'SCRAM-SHA-256' });
    expect(await codeOf(client.db('shop').command({ ping: 1 }))).toBe(18);
  });

  it('answers nothing but the handshake to who has not logged in', async () => {
    const endpoint = await startEndpoint({ credentials: CREDENTIALS });
    const client = openClient(`mongodb://127.0.0.1:${String(endpoint.port)}/`);
    const db = client.db('shop');
    expect(await codeOf(db.collection('things').findOne({}))).toBe(13);
    expect(await codeOf(db.collection('things').insertOne({}))).toBe(13);
    expect(await codeOf(db.admin().listDatabases())).toBe(13);
    expect(await db.command({ ping: 1 })).toMatchObject({ ok: 1 });
  });

  it('refuses a proof that comes before the start or twice', async () => {
    const endpoint = await startEndpoint({ credentials: CREDENTIALS });
    const client = await connectRaw(endpoint.port);
    const proof = {
      saslContinue: 1,
      conversationId: 1,
      payload: Buffer.from('c=biws,r=x,p=eA=='),
      $db: 'admin',
    };
    const empty = { ...proof, payload: Buffer.alloc(0) };
    client.send(writeMessage(1, proof), writeMessage(2, empty), writeMessage(3, { find: 'a', $db: 'shop' }));
    expect((await client.read())?.document.code).toBe(18);
    expect((await client.read())?.document.code).toBe(18);
    expect((await client.read())?.document.code).toBe(13);
  });
});
