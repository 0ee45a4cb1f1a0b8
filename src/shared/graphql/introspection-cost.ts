import {
  defaultFieldResolver,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';

/** How many fields of an introspection result cost one point. */
export const fieldsPerPoint = 10;
/** A larger result exceeds any limit, so it is not counted further. */
const maxFields = 1_000_000;
const maxVisits = 100_000;

/**
 * Counts the fields of an introspection result exactly, because the schema is known. A selection on the same type is
 * counted once, however many paths lead there.
 */
export class IntrospectionCount {
  private readonly fragments: Map<string, FragmentDefinitionNode>;
  private readonly counted = new Map<SelectionSetNode, Map<unknown, number>>();
  private visits = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
  ) {
    this.fragments = new Map(
      document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
    );
  }

  /** The points of `__schema`. */
  ofSchema(node: FieldNode): number {
    return this.points(node, SchemaMetaFieldDef.type, this.schema);
  }

  /** The points of `__type` for a type name, if the type exists. */
  ofType(node: FieldNode, name: unknown): number {
    const type = typeof name === 'string' ? this.schema.getType(name) : undefined;
    return type ? this.points(node, TypeMetaFieldDef.type, type) : 0;
  }

  private points({ selectionSet }: FieldNode, type: Parameters<typeof getNamedType>[0], source: unknown): number {
    this.visits = 0;
    const fields = this.fieldsBelow(selectionSet!, getNamedType(type) as GraphQLObjectType, source);
    return this.visits > maxVisits || fields > maxFields ? Infinity : Math.ceil(fields / fieldsPerPoint);
  }

  private fieldsBelow(set: SelectionSetNode, type: GraphQLObjectType, source: unknown): number {
    let ofSet = this.counted.get(set);
    if (!ofSet) this.counted.set(set, (ofSet = new Map<unknown, number>()));
    const known = ofSet.get(source);
    if (known !== undefined) return known;
    this.visits += 1;
    let fields = 0;
    for (const part of set.selections) {
      if (this.visits > maxVisits || fields > maxFields) break;
      if (part.kind === Kind.FIELD) fields += 1 + this.fieldsOf(part, type, source);
      else {
        const fragment = part.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(part.name.value)! : part;
        fields += this.fieldsBelow(fragment.selectionSet, type, source);
      }
    }
    ofSet.set(source, fields);
    return fields;
  }

  private fieldsOf(node: FieldNode, parent: GraphQLObjectType, source: unknown): number {
    const field = parent.getFields()[node.name.value];
    const type = field && getNamedType(field.type);
    if (!field || !isObjectType(type) || !node.selectionSet) return 0;
    const info = { schema: this.schema, fieldName: field.name } as GraphQLResolveInfo;
    const value: unknown = (field.resolve ?? defaultFieldResolver)(source, { includeDeprecated: true }, null, info);
    let fields = 0;
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (this.visits > maxVisits || fields > maxFields) break;
      if (each !== null && each !== undefined) fields += this.fieldsBelow(node.selectionSet, type, each);
    }
    return fields;
  }
}
