import {
  BREAK,
  defaultFieldResolver,
  type FieldNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isObjectType,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { getArgumentValues, getDirectiveValues } from 'graphql/execution/values';

import { recordClasses, type StoredClass } from '../database/record';
import { type Plan, type PlannedRelation, relationsOf, slotOf } from '../database/relation';
import type { PageRequest } from '../database/page';
import type { Context } from './context';

/*
 * Walks the operation's selection once per query, to find the requested columns of each record class and the requested
 * related records. The reader then selects just that, with one statement per relation and level. A field with its own
 * resolver may need any column; its plan requests all of them.
 */

/** Gives every query that returns records a reader with the plan of its selection. */
export function planQueries(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    const type = recordTypeOf(field);
    if (!type) continue;
    const resolve = field.resolve ?? defaultFieldResolver;
    // Keyed by the syntax nodes, which a compiled operation keeps across requests.
    const constant = new WeakMap<readonly FieldNode[], Plan>();
    field.resolve = (source, args, context: Context, info) => {
      const { fieldNodes } = info;
      let plan = constant.get(fieldNodes);
      if (!plan) {
        plan = planOfSelections(info, type, wantedOf(info, field, fieldNodes));
        if (!fieldNodes.some(variesBelow) && Object.keys(info.fragments).length === 0) constant.set(fieldNodes, plan);
      }
      return resolve(source, args, { ...context, reader: context.reader.planned(plan) }, info);
    };
  }
}

/** The plan of a record in a field of the resolver's result, such as a mutation's payload. */
export function planOfField(info: GraphQLResolveInfo, name: string): Plan | null {
  const payload = getNullableType(info.returnType);
  if (!isObjectType(payload)) return null;
  const field = payload.getFields()[name]!;
  const type = recordTypeOf(field);
  if (!type) return null;
  const nodes = [...fieldsOf(info, payload, selectionSets(info.fieldNodes))].filter((node) => node.name.value === name);
  return planOfSelections(info, type, wantedOf(info, field, nodes));
}

/** Whether the selection below the field depends on a request's variables. */
function variesBelow({ selectionSet }: FieldNode): boolean {
  let varies = false;
  if (selectionSet) {
    visit(selectionSet, {
      Variable: () => {
        varies = true;
        return BREAK;
      },
    });
  }
  return varies;
}

let classByName: Map<string, StoredClass> | null = null;

function recordClassOfType(type: GraphQLObjectType): StoredClass | undefined {
  classByName ??= new Map([...recordClasses().values()].map((recordClass) => [recordClass.name, recordClass]));
  return classByName.get(type.name);
}

/** The type of the records that a field returns, alone, in a list or in a connection. */
function recordTypeOf(field: GraphQLField<unknown, unknown>): GraphQLObjectType | null {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return null;
  if (recordClassOfType(type)) return type;
  const nodes = type.name.endsWith('Connection') ? type.getFields().nodes : undefined;
  return nodes ? recordTypeOf(nodes) : null;
}

/** What a selection requests of the records that a field returns. */
interface Wanted {
  /** Of the records themselves: in a connection, below `nodes` and `edges { node }`. */
  selections: SelectionSetNode[];
  /** Whether the operation asks if the list continues. */
  peeks: boolean;
}

function wantedOf(
  info: GraphQLResolveInfo,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): Wanted {
  const type = getNamedType(field.type) as GraphQLObjectType;
  const selections = selectionSets(nodes);
  if (recordClassOfType(type)) return { selections, peeks: false };
  const below = (parent: GraphQLObjectType, sets: SelectionSetNode[], name: string) =>
    selectionSets([...fieldsOf(info, parent, sets)].filter((node) => node.name.value === name));
  const edges = below(type, selections, 'edges');
  const edge = getNamedType(type.getFields().edges!.type) as GraphQLObjectType;
  return {
    selections: [...below(type, selections, 'nodes'), ...below(edge, edges, 'node')],
    peeks: below(type, selections, 'pageInfo').length > 0,
  };
}

function planOfSelections(info: GraphQLResolveInfo, type: GraphQLObjectType, { selections, peeks }: Wanted): Plan {
  const recordClass = recordClassOfType(type)!;
  const relations = relationsOf(recordClass);
  let columns: Set<string> | null = new Set(['id']);
  const wanted = new Map<string, { related: Omit<PlannedRelation, 'plan'>; below: Wanted; type: GraphQLObjectType }>();

  for (const node of fieldsOf(info, type, selections)) {
    const name = node.name.value;
    const field = type.getFields()[name];
    if (!field) continue;
    const relation = relations.get(name);
    if (!relation) {
      const needed = columnsFor(recordClass, field);
      if (needed === null) columns = null;
      else for (const column of needed) columns?.add(column);
      continue;
    }
    if (relation.kind === 'one') columns?.add(relation.key);
    const page = relation.kind === 'pages' ? (getArgumentValues(field, node, info.variableValues) as PageRequest) : {};
    const slot = slotOf(relation, page);
    const known = wanted.get(slot);
    const below = wantedOf(info, field, [node]);
    if (known) {
      known.below.selections.push(...below.selections);
      known.below.peeks ||= below.peeks;
    } else wanted.set(slot, { related: { relation, page }, below, type: recordTypeOf(field)! });
  }

  const related = [...wanted.values()].map((each) => ({
    ...each.related,
    plan: planOfSelections(info, each.type, each.below),
  }));
  return { recordClass, columns, peeks, related };
}

/** The columns that a field is computed from; null if that cannot be known. */
function columnsFor(recordClass: StoredClass, field: GraphQLField<unknown, unknown>): string[] | null {
  if (field.name === '__typename') return [];
  const own = Object.getOwnPropertyDescriptor(recordClass.prototype as object, field.name);
  if (!own) return field.resolve ? null : [field.name];
  // Money is a getter over an amount in minor units and its currency column.
  return isMoney(field) ? [`${field.name}Minor`, 'currencyCode'] : null;
}

function isMoney(field: GraphQLField<unknown, unknown>): boolean {
  return getNamedType(field.type).name === 'Money';
}

function selectionSets(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : []));
}

/**
 * The fields that the selections request of this type, with fragments expanded, and `@skip` and `@include` evaluated. A
 * repeated fragment adds nothing; expanding it again would take exponential time if each names the next one twice.
 */
function* fieldsOf(
  info: GraphQLResolveInfo,
  type: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
  opened = new Set<string>(),
): Generator<FieldNode> {
  for (const { selections: parts } of selections) {
    for (const part of parts) {
      const { variableValues } = info;
      if (getDirectiveValues(GraphQLSkipDirective, part, variableValues)?.if === true) continue;
      if (getDirectiveValues(GraphQLIncludeDirective, part, variableValues)?.if === false) continue;
      if (part.kind === Kind.FIELD) {
        yield part;
        continue;
      }
      if (part.kind === Kind.FRAGMENT_SPREAD) {
        if (opened.has(part.name.value)) continue;
        opened.add(part.name.value);
      }
      const fragment = part.kind === Kind.FRAGMENT_SPREAD ? info.fragments[part.name.value]! : part;
      const condition = fragment.typeCondition?.name.value;
      const applies =
        !condition || condition === type.name || type.getInterfaces().some(({ name }) => name === condition);
      if (applies) yield* fieldsOf(info, type, [fragment.selectionSet], opened);
    }
  }
}
