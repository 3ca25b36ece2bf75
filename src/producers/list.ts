/** All presets; the first that detects a command is taken. */
import { dotnet } from './dotnet.ts';
import { go } from './go.ts';
import { gradle } from './gradle.ts';
import { jest } from './jest.ts';
import { maven } from './maven.ts';
import { nextest } from './nextest.ts';
import { playwright } from './playwright.ts';
import type { Preset } from './preset.ts';
import { pytest } from './pytest/pytest.ts';
import { vitest } from './vitest.ts';

export const PRESETS: readonly Preset[] = [
  pytest,
  vitest,
  jest,
  playwright,
  go,
  maven,
  gradle,
  dotnet,
  nextest,
];
