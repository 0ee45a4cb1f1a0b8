import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  GraphQLInterfaceType,
  GraphQLObjectType,
  type GraphQLSchema,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  parse,
  print,
} from 'graphql';

/* Random documents over a schema, such as clients could send: each is valid, most find something. */

/** A number from 0 to the given one; smaller numbers mean simpler documents. */
export type Choose = (max: number) => number;

/** What of the data a document can name. */
export interface KnownData {
  /** Ids by their prefix. */
  ids: ReadonlyMap<string, readonly string[]>;
  /** Texts that stand in columns of this name. */
  words: (name: string) => readonly string[];
  /** Cursors by `Type.field`. */
  cursors: ReadonlyMap<string, readonly string[]>;
  /** The prefix of a type's ids. */
  prefixOf: (typeName: string) => string | undefined;
}

export interface MadeDocument {
  query: string;
  variables: Record<string, unknown>;
}

type Type = GraphQLObjectType | GraphQLInterfaceType;
interface Fragment {
  name: string;
  on: string;
  depth: number;
  text: string;
}

const levelsOfRecords = 3;
const maxFields = 45;

export function makeDocument(schema: GraphQLSchema, choose: Choose, known: KnownData): MadeDocument {
  return new Maker(schema, choose, known).document();
}

class Maker {
  private readonly fragments: Fragment[] = [];
  private readonly declared: string[] = [];
  private readonly values: Record<string, unknown> = {};
  private counter = 0;
  private fields = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly choose: Choose,
    private readonly known: KnownData,
  ) {}

  document(): MadeDocument {
    const query = this.schema.getQueryType()!;
    const roots = Object.values(query.getFields());
    const parts: string[] = [];
    for (let many = 1 + this.choose(2); many > 0; many -= 1) {
      const lists = roots.filter(({ type }) => isConnection(getNamedType(type)));
      const field = this.pick(this.chance(60) ? lists : roots);
      // Two of the same at the root would have to be told apart.
      parts.push(this.field(query, field, levelsOfRecords, true));
    }
    const declared = this.declared.length > 0 ? `(${this.declared.join(', ')})` : '';
    const text = [`query Made${declared} { ${parts.join(' ')} }`, ...this.fragments.map(({ text: each }) => each)];
    return { query: print(parse(text.join('\n'))), variables: this.values };
  }

  /** The selections on a type, some of them wrapped into fragments. */
  private selections(type: Type, depth: number): string {
    const parts = isInterfaceType(type) ? this.partsOfInterface(type, depth) : this.partsOfObject(type, depth);
    const wrapped: string[] = [];
    while (parts.length > 0) {
      const some = parts.splice(0, 1 + this.choose(2));
      wrapped.push(this.chance(25) ? this.wrapped(type, depth, some.join(' ')) : some.join(' '));
    }
    const known = this.fragments.filter(({ on, depth: needed }) => on === type.name && needed <= depth);
    if (known.length > 0 && this.chance(30)) wrapped.push(`...${this.pick(known).name}${this.directive()}`);
    return wrapped.join(' ');
  }

  private partsOfInterface(type: GraphQLInterfaceType, depth: number): string[] {
    const parts = [
      '__typename',
      ...this.someOf(Object.values(type.getFields()).filter(isSimple)).map(({ name }) => name),
    ];
    const kinds = this.schema.getPossibleTypes(type).filter(isObjectType);
    for (let many = this.choose(3); many > 0; many -= 1) {
      const kind = this.pick(kinds);
      parts.push(`... on ${kind.name}${this.directive()} { ${this.selections(kind, depth - 1)} }`);
    }
    return parts;
  }

  private partsOfObject(type: GraphQLObjectType, depth: number): string[] {
    const all = Object.values(type.getFields());
    const leaves = all.filter(isSimple);
    const deeper = all.filter((field) => isCompositeType(getNamedType(field.type)) && depth > this.levelsOf(field));
    const parts: string[] = [];
    for (let many = 1 + this.choose(3); many > 0; many -= 1) {
      const deepen = deeper.length > 0 && this.fields < maxFields && (leaves.length === 0 || this.chance(55));
      if (deepen) parts.push(this.field(type, this.pick(deeper), depth, false));
      else if (leaves.length > 0) parts.push(this.field(type, this.pick(leaves), depth, false));
    }
    return parts.length > 0 ? parts : ['__typename'];
  }

  private levelsOf(field: GraphQLField<unknown, unknown>): number {
    const type = getNamedType(field.type);
    return isInterfaceType(type) || (isObjectType(type) && isRecord(type)) ? 1 : 0;
  }

  private field(parent: Type, field: GraphQLField<unknown, unknown>, depth: number, aliased: boolean): string {
    this.fields += 1;
    const given = field.args.filter(
      (argument) => isRequiredArgument(argument) || this.chance(argument.name === 'first' ? 70 : 35),
    );
    const ordered = given.some(({ name }) => name === 'orderBy');
    const passed = given
      .filter(({ name }) => name !== 'after' || !ordered)
      .map((argument) => `${argument.name}: ${this.argument(parent, field, argument)}`);
    const alias = aliased || this.chance(passed.length > 0 ? 80 : 15) ? `a${this.next()}: ` : '';
    const call = `${alias}${field.name}${passed.length > 0 ? `(${passed.join(', ')})` : ''}${this.directive()}`;
    const type = getNamedType(field.type);
    if (!isObjectType(type) && !isInterfaceType(type)) return call;
    return `${call} { ${this.selections(type, depth - this.levelsOf(field))} }`;
  }

  /** In a fragment of one kind or another that applies to the type. */
  private wrapped(type: Type, depth: number, text: string): string {
    const directive = this.directive();
    switch (this.choose(4)) {
      case 0:
        return `... on ${type.name}${directive} { ${text} }`;
      case 1:
        return `...${directive} { ${text} }`;
      case 2: {
        const [shared] = type.getInterfaces();
        return shared ? `... on ${shared.name}${directive} { id ... on ${type.name} { ${text} } }` : text;
      }
      default: {
        const name = `F${this.next()}`;
        this.fragments.push({ name, on: type.name, depth, text: `fragment ${name} on ${type.name} { ${text} }` });
        return `...${name}${directive}`;
      }
    }
  }

  private directive(): string {
    if (!this.chance(8)) return '';
    const name = this.pick(['include', 'skip']);
    const value = this.chance(50);
    if (this.chance(40)) return ` @${name}(if: ${value})`;
    const variable = `v${this.next()}`;
    const byDefault = this.chance(20);
    this.declared.push(byDefault ? `$${variable}: Boolean = ${value}` : `$${variable}: Boolean!`);
    if (!byDefault) this.values[variable] = value;
    return ` @${name}(if: $${variable})`;
  }

  private argument(parent: Type, field: GraphQLField<unknown, unknown>, argument: GraphQLArgument): string {
    const value = this.argumentValue(parent, field, argument);
    if (!this.chance(50)) return literal(argument.type, value);
    const variable = `v${this.next()}`;
    const type = String(getNullableType(argument.type));
    if (!isRequiredArgument(argument) && this.chance(15)) {
      // Declared, and not given: the argument's own default holds.
      this.declared.push(`$${variable}: ${type}`);
      return `$${variable}`;
    }
    if (value !== null && this.chance(15))
      this.declared.push(`$${variable}: ${type} = ${literal(argument.type, value)}`);
    else {
      this.declared.push(`$${variable}: ${String(argument.type)}`);
      this.values[variable] = value;
    }
    return `$${variable}`;
  }

  private argumentValue(parent: Type, field: GraphQLField<unknown, unknown>, { name, type }: GraphQLArgument): unknown {
    if (name === 'first') return this.pick([2, 1, 3, 5, 20]);
    if (name === 'after') return this.cursor(`${parent.name}.${field.name}`);
    const prefix = name === 'id' ? this.known.prefixOf(getNamedType(field.type).name) : undefined;
    return this.value(type, name, prefix);
  }

  private cursor(of: string): string | null {
    const cursors = this.known.cursors.get(of) ?? [];
    if (cursors.length === 0 || this.chance(10)) return null;
    return this.chance(4) ? 'nonsense' : this.pick(cursors);
  }

  private value(type: GraphQLInputType, name: string, prefix?: string): unknown {
    const nullable = getNullableType(type);
    if (!isNonNullType(type) && this.chance(5)) return null;
    if (isListType(nullable)) {
      const item = nullable.ofType;
      return Array.from({ length: 1 + this.choose(name === 'ids' ? 6 : 1) }, () => this.value(item, name));
    }
    if (isEnumType(nullable)) return this.pick(nullable.getValues()).name;
    if (isInputObjectType(nullable)) {
      const given = Object.values(nullable.getFields()).filter((each) => isRequiredInputField(each) || this.chance(25));
      return Object.fromEntries(given.map((each) => [each.name, this.value(each.type, each.name)]));
    }
    if (nullable.name === 'ID') return this.id(prefix ?? prefixMeant(name));
    if (nullable.name === 'Date') return this.pick(['2026-03-02', '2025-12-31', '2025-06-15', '2026-01-31']);
    if (nullable.name === 'Int') return this.choose(5);
    if (nullable.name === 'Boolean') return this.chance(50);
    if (nullable.name === 'Decimal') return this.pick(['2', '0.5', '150']);
    if (nullable.name === 'CurrencyCode') return this.pick(['EUR', 'CNY']);
    if (nullable.name !== 'String') throw new Error(`No value of ${String(nullable)} is known here for ${name}.`);
    const words = this.known.words(name);
    return this.pick(words.length > 0 ? words : ['a', 'er', 'n', 'projekt', '%']);
  }

  private id(prefix: string | null): string {
    const { ids } = this.known;
    return this.pick(ids.get(prefix ?? '') ?? this.pick([...ids.values()]));
  }

  private someOf<T>(all: readonly T[]): T[] {
    return all.filter(() => this.chance(50));
  }

  private pick<T>(all: readonly T[]): T {
    return all[this.choose(all.length - 1)]!;
  }

  private chance(percent: number): boolean {
    return this.choose(99) >= 100 - percent;
  }

  private next(): number {
    return (this.counter += 1);
  }
}

