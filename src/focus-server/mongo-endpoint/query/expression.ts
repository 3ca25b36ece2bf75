/** The expressions $group and $project need: field paths, $$ROOT, $literal, constants and documents of these. */
import { CommandError } from '../command-error.ts';
import { evaluatePath } from '../bson/path.ts';
import { isArray, isDoc, type Doc, type FieldValue, type Value } from '../bson/value.ts';

export type Expression = (document: Doc) => FieldValue;

export function compileExpression(value: Value): Expression {
  if (typeof value === 'string' && value.startsWith('$')) return compilePath(value);
  if (isArray(value)) {
    const elements = value.map(compileExpression);
    return (document) => elements.map((element) => element(document) ?? null);
  }
  return isDoc(value) ? compileDocument(value) : () => value;
}

function compilePath(text: string): Expression {
  if (text === '$$ROOT') return (document) => document;
  if (text.startsWith('$$')) throw new CommandError(17276, `Use of undefined variable: ${text.slice(2)}`);
  const path = text.slice(1).split('.');
  return (document) => evaluatePath(document, path);
}

function compileDocument(value: Doc): Expression {
  const [first] = value.keys();
  if (first === '$literal') {
    const literal = value.get(first);
    return () => literal;
  }
  if (first?.startsWith('$') === true) throw new CommandError(168, `Unrecognized expression '${first}'`);
  const fields = [...value].map(([name, field]) => [name, compileExpression(field)] as const);
  return (document) => {
    const made = new Map<string, Value>();
    for (const [name, expression] of fields) {
      const field = expression(document);
      if (field !== undefined) made.set(name, field);
    }
    return made;
  };
}
