import { validateSync, type ValidationError } from 'class-validator';
import { getNamedType } from 'graphql';
import type { ValidatorFn } from 'type-graphql';
import { InvalidInputError } from '../domain/errors';

/** Checks an argument by its class-validator rules; all findings in one error, each with the path to the input at fault. */
export const validateInput: ValidatorFn = (value: unknown, type, { info }) => {
  if (typeof value !== 'object' || value === null) return;
  const { args } = info.parentType.getFields()[info.fieldName]!;
  // An input's path begins with the argument that it is; the fields of an arguments class are arguments themselves.
  const argument = args.find((each) => getNamedType(each.type).name === (type as { name?: string }).name);
  const errors = [value].flat().flatMap((each: object) =>
    // GraphQL has seen to what must be there.
    validateSync(each, { forbidUnknownValues: false, stopAtFirstError: true, skipMissingProperties: true }),
  );
  const [first, ...others] = errors.flatMap((error) => findings(error, argument ? [argument.name] : []));
  if (first) throw new InvalidInputError(first.message, first.field, others);
};

function findings(error: ValidationError, path: string[]): InvalidInputError[] {
  const field = [...path, error.property];
  const own = Object.values(error.constraints ?? {}).map((message) => new InvalidInputError(`${message}.`, field));
  return [...own, ...(error.children ?? []).flatMap((child) => findings(child, field))];
}
