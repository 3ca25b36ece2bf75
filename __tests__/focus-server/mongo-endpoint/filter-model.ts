/** Filters and sorting in plain JavaScript, over fields that hold scalars or arrays of scalars: an oracle for the endpoint. */

export type Scalar = null | number | string | boolean;
export type Field = Scalar | readonly Scalar[] | undefined;

export interface Row {
  readonly _id: number;
  readonly a?: Scalar | readonly Scalar[];
  readonly b?: Scalar | readonly Scalar[];
}

export type Comparison = '$eq' | '$gt' | '$gte' | '$lt' | '$lte';

export type Condition =
  | {
      readonly kind: 'compare';
      readonly field: 'a' | 'b';
      readonly operator: Comparison;
      readonly operand: Scalar;
    }
  | { readonly kind: 'in'; readonly field: 'a' | 'b'; readonly operands: readonly Scalar[] }
  | { readonly kind: 'exists'; readonly field: 'a' | 'b' }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] };

export function writeFilter(condition: Condition): Record<string, unknown> {
  switch (condition.kind) {
    case 'compare':
      return { [condition.field]: { [condition.operator]: condition.operand } };
    case 'in':
      return { [condition.field]: { $in: condition.operands } };
    case 'exists':
      return { [condition.field]: { $exists: true } };
    case 'not':
      return writeNegation(condition.of);
    default:
      return { [`$${condition.kind}`]: condition.parts.map(writeFilter) };
  }
}

/** In the form of its own that MongoDB has for each. */
function writeNegation(condition: Condition): Record<string, unknown> {
  if (condition.kind === 'in') return { [condition.field]: { $nin: condition.operands } };
  if (condition.kind === 'exists') return { [condition.field]: { $exists: false } };
  if (condition.kind !== 'compare') return { $nor: [writeFilter(condition)] };
  const { field, operator, operand } = condition;
  return { [field]: operator === '$eq' ? { $ne: operand } : { $not: { [operator]: operand } } };
}

export function matchesRow(row: Row, condition: Condition): boolean {
  switch (condition.kind) {
    case 'compare':
      return listScalars(row[condition.field]).some((value) => holds(value, condition));
    case 'in':
      return listScalars(row[condition.field]).some((value) =>
        condition.operands.some((operand) => (value ?? null) === operand),
      );
    case 'exists':
      return row[condition.field] !== undefined;
    case 'not':
      return !matchesRow(row, condition.of);
    case 'and':
      return condition.parts.every((part) => matchesRow(row, part));
    default:
      return condition.parts.some((part) => matchesRow(row, part));
  }
}

function listScalars(field: Field): readonly (Scalar | undefined)[] {
  return typeof field === 'object' && field !== null ? field : [field];
}

function holds(
  found: Scalar | undefined,
  { operator, operand }: { operator: Comparison; operand: Scalar },
): boolean {
  const value = found ?? null;
  if (rank(value) !== rank(operand)) return false;
  const order = compareScalars(value, operand);
  switch (operator) {
    case '$eq':
      return order === 0;
    case '$gt':
      return order > 0;
    case '$gte':
      return order >= 0;
    case '$lt':
      return order < 0;
    default:
      return order <= 0;
  }
}

export interface SortSpec {
  readonly field: 'a' | 'b';
  readonly direction: 1 | -1;
}

/** Rows that are equal keep their order, which is that of their ids. */
export function sortRows(rows: readonly Row[], { field, direction }: SortSpec): Row[] {
  const compareKeys = (x: Row, y: Row): number =>
    compareScalars(pickKey(x[field], direction), pickKey(y[field], direction));
  return rows.toSorted((x, y) => direction * compareKeys(x, y));
}

/** undefined: an empty array, which comes before null. */
function pickKey(field: Field, direction: 1 | -1): Scalar | undefined {
  if (typeof field !== 'object' || field === null) return field ?? null;
  return field.toSorted((x, y) => direction * compareScalars(x, y))[0];
}

function compareScalars(x: Scalar | undefined, y: Scalar | undefined): number {
  if (rank(x) !== rank(y)) return rank(x) - rank(y);
  if (x === y || x === null || y === null || x === undefined || y === undefined) return 0;
  return x < y ? -1 : 1;
}

function rank(value: Scalar | undefined): number {
  if (value === undefined) return 0;
  if (value === null) return 1;
  return { number: 2, string: 3, boolean: 4 }[typeof value as 'number' | 'string' | 'boolean'];
}
