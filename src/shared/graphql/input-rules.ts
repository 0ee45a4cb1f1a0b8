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
 * What holds for every argument and every field of every input: a list has a maximum, a text has one, and there is nothing
 * in a text that a database cannot keep. It is looked at before a resolver runs, and before class-validator does, whose
 * rules may take long over a long text. Where an input declares more (`@ArrayMaxSize`, `@Length`, `@MaxLength`), that holds.
 */

/** How many items a list has that declares no maximum. */
export const maxItems = 100;
/** How many characters a text has that declares no maximum. */
export const maxCharacters = 5_000;
/** A typed id is much shorter. */
export const maxIdCharacters = 100;

type Args = Readonly<Record<string, unknown>>;
/** Adds what is wrong with a value to the findings. */
type Check = (value: unknown, path: readonly string[], findings: InvalidInputError[]) => void;

/** The maxima that one property of an input declares. */
interface Declared {
  items: number;
  characters: number;
}

// One value that has something wrong in every item is told of a few of them.
const maxFindings = 10;

/** Lets no resolver of a query or a subscription see what breaks the rules; mutations answer it as a user error. */
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

/** Makes the checks of fields; each input type's is made once. */
export class InputChecks {
  private readonly ofTypes = new Map<string, Check | null>();

  /** Throws what breaks the rules; null for a field whose arguments can break none. */
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
    // A type that contains itself finds this one while its own check is made.
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
      // Characters beyond the first 65,536 are written as two.
      text.length > 2 * most || (text.length > most && [...text].length > most)
        ? `must be shorter than or equal to ${most} characters`
        : flawOfText(text);
    if (found) findings.push(new InvalidInputError(`${path.at(-1)} ${found}.`, [...path]));
  };
}

/** The class that a root field's arguments are, where they are one. */
function argumentsClassOf({ name }: GraphQLField<unknown, unknown>): object | undefined {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const handler = [...queries, ...mutations, ...subscriptions].find(({ schemaName }) => schemaName === name);
  const params = handler?.params?.find(({ kind }) => kind === 'args');
  return params && 'getType' in params ? (params.getType?.() as object | undefined) : undefined;
}

function declaredFor(target: object | undefined, property: string): Declared {
  const declared = { items: maxItems, characters: maxCharacters };
  if (!target) return declared;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- class-validator's own word for a class
  for (const rule of validationRules().getTargetValidationMetadatas(target as Function, '', false, false)) {
    if (rule.propertyName !== property) continue;
    const most = Number((rule.constraints as unknown[] | undefined)?.at(-1));
    if (rule.name === 'arrayMaxSize') declared.items = most;
    if (rule.name === 'isLength' || rule.name === 'maxLength') declared.characters = Math.max(most, maxCharacters);
  }
  return declared;
}
