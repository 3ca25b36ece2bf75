import { join } from 'node:path';
import { addOptions, hasOption } from './arguments.ts';
import { simpleExits, type Preset } from './preset.ts';

/** JUnit comes from the package JunitXml.TestLogger; one report an assembly. */
export const dotnet: Preset<'dotnet'> = {
  name: 'dotnet',
  detects: ([program = '', command = '']) => program === 'dotnet' && command === 'test',
  adapt(command, { out, shuffle, only }) {
    const logger = `--logger:junit;LogFilePath=${join(out, 'junit-{assembly}-{framework}.xml')}`;
    const names = only.map(
      (id) => `FullyQualifiedName=${id.replace('::', '.').replaceAll(/[\\()&|=!~]/g, String.raw`\$&`)}`,
    );
    const added = [
      ...(hasOption(command, '--logger', '-l', '--logger:junit') ? [] : [logger]),
      ...(names.length === 0 ? [] : ['--filter', names.join('|')]),
    ];
    return {
      command: addOptions(command, added),
      remarks: shuffle ? ['the order is not shuffled: dotnet test cannot'] : [],
    };
  },
  explainExit: simpleExits(),
};
