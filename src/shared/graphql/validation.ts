import { validateSync, type ValidationError } from 'class-validator';
import { getNamedType } from 'graphql';
import { getMetadataStorage, type ValidatorFn } from 'type-graphql';
import { InvalidInputError } from '../domain/errors';

/** Checks an argument by its class-validator rules; all findings in one error, each with the path to the input at fault. */
export const validateInput: ValidatorFn = (value: unknown, type, { info }) => {
  // An input's path begins with the argument that it is; the fields of an arguments class are arguments themselves.
  const inputType = getMetadataStorage().inputTypes.find(({ target }) => target === type);
  const { args } = info.parentType.getFields()[info.fieldName]!;
  const argument = inputType && args.find((each) => getNamedType(each.type).name === inputType.name);
  const path = argument ? [argument.name] : [];
  const found = Array.isArray(value)
    ? value.flatMap((each, index) => findingsIn(each, [...path, String(index)]))
    : findingsIn(value, path);
  const [first, ...others] = found;
  if (first) throw new InvalidInputError(first.message, first.field, others);
};

function findingsIn(value: unknown, path: string[]): InvalidInputError[] {
  // A list may be one of ids or enum values, which have no rules; to class-validator a text is the name of a schema.
  if (typeof value !== 'object' || value === null) return [];
  // GraphQL has seen to what must be there.
  const options = { forbidUnknownValues: false, stopAtFirstError: true, skipMissingProperties: true };
  return validateSync(value, options).flatMap((error) => findings(error, path));
}

function findings(error: ValidationError, path: string[]): InvalidInputError[] {
  const field = [...path, error.property];
  const own = Object.values(error.constraints ?? {}).map((message) => new InvalidInputError(`${message}.`, field));
  return [...own, ...(error.children ?? []).flatMap((child) => findings(child, field))];
}
