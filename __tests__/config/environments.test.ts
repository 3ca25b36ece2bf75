import { describe, expect, it } from 'vitest';
import { readEnvironment, type EnvironmentSource } from '../../src/config/environments.ts';
import { UsageError } from '../../src/kit/usage-error.ts';

const source = (text: string | null, variables: Record<string, string> = {}): EnvironmentSource => ({
  path: 'focus-stability.yml',
  text,
  variables,
  readFile: (path) => {
    if (path === 'ca.pem') return 'PEM';
    throw new Error(`ENOENT: ${path}`);
  },
});

const FULL = `environments:
  kefar_saba:
    base-url: https://focus.example.test/
    prefix: /focus-server
    tls: { ca-file: ca.pem }
    timeouts: { request: 10s }
    limits: { max-windows: 12 }
    mongo: { uri: 'mongodb://user:\${MONGO_PASSWORD}@mongo.example.test' }
    kubernetes: { url: https://k8s.example.test, token: '\${K8S_TOKEN}' }
    faults: { driver: netem, executor: ssh, where: gateway, host: 10.0.0.7 }
  broken:
    base-url: ftp://focus.example.test
    prefixes: /x
`;

describe('an environment', () => {
  it('has what the file says, defaults, and secrets from variables', () => {
    const read = readEnvironment('kefar_saba', source(FULL, { MONGO_PASSWORD: 'pw', K8S_TOKEN: 'tk' }));
    expect(read).toEqual({
      name: 'kefar_saba',
      baseUrl: 'https://focus.example.test/focus-server',
      tls: { ca: 'PEM', insecure: false },
      streamHost: null,
      timeouts: { requestMs: 10_000, streamMs: 30_000 },
      profile: 'default',
      limits: { maxWindows: 12, latencyScale: 1 },
      mongo: { uri: 'mongodb://user:pw@mongo.example.test', database: 'prisma' },
      kubernetes: {
        baseUrl: 'https://k8s.example.test',
        token: 'tk',
        tls: { ca: null, insecure: false },
        namespace: 'panda',
        mongoDeployment: 'mongodb',
      },
      faults: {
        driver: 'netem',
        executor: 'ssh',
        where: 'gateway',
        interface: 'eth0',
        host: '10.0.0.7',
        port: 27_017,
        side: 'client',
        sudo: false,
      },
      hasAdmin: false,
    });
  });

  it.each([
    [
      '{ driver: chaos-mesh, source: { app: focus }, target: { app: mongodb }, target-namespace: data }',
      {
        driver: 'chaos-mesh',
        source: { app: 'focus' },
        target: { app: 'mongodb' },
        targetNamespace: 'data',
      },
    ],
    [
      "{ driver: netem, host: '2001:db8::7', side: target, sudo: true }",
      {
        driver: 'netem',
        executor: 'local',
        where: null,
        interface: 'eth0',
        host: '2001:db8::7',
        port: 27_017,
        side: 'target',
        sudo: true,
      },
    ],
    ['{ driver: scale-down }', { driver: 'scale-down' }],
    ['null', null],
  ])('disturbs its catalogue by %s', (text, faults) => {
    const file = `environments: { x: { base-url: 'http://a', faults: ${text} } }`;
    expect(readEnvironment('x', source(file)).faults).toEqual(faults);
  });

  it('that is unknown is told with what to write, and what is known', () => {
    const tell = (text: string | null): string => {
      try {
        readEnvironment('kefar_saba', source(text));
      } catch (error) {
        if (error instanceof UsageError) return error.message;
      }
      throw new Error('was read');
    };
    const missing = tell(null);
    expect(missing).toContain('--env kefar_saba: no such environment; there is no focus-stability.yml here');
    expect(missing).toContain('--env local');
    expect(missing.split('\n').filter((line) => line.length > 120)).toEqual([]);
    const other = tell("environments: { staging: { base-url: 'http://a' } }");
    expect(other).toContain('focus-stability.yml has local, staging');
    // What is shown can be pasted.
    for (const message of [missing, other]) {
      const shown = /^environments:\n(?: .*\n)+/m.exec(message)?.[0] ?? '';
      expect(readEnvironment('kefar_saba', source(shown)).baseUrl).toBe(
        'https://focus.example.test/focus-server',
      );
    }
  });

  it('that says nothing is no unknown one', () => {
    expect(() => readEnvironment('x', source('environments: { x: }'))).toThrow('environments.x: ');
  });

  it('called local is there without a file', () => {
    expect(readEnvironment('local', source(null)).baseUrl).toBe('http://127.0.0.1:5000/focus-server');
  });

  it.each([
    [
      'elsewhere',
      FULL,
      '--env elsewhere: no such environment; focus-stability.yml has local, kefar_saba, broken',
    ],
    ['elsewhere', null, '--env elsewhere: no such environment; there is no focus-stability.yml'],
    ['__proto__', FULL, '--env __proto__: no such environment'],
    [
      'kefar_saba',
      FULL,
      'environments.kefar_saba.mongo.uri needs the variable MONGO_PASSWORD, which is not set',
    ],
    ['broken', FULL, 'focus-stability.yml: environments.broken: base-url: '],
    ['broken', FULL, 'prefixes'],
    ['x', 'environments: [1', 'focus-stability.yml: '],
    ['x', 'environment: {}', 'environment'],
    [
      'x',
      `environments: { x: { base-url: 'http://a', tls: { ca-file: no.pem } } }`,
      'ca-file no.pem: ENOENT',
    ],
    [
      'x',
      `environments: { x: { base-url: 'http://a', faults: { driver: chaos-mesh, source: {}, target: { a: b } } } }`,
      'faults.source: names no label, that would be all pods',
    ],
    [
      'x',
      `environments: { x: { base-url: 'http://a', faults: { driver: netem, host: mongo } } }`,
      'faults.host: ',
    ],
    [
      'x',
      `environments: { x: { base-url: 'http://a', faults: { driver: netem, executor: ssh, host: 10.0.0.7 } } }`,
      'faults.where: names the host of ssh, or the pod of kubectl',
    ],
    [
      'x',
      `environments: { x: { base-url: 'http://a', timeouts: { request: soon } } }`,
      'must be a time such as',
    ],
  ])('%s is refused with a word about what is wrong', (name, text, message) => {
    expect(() => readEnvironment(name, source(text))).toThrow(UsageError);
    expect(() => readEnvironment(name, source(text))).toThrow(message);
  });
});
