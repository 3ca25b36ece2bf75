import { describe, expect, it } from 'vitest';
import { PUBLISH_SETTINGS } from '../../src/config/publish-settings.ts';
import { SETTINGS } from './world.ts';

describe('the settings of publishing', () => {
  it('have a default among their choices and a sentence of help', () => {
    for (const { default: standard, choices, help } of PUBLISH_SETTINGS) {
      if (choices !== undefined) expect(choices).toContain(standard);
      expect(help).toMatch(/^[A-Z`].*[^.]$/);
    }
  });

  it('cover every field that a user decides', () => {
    const given = new Set(['webhook', 'outputDir', 'reportFiles']);
    const fields = Object.keys(SETTINGS).filter((field) => !given.has(field));
    const names = fields.map((field) => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    expect([...names, 'webhook-format'].sort()).toEqual(PUBLISH_SETTINGS.map(({ name }) => name).sort());
  });
});
