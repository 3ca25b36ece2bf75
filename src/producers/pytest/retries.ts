/** Switches retries of pytest off: they hide flakes. */
import { delimiter, join } from 'node:path';
import { hasOption } from '../arguments.ts';
import type { Adapted, Wish } from '../preset.ts';

type Retries = Required<Pick<Adapted, 'files' | 'environment' | 'keepsRetries'>> & {
  readonly options: readonly string[];
};

/** Settings that pytest refuses without the plug-in. */
const NEEDED =
  /(?:^|[\s"'=[])(?:--reruns|--only-rerun|--rerun-except|--fail-on-flaky)\b|\breruns(?:_delay)?\s*=|\brequired_plugins\s*=.*rerunfailures|\bpytest_rerunfailures\b/;
/** Suites that do not accept a mark without the plug-in that knows it. */
const STRICT = /(?:^|[\s"'=[])--strict(?:-markers)?(?![\w-])|^\s*strict(?:_markers)?\s*=\s*true\b/im;

/**
 * Lets the plug-in in, so that its options, settings and requirement are known, and takes it out before it acts: a
 * `--reruns 0` of ours would lose against the mark of a test. Workers of xdist load this after the plug-in, and hear of
 * it then.
 */
const STUB_NAME = 'focus_stability_no_retries';
const STUB = `def pytest_plugin_registered(plugin, manager):
    names = (manager.get_name(plugin), getattr(plugin, "__name__", ""))
    if "rerunfailures" in names or "pytest_rerunfailures" in names:
        manager.unregister(plugin)

def pytest_configure(config):
    config.addinivalue_line("markers", "flaky: repeated by pytest-rerunfailures, which is switched off")
`;

/**
 * Asked for on the command line they are the user's wish; from settings and marks they are switched off.
 * `settings`: what pytest reads besides its words.
 */
export function switchRetriesOff(command: readonly string[], settings: string, wish: Wish): Retries {
  const nothing = { options: [], files: new Map(), environment: {}, keepsRetries: false };
  if (wish.keepRetries || hasOption(command, '--reruns')) return { ...nothing, keepsRetries: true };
  const isNeeded = NEEDED.test(settings);
  if (!isNeeded && !STRICT.test(`${command.join('\n')}\n${settings}`))
    return { ...nothing, options: ['-p', 'no:rerunfailures'] };
  if (wish.temp === null) return { ...nothing, options: isNeeded ? ['--reruns', '0'] : [] };
  const folder = join(wish.temp, 'python');
  const known = wish.environment['PYTHONPATH'] ?? '';
  return {
    ...nothing,
    options: ['-p', STUB_NAME],
    files: new Map([[join(folder, `${STUB_NAME}.py`), STUB]]),
    environment: { PYTHONPATH: known === '' ? folder : `${folder}${delimiter}${known}` },
  };
}
