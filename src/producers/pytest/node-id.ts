/** pytest's node id, rebuilt from what its JUnit report keeps of it. */
import type { TestName } from '../../model/matrix.ts';

export type ReproTest = Omit<TestName, 'id'>;

/**
 * `a.b.test_x.TestFoo` and `test_y[1]` become `a/b/test_x.py::TestFoo::test_y[1]`. A collection error, which
 * has no class and the module as its name, becomes the module.
 */
export function buildNodeId(test: ReproTest): string {
  if (test.classname === '') return test.file ?? toPath(test.name);
  const [path, classes] = splitByFile(test) ?? splitByName(test.classname);
  return [path, ...classes, test.name].join('::');
}

/** xunit1 reports name the file; that of an inherited test is the file of its base class and does not fit. */
function splitByFile({ classname, file }: ReproTest): [string, string[]] | null {
  if (file === null || !file.endsWith('.py')) return null;
  const module = file.slice(0, -'.py'.length).replaceAll('/', '.');
  if (classname === module) return [file, []];
  return classname.startsWith(`${module}.`) ? [file, classname.slice(module.length + 1).split('.')] : null;
}

/** The module ends with the last `test_x` or `x_test`, else before the first class in CamelCase. */
function splitByName(classname: string): [string, string[]] {
  const parts = classname.split('.');
  const lastTest = parts.findLastIndex((part) => part.startsWith('test_') || part.endsWith('_test'));
  const firstClass = parts.findIndex((part, index) => index > 0 && /^_?\p{Lu}/u.test(part));
  const end = lastTest >= 0 ? lastTest + 1 : firstClass > 0 ? firstClass : parts.length;
  return [toPath(parts.slice(0, end).join('.')), parts.slice(end)];
}

function toPath(module: string): string {
  return module.endsWith('.py') ? module : `${module.replaceAll('.', '/')}.py`;
}
