import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const FOLDER = join(import.meta.dirname, '..', '..', '.github', 'ISSUE_TEMPLATE');
const SAMPLE = 'sample-reports/five-iterations/expected.json';
const FORMS = readdirSync(FOLDER).filter((name) => name !== 'config.yml');

interface Field {
  readonly type: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>> & { readonly options?: readonly string[] };
  readonly validations?: { readonly required: boolean };
}

/** What GitHub knows of each kind of field; anything else makes it drop the form without a word. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  input: ['label', 'description', 'placeholder', 'value'],
  textarea: ['label', 'description', 'placeholder', 'value', 'render'],
  dropdown: ['label', 'description', 'options', 'multiple', 'default'],
};

const read = (name: string) =>
  parse(readFileSync(join(FOLDER, name), 'utf8')) as {
    readonly name: string;
    readonly description: string;
    readonly labels: readonly string[];
    readonly body: readonly Field[];
  };

describe('the issue forms', () => {
  it('are one for each kind of trouble', () => {
    expect(FORMS.sort()).toEqual(['crash.yml', 'feature.yml', 'report-not-read.yml', 'wrong-verdict.yml']);
  });

  it.each(FORMS)('%s is a form as GitHub knows them', (name) => {
    const form = read(name);
    expect(Object.keys(form)).toEqual(['name', 'description', 'labels', 'body']);
    const ids = form.body.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    for (const { type, id, attributes } of form.body) {
      expect(id).toMatch(/^[a-z][a-z-]*$/);
      expect(ATTRIBUTES[type]).toEqual(expect.arrayContaining(Object.keys(attributes)));
      expect(attributes['label']).toEqual(expect.any(String));
      expect(attributes.options ?? []).toEqual([...new Set(attributes.options)]);
    }
  });

  it('ask for what a maintainer needs to repeat it', () => {
    const required = (name: string): string[] =>
      read(name)
        .body.filter(({ validations }) => validations?.required)
        .map(({ id }) => id);
    expect(required('report-not-read.yml')).toEqual(expect.arrayContaining(['version', 'junit', 'evidence']));
    expect(required('wrong-verdict.yml')).toEqual(expect.arrayContaining(['version', 'test', 'row']));
    expect(required('crash.yml')).toEqual(expect.arrayContaining(['version', 'call', 'log']));
  });

  it('name parts of report.json that it has', () => {
    const report = JSON.parse(readFileSync(join(FOLDER, '..', '..', SAMPLE), 'utf8')) as object;
    const named = FORMS.flatMap((name) => read(name).body)
      .filter(({ attributes }) => attributes['render'] === 'json')
      .flatMap(({ attributes }) => [...String(attributes['description']).matchAll(/`(\w+)`/g)]);
    expect(named.length).toBeGreaterThan(2);
    for (const [, part = ''] of named) expect(Object.keys(report)).toContain(part);
  });
});
