import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  getOperationAST,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { pageSize } from '../database/page';
import { nodesOf } from './operation-cache';
import { IntrospectionCount } from './introspection-cost';

/*
 * The maximum cost of an operation, by the rule that docs/limits.md publishes. Computed once per parsed operation as a
 * function of the variables, and cached with it.
 */

const objectCost = 1;
const mutationCost = 10;
const typeCost = 10;
const schemaCost = 1_000;
const itemsOfPlainList = 10;
/** Parsing and validating an operation is work as well, and the results are cached. */
const nodesPerPoint = 100;
/** A cap, because larger numbers are meaningless and inexact. */
const maxCost = 1_000_000_000;

type Variables = Readonly<Record<string, unknown>>;

/** The variables of one request, and the cost of its fragments with them, each computed once. */
interface Given {
  variables: Variables;
  fragments: Map<string, Cost>;
}

/** The cost of a selection: once, and per item of the connection it belongs to. */
interface Cost {
  once: number;
  perItem: number;
}

type Price = (given: Given) => Cost;

const nothing: Cost = { once: 0, perItem: 0 };

/** Computes the cost of operations. */
export class CostRule {
  private readonly prices = new WeakMap<DocumentNode, Map<string, (variables: Variables) => number>>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** At least 1. The operation must have passed validation. */
  costOf(document: DocumentNode, operationName: string | null | undefined, variables: Variables = {}): number {
    let prices = this.prices.get(document);
    if (!prices) this.prices.set(document, (prices = new Map()));
    const name = operationName ?? '';
    let price = prices.get(name);
    if (!price) {
      const operation = getOperationAST(document, operationName);
      if (!operation) return 1;
      prices.set(name, (price = new Pricing(this.schema, document).ofOperation(operation)));
    }
    return price(variables);
  }
}

class Pricing {
  private readonly fragments: Map<string, FragmentDefinitionNode>;
  private readonly fragmentPrices = new Map<string, Price>();
  private readonly introspection: IntrospectionCount;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
  ) {
    this.introspection = new IntrospectionCount(schema, document);
    this.fragments = new Map(
      document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
    );
  }

  ofOperation(operation: OperationDefinitionNode): (variables: Variables) => number {
    const defined = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, plain(defaultValue, {})] as const] : [],
    );
    const defaults: Variables = Object.fromEntries(defined);
    const type = this.schema.getRootType(operation.operation)!;
    const price = this.ofSelections(operation.selectionSet, type);
    const ofItself = Math.floor(nodesOf(this.document) / nodesPerPoint);
    return (variables) => {
      const given = { variables: { ...defaults, ...variables }, fragments: new Map<string, Cost>() };
      return Math.min(Math.max(1, price(given).once + ofItself), maxCost);
    };
  }

  private ofSelections({ selections }: SelectionSetNode, type: GraphQLCompositeType): Price {
    const prices = selections.map((each): Price => {
      if (each.kind === Kind.FIELD) return this.ofField(each, type);
      if (each.kind === Kind.FRAGMENT_SPREAD) return this.ofFragment(each.name.value);
      return this.ofSelections(each.selectionSet, this.typeNamed(each.typeCondition?.name.value) ?? type);
    });
    const own = prices.filter((price) => price !== free);
    if (own.length === 0) return free;
    return (given) => {
      let once = 0;
      let perItem = 0;
      for (const price of own) {
        const cost = price(given);
        once += cost.once;
        perItem += cost.perItem;
      }
      return { once, perItem };
    };
  }

  private ofFragment(name: string): Price {
    const known = this.fragmentPrices.get(name);
    if (known) return known;
    const fragment = this.fragments.get(name)!;
    const price = this.ofSelections(fragment.selectionSet, this.typeNamed(fragment.typeCondition.name.value)!);
    const once: Price = (given) => {
      let cost = given.fragments.get(name);
      if (!cost) given.fragments.set(name, (cost = price(given)));
      return cost;
    };
    this.fragmentPrices.set(name, once);
    return once;
  }

  private ofField(node: FieldNode, parent: GraphQLCompositeType): Price {
    if (node.name.value === '__schema') {
      const once = Math.max(schemaCost, this.introspection.ofSchema(node));
      return () => ({ once, perItem: 0 });
    }
    if (node.name.value === '__type') {
      const name = node.arguments?.find((each) => each.name.value === 'name');
      return ({ variables }) => {
        const points = this.introspection.ofType(node, name && textIn(name.value, variables));
        return { once: Math.max(typeCost, points), perItem: 0 };
      };
    }
    const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    if (field?.name === 'totalCount') return () => ({ once: objectCost, perItem: 0 });
    const type = field && getNamedType(field.type);
    if (!type || !isCompositeType(type) || !node.selectionSet) return ofScalar(field);

    const own = this.ownCost(parent, type, field);
    const price = this.ofSelections(node.selectionSet, type);
    if (isConnection(parent) && isList(field)) {
      return (given) => ({ once: 0, perItem: own + price(given).once });
    }
    const size = sizeOf(node, field);
    if (isList(field)) return (given) => ({ once: size(given.variables) * (own + price(given).once), perItem: 0 });
    if (!isConnection(type)) return (given) => ({ once: own + price(given).once, perItem: 0 });
    return (given) => {
      const { once, perItem } = price(given);
      return { once: own + once + size(given.variables) * perItem, perItem: 0 };
    };
  }

  private ownCost(
    parent: GraphQLCompositeType,
    type: GraphQLCompositeType,
    field: GraphQLField<unknown, unknown>,
  ): number {
    if (parent === this.schema.getMutationType()) return mutationCost;
    // A field that does a lot of work declares its cost.
    return isEdge(type) ? 0 : ((field.extensions.points as number | undefined) ?? objectCost);
  }

  private typeNamed(name: string | undefined): GraphQLCompositeType | undefined {
    const type = name === undefined ? undefined : this.schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  }
}