function isSimple(field: GraphQLField<unknown, unknown>): boolean {
  return isLeafType(getNamedType(field.type));
}

function isRecord(type: GraphQLObjectType): boolean {
  return type.getInterfaces().some(({ name }) => name === 'Node');
}

export function isConnection(type: unknown): type is GraphQLObjectType {
  return isObjectType(type) && type.name.endsWith('Connection') && 'pageInfo' in type.getFields();
}

/** The kind of record that an argument or a filter is about: `partnerId` is a partner. */
function prefixMeant(name: string): string | null {
  const word = name.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return ['id', 'ids', 'record'].includes(word) ? null : ['manager', 'mentor'].includes(word) ? 'user' : word;
}

/** A value as it stands in a document. */
export function literal(type: GraphQLInputType, value: unknown): string {
  const nullable = getNullableType(type);
  if (value === null) return 'null';
  if (isListType(nullable) && Array.isArray(value))
    return `[${value.map((each) => literal(nullable.ofType, each)).join(', ')}]`;
  if (isEnumType(nullable)) return String(value);
  if (isInputObjectType(nullable)) {
    const fields = Object.entries(value as object).map(
      ([name, each]) => `${name}: ${literal(nullable.getFields()[name]!.type, each)}`,
    );
    return `{ ${fields.join(', ')} }`;
  }
  return JSON.stringify(value);
}

