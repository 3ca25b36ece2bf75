import { Double } from 'mongodb';

/** An error a command answers: number and name are MongoDB's, drivers and people know them. */
export class CommandError extends Error {
  override name = 'CommandError';
  readonly code: keyof typeof CODE_NAMES;

  constructor(code: keyof typeof CODE_NAMES, message: string) {
    super(message);
    this.code = code;
  }

  get codeName(): string {
    return CODE_NAMES[this.code];
  }
}

/** The reply that tells it. */
export function describeError({ message, code, codeName }: CommandError): Readonly<Record<string, unknown>> {
  return { ok: new Double(0), errmsg: message, code, codeName };
}

const CODE_NAMES = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  13: 'Unauthorized',
  14: 'TypeMismatch',
  15: 'Overflow',
  18: 'AuthenticationFailed',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  53: 'InvalidIdField',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  168: 'InvalidPipelineOperator',
  171: 'CannotIndexParallelArrays',
  197: 'InvalidIndexSpecificationOption',
  334: 'MechanismUnavailable',
  352: 'UnsupportedOpQueryCommand',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  14031: 'OutOfDiskSpace',
  15952: 'Location15952',
  15956: 'Location15956',
  15958: 'Location15958',
  15959: 'Location15959',
  15975: 'Location15975',
  15976: 'Location15976',
  17276: 'Location17276',
  28747: 'Location28747',
  31249: 'Location31249',
  31253: 'Location31253',
  31254: 'Location31254',
  40156: 'Location40156',
  40234: 'Location40234',
  40323: 'Location40323',
  40324: 'Location40324',
  40414: 'Location40414',
  40415: 'Location40415',
  40571: 'Location40571',
  51024: 'Location51024',
  51272: 'Location51272',
} as const;
