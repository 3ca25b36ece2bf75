import { describe, expect, it } from 'vitest';
import { PUBLISH_SETTINGS } from '../../src/config/publish-settings.ts';
import { wordsOf } from '../../src/config/settings.ts';
import { SETTINGS } from './world.ts';

describe('the settings of publishing', () => {
  it('have a default among their choices and a sentence of help', () => {
    for (const setting of PUBLISH_SETTINGS) {
      const words = wordsOf(setting);
      if (words.length > 0) expect(words).toContain(setting.default);
      expect(setting.help).toMatch(/^[A-Z`].*[^.]$/);
    }
  });

  it('cover every field that a user decides', () => {
    const given = new Set(['webhook', 'outputDir', 'reportFiles']);
    const fields = Object.keys(SETTINGS).filter((field) => !given.has(field));
    const names = fields.map((field) => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    expect([...names, 'webhook-format'].sort()).toEqual(PUBLISH_SETTINGS.map(({ name }) => name).sort());
  });
});
