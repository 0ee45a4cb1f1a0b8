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

/** A name that is longer is a text of several lines. */
const maxLineLength = 200;
/** Secrets are taken as they are, and so is what stands between cells, which may be a tab. */
const verbatim = /(password|token|^delimiter)$/i;

/**
 * Checks an argument by its class-validator rules, and every text in it as people write them; all findings in one error, each
 * with the path to the input at fault. Texts are composed (NFC) on the way.
 */
export const validateInput: ValidatorFn = (value: unknown, type, { info }) => {
  if (typeof value !== 'object' || value === null) return;
  // An input's path begins with the argument that it is; the fields of an arguments class are arguments themselves.
  const inputName = inputNames().get(type);
  const { args } = info.parentType.getFields()[info.fieldName]!;
  const argument = inputName && args.find((each) => getNamedType(each.type).name === inputName);
  const path = argument ? [argument.name] : [];
  // A search may be for anything.
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
 * class-validator looks through the rules of all classes for each value that it checks, in case one is a base class. That takes
 * ten times as long as the check itself, and the rules of a class are the same from its first value on.
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

/** The names of the input types, by their classes. */
function inputNames(): Map<unknown, string> {
  return (knownNames ??= new Map(getMetadataStorage().inputTypes.map(({ target, name }) => [target, name])));
}

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

/** Adds what is wrong with the texts of an input, and of the inputs within it; what is right is composed. */
function findFaults(value: unknown, path: readonly string[], mayBeBlank: boolean, found: InvalidInputError[]): void {
  // Only inputs have classes of their own: JSON is a structure of somebody else's.
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

/** What has no rule for its length, or a generous one, may have several lines. */
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
