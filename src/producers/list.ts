/** All test tools, and what is asked of all of them at once: whose report, how many tests, which command. */
import { dotnet } from './dotnet.ts';
import { go } from './go.ts';
import { gradle } from './gradle.ts';
import { jest } from './jest.ts';
import { maven } from './maven.ts';
import { nextest } from './nextest.ts';
import { playwright } from './playwright.ts';
import type { Preset } from './preset.ts';
import { CERTAINTIES, type Producer, type ReproTest } from './producer.ts';
import { pytest } from './pytest/pytest.ts';
import { bats, ctest, focusStability, googletest, mocha, nodeTest, phpunit, rspec } from './report-only.ts';
import { vitest } from './vitest.ts';

/** Equally sure marks are tried in this order; the presets among these are offered in it. */
export const PRODUCERS = [
  focusStability,
  pytest,
  vitest,
  jest,
  mocha,
  googletest,
  rspec,
  bats,
  phpunit,
  ctest,
  nodeTest,
  playwright,
  go,
  maven,
  gradle,
  dotnet,
  nextest,
] as const;

export type ProducerName = (typeof PRODUCERS)[number]['name'];

/** Those that we can run; the first that detects a command is taken. */
export const PRESETS: readonly Preset[] = PRODUCERS.filter((producer) => 'adapt' in producer);

const BY_CERTAINTY: readonly Producer<ProducerName>[] = CERTAINTIES.flatMap((certainty) =>
  PRODUCERS.filter(({ recognition }) => recognition?.certainty === certainty),
);

/** Which tool wrote a report, judged from its first tags; null when it is none that we know. */
export function recogniseProducer(tags: readonly string[]): Producer<ProducerName> | null {
  const text = tags.join('\n');
  return BY_CERTAINTY.find(({ recognition }) => recognition?.mark.test(text)) ?? null;
}

/** As `Preset.readAnnouncement`, whichever of the presets prints it. */
export function readAnnouncement(text: string): number | null {
  for (const preset of PRESETS) {
    const count = preset.readAnnouncement?.(text) ?? null;
    if (count !== null) return count;
  }
  return null;
}

/** As `Producer.repeat`; null also for a name that is not in the list, such as `unknown`. */
export function buildReproCommand(test: ReproTest, name: string): string | null {
  return PRODUCERS.find((producer) => producer.name === name)?.repeat?.(test) ?? null;
}
