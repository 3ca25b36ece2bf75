import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { KubeconfigError, readKubeconfig } from '../../../src/focus-server/client/kubeconfig.ts';

const encode = (text: string): string => Buffer.from(text).toString('base64');

/** Two contexts: one by token and authority, one by a client certificate. */
const config = (user: object = { token: 'secret' }, cluster: object = {}): string =>
  stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'first',
    contexts: [
      { name: 'first', context: { cluster: 'one', user: 'me', namespace: 'panda' } },
      { name: 'second', context: { cluster: 'two', user: 'robot' } },
    ],
    clusters: [
      { name: 'one', cluster: { server: 'https://one.example:6443', ...cluster } },
      {
        name: 'two',
        cluster: { server: 'https://two.example/k8s', 'certificate-authority-data': encode('CA') },
      },
    ],
    users: [
      { name: 'me', user },
      {
        name: 'robot',
        user: { 'client-certificate-data': encode('CERT'), 'client-key-data': encode('KEY') },
      },
    ],
  });

describe('readKubeconfig', () => {
  it('reads the current context', () => {
    expect(readKubeconfig(config())).toEqual({
      baseUrl: 'https://one.example:6443',
      namespace: 'panda',
      token: 'secret',
    });
  });

  it('reads the context that is asked for', () => {
    expect(readKubeconfig(config(), { contextName: 'second' })).toEqual({
      baseUrl: 'https://two.example/k8s',
      namespace: null,
      ca: 'CA',
      cert: 'CERT',
      key: 'KEY',
    });
  });

  it('reads how certificates are checked', () => {
    const cluster = { 'insecure-skip-tls-verify': true, 'tls-server-name': 'kubernetes' };
    expect(readKubeconfig(config(undefined, cluster))).toMatchObject({
      insecure: true,
      serverName: 'kubernetes',
    });
  });

  it('reads files where it is given a way to', () => {
    const user = { tokenFile: '/token', 'client-certificate': '/cert', 'client-key': '/key' };
    const readText = (path: string): string => `content of ${path}\n`;
    const cluster = { 'certificate-authority': 'ca.pem', 'certificate-authority-data': encode('DATA') };
    expect(readKubeconfig(config(user, cluster), { readText })).toMatchObject({
      ca: 'DATA',
      token: 'content of /token',
      cert: 'content of /cert\n',
    });
    expect(() => readKubeconfig(config(user))).toThrow(/names the file \/token; .*--flatten/);
  });

  it.each<[string, string, RegExp]>([
    ['another program', config({ exec: { command: 'aws' } }), /another program.*give a token/],
    ['an auth provider', config({ 'auth-provider': { name: 'gcp' } }), /another program/],
    ['a password', config({ username: 'me', password: 'hidden' }), /not supported; give a token/],
    ['a proxy', config({}, { 'proxy-url': 'http://proxy.example' }), /proxy-url/],
    ['no YAML', '{', /not YAML/],
    ['nothing', '', /kubeconfig: file:/],
    ['no clusters', 'contexts: []', /clusters: /],
    ['no context', 'contexts: []\nclusters: []', /no context ""; there are: none/],
  ])('refuses %s', (_, source, reason) => {
    expect(() => readKubeconfig(source)).toThrow(reason);
  });

  it('names the contexts there are', () => {
    expect(() => readKubeconfig(config(), { contextName: '__proto__' })).toThrow(
      'kubeconfig: no context "__proto__"; there are: first, second',
    );
  });

  it('fails only with its own error', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((value) => stringify(value)),
        ),
        (source) => {
          try {
            readKubeconfig(source);
          } catch (error) {
            expect(error).toBeInstanceOf(KubeconfigError);
          }
        },
      ),
      { seed: 17, numRuns: 300 },
    );
  });
});
