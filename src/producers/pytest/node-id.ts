/** pytest's node ids, rebuilt from what its JUnit report keeps of them, and the names that a report makes of one. */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { splitId } from '../arguments.ts';
import type { ReproTest } from '../producer.ts';

/**
 * From the report alone: `a.b.test_x.TestFoo` and `test_y[1]` become `a/b/test_x.py::TestFoo::test_y[1]`. A collection
 * error, which has no class and the module as its name, becomes the module.
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

/**
 * With the files at hand: `a.b.test_x.TestFoo::test_y[1]` as `a/b/test_x.py::TestFoo::test_y[1]`, seen from `cwd`: the
 * longest part that is a file is the module; without one, the part up to the first class in CamelCase.
 */
export function findNodeId(id: string, cwd: string, roots: readonly string[]): string {
  const [classname, name] = splitId(id);
  const parts = classname.split('.');
  const pathOf = (length: number): string => `${parts.slice(0, length).join('/')}.py`;
  for (const root of roots)
    for (let length = parts.length; length > 0; length -= 1) {
      const path = join(root, pathOf(length));
      if (existsSync(path))
        return [relative(cwd, path).replaceAll('\\', '/'), ...parts.slice(length), name].join('::');
    }
  const firstClass = parts.findIndex((part, index) => index > 0 && /^_?[A-Z]/.test(part));
  const length = firstClass < 0 ? parts.length : firstClass;
  return [pathOf(length), ...parts.slice(length), name].join('::');
}

/** The way back, as pytest's own report goes it: folders and classes joined by dots, the parameters left alone. */
export function nameNode(nodeId: string): { readonly classname: string; readonly name: string } {
  const bracket = nodeId.indexOf('[', nodeId.indexOf('::'));
  const address = bracket < 0 ? nodeId : nodeId.slice(0, bracket);
  const [path = '', ...names] = address.split('::');
  const name = (names.pop() ?? '') + (bracket < 0 ? '' : nodeId.slice(bracket));
  const module = path.replace(/\.py$/, '').replaceAll('/', '.');
  return { classname: [module, ...names].join('.'), name };
}
