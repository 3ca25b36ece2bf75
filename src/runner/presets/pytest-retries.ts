/** Switches retries of pytest off: they hide flakes. */
import { delimiter, join } from 'node:path';
import { hasOption } from './arguments.ts';
import type { Adapted, Wish } from './preset.ts';

type Retries = Required<Pick<Adapted, 'files' | 'environment'>> & { readonly options: readonly string[] };

const RERUNS =
  /(?:^|[\s"'=[])(?:--reruns|--only-rerun|--rerun-except|--fail-on-flaky)\b|\breruns(?:_delay)?\s*=|\brequired_plugins\s*=.*rerunfailures/;
const STRICT = /(?:^|[\s"'=[])--strict(?:-markers)?(?![\w-])|^\s*strict(?:_markers)?\s*=\s*true\b/im;

/** Without the plug-in its mark is unknown, which strict suites do not accept. */
const MARK_NAME = 'focus_stability_flaky_mark';
const MARK = `def pytest_configure(config):
    config.addinivalue_line("markers", "flaky: repeated by pytest-rerunfailures, which is switched off")
`;

/**
 * Asked for on the command line they are the user's wish; from settings they are switched off without unknown options.
 * `settings`: what pytest reads besides its words.
 */
export function switchRetriesOff(command: readonly string[], settings: string, wish: Wish): Retries {
  const nothing = { options: [], files: new Map(), environment: {} };
  if (wish.keepRetries || hasOption(command, '--reruns')) return nothing;
  if (RERUNS.test(settings)) return { ...nothing, options: ['--reruns', '0'] };
  const off = ['-p', 'no:rerunfailures'];
  if (!STRICT.test(`${command.join('\n')}\n${settings}`)) return { ...nothing, options: off };
  if (wish.temp === null) return nothing;
  const folder = join(wish.temp, 'python');
  const known = wish.environment['PYTHONPATH'] ?? '';
  return {
    options: [...off, '-p', MARK_NAME],
    files: new Map([[join(folder, `${MARK_NAME}.py`), MARK]]),
    environment: { PYTHONPATH: known === '' ? folder : `${folder}${delimiter}${known}` },
  };
}
