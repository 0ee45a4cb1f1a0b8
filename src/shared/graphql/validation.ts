import {
  getMetadataStorage as getRules,
  type MetadataStorage,
  validateSync,
  type ValidationError,
} from 'class-validator';
import { getNamedType } from 'graphql';
import { getMetadataStorage, type ValidatorFn } from 'type-graphql';
import { InvalidInputError } from '../domain/errors';
import { composed, faultOfText } from '../domain/text';

/** A text with a longer maximum may have several lines. */
const maxLineLength = 200;
/** Secrets are taken unchanged, and so are delimiters, which may be a tab. */
const verbatim = /(password|token|^delimiter)$/i;

/**
 * Checks an argument by its class-validator rules, and every text in it; all findings become one error, each with the
 * path to its input. Composes texts (NFC) on the way.
 */
export const validateInput: ValidatorFn = (value: unknown, type, { info }) => {
  if (typeof value !== 'object' || value === null) return;
  // An input's path begins with the name of its argument; the fields of an arguments class are arguments themselves.
  const inputName = inputNames().get(type);
  const { args } = info.parentType.getFields()[info.fieldName]!;
  const argument = inputName && args.find((each) => getNamedType(each.type).name === inputName);
  const path = argument ? [argument.name] : [];
  // A search may be for any text.
  const mayBeBlank = info.parentType.name !== 'Mutation';
  const all = Array.isArray(value)
    ? value.map((each, index) => ({ each: each as unknown, at: [...path, String(index)] }))
    : [{ each: value as unknown, at: path }];
  const found = all.flatMap(({ each, at }) => {
    const broken = findingsIn(each, at);
    const named = new Set(broken.map(({ field }) => field.join('.')));
    const faults: InvalidInputError[] = [];
    findFaults(each, at, mayBeBlank, faults);
    return [...broken, ...faults.filter(({ field }) => !named.has(field.join('.')))];
  });
  const [first, ...others] = found;
  if (first) throw new InvalidInputError(first.message, first.field, others);
};

/**
 * class-validator searches the rules of all classes for each value, in case one is a base class, which takes ten times
 * as long as the check itself. The rules of a class never change after its first value.
 */
function rememberRules(storage: MetadataStorage): void {
  const known = new Map<unknown, ReturnType<MetadataStorage['getTargetValidationMetadatas']>>();
  const find = storage.getTargetValidationMetadatas.bind(storage);
  storage.getTargetValidationMetadatas = (target, schema, always, strict, groups) => {
    if (groups) return find(target, schema, always, strict, groups);
    let rules = known.get(target);
    if (!rules) known.set(target, (rules = find(target, schema, always, strict)));
    return rules;
  };
}

rememberRules(getRules());

let knownNames: Map<unknown, string> | null = null;

/** The names of the input types, by class. */
function inputNames(): Map<unknown, string> {
  return (knownNames ??= new Map(getMetadataStorage().inputTypes.map(({ target, name }) => [target, name])));
}

function findingsIn(value: unknown, path: string[]): InvalidInputError[] {
  // A list may contain ids or enum values, which have no rules; class-validator would take a string for the name of a
  // schema.
  if (typeof value !== 'object' || value === null) return [];
  // GraphQL has already checked required fields.
  const options = { forbidUnknownValues: false, stopAtFirstError: true, skipMissingProperties: true };
  return validateSync(value, options).flatMap((error) => findings(error, path));
}

function findings(error: ValidationError, path: string[]): InvalidInputError[] {
  const field = [...path, error.property];
  const own = Object.values(error.constraints ?? {}).map((message) => new InvalidInputError(`${message}.`, field));
  return [...own, ...(error.children ?? []).flatMap((child) => findings(child, field))];
}

/** Adds the faults of texts in an input and its nested inputs; composes valid texts. */
function findFaults(value: unknown, path: readonly string[], mayBeBlank: boolean, found: InvalidInputError[]): void {
  // Only inputs have classes; JSON is a structure defined elsewhere.
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) === Object.prototype) return;
  if (value instanceof Date) return;
  const input = value as Record<string, unknown>;
  const take = (text: string, name: string, index: readonly string[]): string => {
    const fault = faultOfText(text, { lines: linesOf(input, name), mayBeBlank, mayTurn: mayBeBlank });
    if (fault) found.push(new InvalidInputError(`${index.at(-1) ?? name} ${fault}.`, [...path, name, ...index]));
    return composed(text);
  };
  for (const [name, given] of Object.entries(input)) {
    if (typeof given === 'string') {
      if (!verbatim.test(name)) input[name] = take(given, name, []);
    } else if (Array.isArray(given)) {
      for (const [index, each] of given.entries() as ArrayIterator<[number, unknown]>) {
        if (typeof each === 'string') given[index] = take(each, name, [String(index)]);
        else findFaults(each, [...path, name, String(index)], mayBeBlank, found);
      }
    } else if (typeof given === 'object' && given !== null) findFaults(given, [...path, name], mayBeBlank, found);
  }
}

const linesByClass = new Map<unknown, Map<string, 'ONE' | 'SEVERAL'>>();

/** A text without a maximum, or with a long one, may have several lines. */
function linesOf(input: object, property: string): 'ONE' | 'SEVERAL' {
  const { constructor } = input;
  let lines = linesByClass.get(constructor);
  if (!lines) {
    lines = new Map();
    for (const rule of getRules().getTargetValidationMetadatas(constructor, '', false, false)) {
      const most: unknown = { maxLength: rule.constraints?.[0], isLength: rule.constraints?.[1] }[rule.name ?? ''];
      if (typeof most === 'number') lines.set(rule.propertyName, most <= maxLineLength ? 'ONE' : 'SEVERAL');
    }
    linesByClass.set(constructor, lines);
  }
  return lines.get(property) ?? 'SEVERAL';
}
