import { getMetadataStorage as validationRules } from 'class-validator';
import {
  defaultFieldResolver,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  GraphQLID,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  GraphQLString,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { InvalidInputError } from '../domain/errors';
import { flawOfText } from '../domain/text';

/*
 * Rules for every argument and every input field: a list and a text have a maximum size, and a text has no characters
 * that a database cannot store. They are checked before the resolver and before class-validator, whose rules may be
 * slow on a long text. An input may declare its own maximum (`@ArrayMaxSize`, `@Length`, `@MaxLength`).
 */

/** The maximum number of items in a list that declares none. */
export const maxItems = 100;
/** The maximum length of a text that declares none. */
export const maxCharacters = 5_000;
/** Typed ids are much shorter. */
export const maxIdCharacters = 100;

type Args = Readonly<Record<string, unknown>>;
/** Adds the faults of a value to the findings. */
type Check = (value: unknown, path: readonly string[], findings: InvalidInputError[]) => void;

/** The maxima that one input property declares. */
interface Declared {
  items: number;
  characters: number;
}

// If every item of a value is invalid, a few are reported.
const maxFindings = 10;

/**
 * Refuses invalid arguments before the resolvers of queries and subscriptions; mutations return them as user errors.
 */
export function checkInputs(schema: GraphQLSchema): void {
  const checks = new InputChecks();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getMutationType() || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const check = checks.of(field);
      if (!check) continue;
      const { resolve = defaultFieldResolver, subscribe } = field;
      field.resolve = (source, args: Args, context, info) => {
        check(args);
        return resolve(source, args, context, info);
      };
      if (!subscribe) continue;
      field.subscribe = (source, args: Args, context, info) => {
        check(args);
        return subscribe(source, args, context, info);
      };
    }
  }
}

/** Builds the checks of fields, once per input type. */
export class InputChecks {
  private readonly ofTypes = new Map<string, Check | null>();

  /** A check that throws the faults; null for a field whose arguments can have none. */
  of(field: GraphQLField<unknown, unknown>): ((args: Args) => void) | null {
    const check = this.ofFields(field.args, argumentsClassOf(field));
    if (!check) return null;
    return (args) => {
      const findings: InvalidInputError[] = [];
      check(args, [], findings);
      const [first, ...others] = findings;
      if (first) throw new InvalidInputError(first.message, first.field, others.slice(0, maxFindings - 1));
    };
  }

  private ofFields(
    fields: readonly (GraphQLArgument | GraphQLInputField)[],
    declaredBy: object | undefined,
  ): Check | null {
    const checks = fields.flatMap(({ name, type }) => {
      const check = this.ofType(type, declaredFor(declaredBy, name));
      return check ? [{ name, check }] : [];
    });
    if (checks.length === 0) return null;
    return (value, path, findings) => {
      for (const { name, check } of checks) {
        const each = (value as Args)[name];
        if (each !== undefined && each !== null) check(each, [...path, name], findings);
      }
    };
  }

  private ofType(nullable: GraphQLInputType, declared: Declared): Check | null {
    const type = getNullableType(nullable);
    if (isListType(type)) return listOf(this.ofType(type.ofType, declared), declared.items);
    if (type === GraphQLString) return textOf(declared.characters);
    if (type === GraphQLID) return textOf(maxIdCharacters);
    if (!isInputObjectType(type)) return null;
    const known = this.ofTypes.get(type.name);
    if (known !== undefined) return known;
    // A recursive type finds this check while it is being built.
    let own: Check | null = null;
    this.ofTypes.set(type.name, (value, path, findings) => own?.(value, path, findings));
    const declaredBy = getMetadataStorage().inputTypes.find(({ name }) => name === type.name)?.target;
    own = this.ofFields(Object.values(type.getFields()), declaredBy);
    this.ofTypes.set(type.name, own);
    return own;
  }
}

function listOf(ofItem: Check | null, most: number): Check {
  return (value, path, findings) => {
    const items = value as readonly unknown[];
    if (items.length > most) {
      findings.push(new InvalidInputError(`${path.at(-1)} must contain no more than ${most} elements.`, [...path]));
      return;
    }
    if (!ofItem) return;
    for (const [index, item] of items.entries()) {
      if (item !== null) ofItem(item, [...path, String(index)], findings);
    }
  };
}

function textOf(most: number): Check {
  return (value, path, findings) => {
    const text = value as string;
    const found =
      // Characters beyond U+FFFF have a length of two.
      text.length > 2 * most || (text.length > most && [...text].length > most)
        ? `must be shorter than or equal to ${most} characters`
        : flawOfText(text);
    if (found) findings.push(new InvalidInputError(`${path.at(-1)} ${found}.`, [...path]));
  };
}

/** The class of a root field's arguments, if it has one. */
function argumentsClassOf({ name }: GraphQLField<unknown, unknown>): object | undefined {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const handler = [...queries, ...mutations, ...subscriptions].find(({ schemaName }) => schemaName === name);
  const params = handler?.params?.find(({ kind }) => kind === 'args');
  return params && 'getType' in params ? (params.getType?.() as object | undefined) : undefined;
}

function declaredFor(target: object | undefined, property: string): Declared {
  const declared = { items: maxItems, characters: maxCharacters };
  if (!target) return declared;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- class-validator's type for a class
  for (const rule of validationRules().getTargetValidationMetadatas(target as Function, '', false, false)) {
    if (rule.propertyName !== property) continue;
    const most = Number((rule.constraints as unknown[] | undefined)?.at(-1));
    if (rule.name === 'arrayMaxSize') declared.items = most;
    if (rule.name === 'isLength' || rule.name === 'maxLength') declared.characters = Math.max(most, maxCharacters);
  }
  return declared;
}
