/** Asks a test runner for its plug-ins. */
import { choosePreset } from '../../producers/choose.ts';
import type { RunOptions } from '../options.ts';
import { mergeEnvironment } from './environment.ts';
import { startCommand } from './start.ts';
import type { RunnerPorts } from '../ports.ts';
import type { Preset } from '../../producers/preset.ts';

const LIMIT_MS = 60_000;
const MOST_CHARACTERS = 1024 * 1024;

/** With the plug-ins of the test runner where they matter. Throws UsageError for an unknown preset. */
export async function withPlugins(
  command: readonly string[],
  options: RunOptions,
  ports: RunnerPorts,
): Promise<RunOptions> {
  const preset = options.shuffle && !options.shell ? choosePreset(command, options.preset) : null;
  if (preset === null) return options;
  return { ...options, plugins: await probePlugins(command, preset, { cwd: options.cwd, ports }) };
}

/**
 * Names of plug-ins, as `PluginProbe.read` gives them. Empty when the runner has none, cannot tell, or does not start:
 * the iteration will tell why. Costs a start of the test runner: ask once for all iterations.
 */
export async function probePlugins(
  command: readonly string[],
  preset: Preset,
  { cwd, ports }: { readonly cwd: string; readonly ports: RunnerPorts },
): Promise<readonly string[]> {
  if (preset.probe === undefined) return [];
  const words = preset.probe.ask(command);
  const environment = mergeEnvironment(ports.environment, {}, ports.platform);
  const text = await readOutput({ words, cwd, environment, shell: false }, ports);
  return preset.probe.read(text);
}

async function readOutput(command: Parameters<typeof startCommand>[0], ports: RunnerPorts): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    try {
      const child = startCommand(command, ports);
      const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
      const take = (chunk: Buffer): void => {
        if (text.length < MOST_CHARACTERS) text += chunk.toString('latin1');
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      const finish = (): void => {
        clearTimeout(timer);
        resolve(text);
      };
      child.once('error', finish);
      child.once('close', finish);
    } catch {
      resolve('');
    }
  });
}
