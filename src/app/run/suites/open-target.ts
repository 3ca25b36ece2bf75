/** The server that suites run against: one of the user's environments, or a reference server of our own. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ENVIRONMENT_FILE, readEnvironment } from '../../../config/environments.ts';
import type { SuiteConfig } from '../../../config/suite-config.ts';
import { resolveOptions } from '../../../focus-server/index.ts';
import type { Environment, SuiteTarget } from '../../../model/environment.ts';
import { readVariables } from '../../../edge/named-files.ts';
import type { RunWorld } from '../../../edge/run-host.ts';
import { openEmbedded, type OpenedTarget } from './embedded-target.ts';

/** Called once for each iteration, with its seed. */
export type OpenTarget = (seed: number) => Promise<OpenedTarget>;

/** Throws UsageError for a wrong environment, before anything runs. */
export function openTarget(config: SuiteConfig, world: RunWorld): OpenTarget {
  const { settings } = config;
  if (config.env === null) {
    // A defect that there is not is told before anything runs.
    resolveOptions({ defects: config.defects });
    return (seed) => openEmbedded(config, seed, world);
  }
  const environment = loadEnvironment(config, world);
  return () => Promise.resolve({ target: { environment, settings }, close: () => Promise.resolve() });
}

function loadEnvironment({ env, envFile }: SuiteConfig, { terminal, host }: RunWorld): Environment {
  const path = resolve(terminal.cwd, ENVIRONMENT_FILE);
  return readEnvironment(env ?? '', {
    path: ENVIRONMENT_FILE,
    text: existsSync(path) ? readFileSync(path, 'utf8') : null,
    variables: readVariables({ envFile, cwd: terminal.cwd, environment: host.environment }),
    readFile: (file) => readFileSync(resolve(dirname(path), file), 'utf8'),
  });
}

/** Suites get them as data, so they are in no variable whose name would tell. */
export function listTargetSecrets({ environment: { mongo, kubernetes } }: SuiteTarget): string[] {
  const password = mongo !== null && URL.canParse(mongo.uri) ? new URL(mongo.uri).password : '';
  return [password, decodeURIComponent(password), kubernetes?.token ?? ''].filter((text) => text !== '');
}