/** How each type of record is reached from a list: what stands before a selection on it, and what behind. */
export function waysToRecords(schema: GraphQLSchema): Map<GraphQLObjectType, [before: string, behind: string]> {
  const ways = new Map<GraphQLObjectType, [string, string]>();
  const open = (from: GraphQLObjectType, before: string, behind: string) => {
    for (const field of Object.values(from.getFields())) {
      if (field.args.some(isRequiredArgument)) continue;
      const type = getNamedType(field.type);
      const target = isConnection(type) ? getNamedType(type.getFields().nodes!.type) : type;
      if (!isObjectType(target) || !isRecord(target) || ways.has(target)) continue;
      const within = isConnection(type) ? ['(first: 100) { nodes {', '} }'] : [' {', '}'];
      ways.set(target, [`${before} ${field.name}${within[0]}`, `${within[1]} ${behind}`]);
    }
  };
  open(schema.getQueryType()!, '', '');
  // The map grows while it is walked: the nearest first.
  for (const [type, [before, behind]] of ways) open(type, before, behind);
  return ways;
}

/** A field without any choice, with everything simple below it. */
export function plainField(field: GraphQLField<unknown, unknown>, depth = 4): string | null {
  const type = getNamedType(field.type);
  if (field.args.some(isRequiredArgument)) return null;
  if (isInterfaceType(type)) return `${field.name} { __typename ${Object.keys(type.getFields()).join(' ')} }`;
  if (!isObjectType(type)) return field.name;
  if (depth === 0) return null;
  // Of records their ids are enough: their fields have their turn by themselves.
  const fields = isRecord(type) ? [type.getFields().id!] : Object.values(type.getFields());
  return `${field.name} { __typename ${fields.map((each) => plainField(each, depth - 1) ?? '').join(' ')} }`;
}
