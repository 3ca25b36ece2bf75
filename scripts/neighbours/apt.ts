/** Debian's and Ubuntu's packages, which the neighbours of tests come from. */
import { spawnSync } from 'node:child_process';

export function hasApt(): boolean {
  return spawnSync('apt-get', ['--version']).error === undefined;
}

/** The command that installs Debian's packages: as root, or through sudo. */
export function writeInstall(packages: readonly string[]): readonly string[] {
  return asRoot(['install', '--yes', '--quiet', '--no-install-recommends', ...packages]);
}

/** Brings Debian's packages; what apt prints is shown. False when it failed. */
export function installPackages(packages: readonly string[]): boolean {
  return [asRoot(['update', '--quiet']), writeInstall(packages)].every(([program = '', ...words]) => {
    const { status, error } = spawnSync(program, words, { stdio: 'inherit' });
    if (error !== undefined) console.error(`${program}: ${error.message}`);
    return status === 0;
  });
}

function asRoot(words: readonly string[]): readonly string[] {
  const apt = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...words];
  return process.getuid?.() === 0 ? apt : ['sudo', ...apt];
}
