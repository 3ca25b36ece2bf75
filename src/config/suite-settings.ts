/** Settings of `focus-stability run --suite`: which tests, against which server. */
import type { Setting } from './settings.ts';

export const SUITE_SETTINGS: readonly Setting[] = [
  {
    name: 'suite',
    kind: 'texts',
    default: null,
    value: 'name',
    help: 'Run suites instead of a command: focus-server for all that are bundled, one of them such as focus-server.nfft, or a file of your own in TypeScript or JavaScript; may be repeated',
  },
  {
    name: 'env',
    kind: 'text',
    default: null,
    value: 'name',
    help: 'Environment of focus-stability.yml that suites run against; without it they get an embedded reference server',
  },
  {
    name: 'env-file',
    alias: 'variables',
    kind: 'text',
    default: null,
    value: 'file',
    help: 'Variables (NAME=value lines) for environments, besides those that are set; Node reads what --env-file names too, --variables is ours alone',
  },
  {
    name: 'tag',
    kind: 'texts',
    default: null,
    value: 'tag',
    help: 'Only tests with this tag, or without it: !load; may be repeated',
  },
  {
    name: 'grep',
    kind: 'text',
    default: null,
    value: 'text',
    help: 'Only tests whose id has this text, or matches /expression/',
  },
  {
    name: 'all',
    kind: 'flag',
    default: null,
    help: 'Also tests tagged nightly, which are left out otherwise',
  },
  {
    name: 'list',
    kind: 'flag',
    default: null,
    help: 'Print the chosen tests, one a line: id, tags, Xray keys',
  },
  {
    name: 'repeat-each',
    kind: 'number',
    default: '1',
    value: 'n',
    help: 'Executions of each test within an iteration',
  },
  {
    name: 'set',
    kind: 'texts',
    default: null,
    value: 'name=value',
    help: 'A figure that suites ask for, such as samples=20 or load-seconds=300; may be repeated',
  },
  {
    name: 'defect',
    kind: 'texts',
    default: null,
    value: 'name',
    help: 'Defect of the embedded server, to see that suites find it (serve --list-defects); may be repeated',
  },
];
