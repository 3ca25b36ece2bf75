/** The stages of aggregate, each from documents to documents. */
import { CommandError } from '../command-error.ts';
import {
  makeInteger,
  toNumber,
  isArray,
  isDoc,
  type Doc,
  type FieldValue,
  type Value,
} from '../bson/value.ts';
import type { Random } from '../../../model/clock.ts';
import { compileFilter } from './filter.ts';
import { groupDocuments } from './group.ts';
import { compileProjection } from './projection.ts';
import { sortDocuments } from './sort.ts';

type Stage = (documents: readonly Doc[]) => readonly Doc[];

const STAGES: ReadonlyMap<string, (value: Value, random: Random) => Stage> = new Map([
  ['$match', compileMatch],
  [
    '$group',
    (value: Value): Stage =>
      (documents) =>
        groupDocuments(documents, value),
  ],
  ['$sample', compileSample],
  ['$count', compileCount],
  ['$sort', compileSort],
  ['$limit', compileLimit],
  ['$skip', compileSkip],
  ['$project', compileProject],
]);

/** `random` picks the documents of $sample. */
export function compilePipeline(pipeline: Value, random: Random): Stage {
  if (!isArray(pipeline)) throw new CommandError(14, "'pipeline' option must be specified as an array");
  const stages = pipeline.map((stage) => compileStage(stage, random));
  return (documents) => stages.reduce((rest, stage) => stage(rest), documents);
}

function compileStage(stage: Value, random: Random): Stage {
  const [entry] = isDoc(stage) ? [...stage] : [];
  if (entry === undefined || !isDoc(stage) || stage.size !== 1) {
    throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
  }
  const compile = STAGES.get(entry[0]);
  if (compile === undefined) throw new CommandError(40324, `Unrecognized pipeline stage name: '${entry[0]}'`);
  return compile(entry[1], random);
}

function compileMatch(value: Value): Stage {
  if (!isDoc(value)) throw new CommandError(15959, 'the match filter must be an expression in an object');
  const matches = compileFilter(value);
  return (documents) => documents.filter(matches);
}

function compileSort(value: Value): Stage {
  if (!isDoc(value) || value.size === 0)
    throw new CommandError(15976, '$sort stage must have at least one sort key');
  return (documents) => sortDocuments(documents, value);
}

function compileProject(value: Value): Stage {
  if (!isDoc(value) || value.size === 0)
    throw new CommandError(51272, '$project specification must be a nonempty object');
  const project = compileProjection(value);
  return (documents) => documents.map(project);
}

function compileLimit(value: Value): Stage {
  const limit = readCount(value);
  if (limit === null || limit === 0) throw new CommandError(15958, 'the limit must be positive');
  return (documents) => documents.slice(0, limit);
}

function compileSkip(value: Value): Stage {
  const skip = readCount(value);
  if (skip === null) throw new CommandError(15956, 'Argument to $skip cannot be negative');
  return (documents) => documents.slice(skip);
}

function compileCount(value: Value): Stage {
  if (typeof value !== 'string' || value === '' || /[$.]/u.test(value)) {
    throw new CommandError(40156, 'the count field must be a non-empty string without $ and .');
  }
  return (documents) =>
    documents.length === 0 ? [] : [new Map([[value, makeInteger(BigInt(documents.length))]])];
}

function compileSample(value: Value, random: Random): Stage {
  const size = isDoc(value) ? readCount(value.get('size')) : null;
  if (size === null || size === 0) throw new CommandError(28747, 'size argument to $sample must be positive');
  return (documents) => drawDocuments(documents, size, random);
}

/** The first `size` steps of a Fisher-Yates shuffle. */
function drawDocuments(documents: readonly Doc[], size: number, random: Random): Doc[] {
  const rest = [...documents];
  const drawn: Doc[] = [];
  while (drawn.length < size && rest.length > 0) {
    const index = Math.floor(random() * rest.length);
    const [picked] = rest.splice(index, 1, ...rest.slice(-1));
    if (picked !== undefined) drawn.push(picked);
    rest.pop();
  }
  return drawn;
}

function readCount(value: FieldValue): number | null {
  const number = toNumber(value);
  return Number.isInteger(number) && number >= 0 ? number : null;
}