const free: Price = () => nothing;

/** Scalars are free unless the field declares a cost. */
function ofScalar(field: GraphQLField<unknown, unknown> | undefined): Price {
  const points = field?.extensions.points as number | undefined;
  return points === undefined ? free : () => ({ once: points, perItem: 0 });
}

/** The maximum, or assumed, number of items that a field returns. */
function sizeOf(node: FieldNode, field: GraphQLField<unknown, unknown>): (variables: Variables) => number {
  const argument = (name: string): ArgumentNode | undefined => node.arguments?.find((each) => each.name.value === name);
  const declared = field.args.find(({ name }) => name === 'first');
  if (declared) {
    const given = argument('first');
    return (variables) => {
      const first = given && plain(given.value, variables);
      return pageSize({ first: typeof first === 'number' ? first : (declared.defaultValue as number | undefined) });
    };
  }
  const ids = field.args.some(({ name }) => name === 'ids') ? argument('ids') : undefined;
  if (ids) {
    return (variables) => {
      const list = plain(ids.value, variables);
      return Array.isArray(list) ? list.length : 1;
    };
  }
  const items = (field.extensions.items as number | undefined) ?? itemsOfPlainList;
  return () => items;
}

function textIn(value: ValueNode, variables: Variables): unknown {
  if (value.kind === Kind.VARIABLE) return variables[value.name.value];
  return value.kind === Kind.STRING ? value.value : undefined;
}

/** A number or the items of a list; any other value counts for nothing. */
function plain(value: ValueNode, variables: Variables): unknown {
  if (value.kind === Kind.VARIABLE) return variables[value.name.value];
  if (value.kind === Kind.INT) return Number(value.value);
  return value.kind === Kind.LIST ? value.values : undefined;
}

function isList(field: GraphQLField<unknown, unknown>): boolean {
  return isListType(getNullableType(field.type));
}

function isConnection(type: GraphQLCompositeType): boolean {
  return isObjectType(type) && type.name.endsWith('Connection') && 'pageInfo' in type.getFields();
}

function isEdge(type: GraphQLCompositeType): boolean {
  return isObjectType(type) && type.name.endsWith('Edge') && 'cursor' in type.getFields();
}
