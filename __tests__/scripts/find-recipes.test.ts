import { expect, it } from 'vitest';
import { findRecipes } from '../../scripts/find-recipes.ts';

it('finds the workflows of a document, with their lines and without the indentation of a list', () => {
  const markdown = [
    'text',
    '```yaml',
    'on: push',
    'jobs: {}',
    '```',
    '```yaml',
    'environments: {}',
    '```',
    '1. a list',
    '   ```yml',
    '   on: push',
    '   jobs:',
    '     a: {}',
    '   ```',
    '```sh',
    'jobs: no',
    '```',
  ].join('\n');
  expect(findRecipes(markdown)).toEqual([
    { line: 3, text: 'on: push\njobs: {}\n' },
    { line: 11, text: 'on: push\njobs:\n  a: {}\n' },
  ]);
});
