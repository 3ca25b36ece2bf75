/** Every setting of `focus-stability serve`. */
import type { Setting } from './settings.ts';

export const PROFILES = ['default', 'strict-view-limits', 'legacy'] as const;

export const SERVE_SETTINGS = [
  { name: 'port', kind: 'number', default: '5000', value: 'n', help: 'HTTP port; 0 takes any free one' },
  { name: 'host', kind: 'text', default: '127.0.0.1', value: 'address', help: 'Address to listen on' },
  {
    name: 'grpc-port',
    kind: 'number',
    default: '12300',
    value: 'n',
    help: 'The stream of a job listens on this port plus its window, and all of them must be free; 0 takes a free range',
  },
  {
    name: 'prefix',
    kind: 'text',
    default: '/focus-server',
    value: 'path',
    help: 'Everything is served at the root and below this path',
  },
  {
    name: 'profile',
    kind: 'list',
    default: 'default',
    choices: PROFILES,
    help: 'Which server is imitated',
  },
  {
    name: 'mongo-uri',
    kind: 'text',
    default: null,
    value: 'uri',
    help: 'MongoDB of the catalogue, only read; MONGODB_URI when not given, and an embedded one without both',
  },
  { name: 'max-windows', kind: 'number', default: '30', value: 'n', help: 'Most jobs at one time' },
  { name: 'seed', kind: 'number', default: '1', value: 'n', help: 'Seed of signals, recordings and jitter' },
  {
    name: 'latency',
    kind: 'text',
    default: '1',
    value: 'factor',
    help: 'Multiplies the time that answers take; 0 answers at once',
  },
  {
    name: 'latency-live',
    kind: 'text',
    default: '40-80',
    value: 'ms-ms',
    help: 'Milliseconds, least and most, that POST /configure of a live job takes longer than other requests',
  },
  {
    name: 'latency-historic',
    kind: 'text',
    default: '150-300',
    value: 'ms-ms',
    help: 'The same of a historic job',
  },
  {
    name: 'latency-other',
    kind: 'text',
    default: '2-8',
    value: 'ms-ms',
    help: 'Milliseconds, least and most, that every request takes',
  },
  {
    name: 'lifetime',
    kind: 'text',
    default: '1',
    value: 'factor',
    help: 'Multiplies the time after which unused jobs are cleaned up',
  },
  {
    name: 'defect',
    kind: 'texts',
    default: null,
    value: 'names',
    help: 'Deliberate defects, comma-separated, for proving suites; may be repeated',
  },
  { name: 'list-defects', kind: 'flag', default: null, help: 'List the deliberate defects and end' },
  {
    name: 'env-file',
    alias: 'variables',
    kind: 'text',
    default: null,
    value: 'file',
    help: 'File of NAME=value lines; the environment itself goes first; Node reads what --env-file names too, --variables is ours alone',
  },
] as const satisfies readonly Setting[];
