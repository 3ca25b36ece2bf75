/** Tests of the JVM as its build tools name them. */
import type { ReproTest } from './producer.ts';

const CLASS = /^[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*)*$/u;

/** Class and method with `mark` between; the class alone for a display name, null when there is no class. */
export function nameJvmTest({ classname, name }: ReproTest, mark: '#' | '.'): string | null {
  if (!CLASS.test(classname)) return null;
  const method = readMethod(name);
  return method === '' ? classname : `${classname}${mark}${method}`;
}

/** Without the parameters of one invocation; empty when the name is a display name and not a method. */
function readMethod(name: string): string {
  const method = name.replace(/[([{].*$/s, '').trimEnd();
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(method) ? method : '';
}
