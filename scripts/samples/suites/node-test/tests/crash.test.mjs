// The process ends before its second test: node reports the file itself as failed.
import { test } from 'node:test';

test('passes before the crash', () => {});
test('ends the process', () => {
  process.exit(3);
});
test('never runs', () => {});
