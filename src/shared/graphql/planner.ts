import {
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
} from 'graphql';
import { getArgumentValues, getDirectiveValues } from 'graphql/execution/values';

import { recordClasses, type StoredClass } from '../database/record';
import { type Plan, type PlannedRelation, relationsOf, slotOf } from '../database/relation';
import type { PageRequest } from '../database/page';
import type { Context } from './context';

/*
 * The document's selection, walked once per query: which columns of a record's class it wants, and which related
 * records with what of theirs. The reader then selects just that, one statement per relation and level. Whatever is
 * computed by a resolver of its own may need any column; there the plan asks for all.
 */

/** Gives every query that answers records a reader with the plan of what is asked of them. */
export function planQueries(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    if (!recordTypeOf(field)) continue;
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (source, args, context: Context, info) => {
      const plan = planOfSelections(info, recordTypeOf(field)!, selectionsOfRecords(info, field, info.fieldNodes));
      return resolve(source, args, { ...context, reader: context.reader.planned(plan) }, info) as unknown;
    };
  }
}

/** The plan of a record that stands in a field of what the resolver answers, such as a mutation's payload. */
export function planOfField(info: GraphQLResolveInfo, name: string): Plan | null {
  const payload = getNullableType(info.returnType);
  if (!isObjectType(payload)) return null;
  const field = payload.getFields()[name]!;
  const type = recordTypeOf(field);
  if (!type) return null;
  const nodes = [...fieldsOf(info, payload, selectionSets(info.fieldNodes))].filter((node) => node.name.value === name);
  return planOfSelections(info, type, selectionsOfRecords(info, field, nodes));
}

let classByName: Map<string, StoredClass> | null = null;

function recordClassOfType(type: GraphQLObjectType): StoredClass | undefined {
  classByName ??= new Map([...recordClasses().values()].map((recordClass) => [recordClass.name, recordClass]));
  return classByName.get(type.name);
}

/** The type of the records that a field answers, alone, in a list or in a connection. */
function recordTypeOf(field: GraphQLField<unknown, unknown>): GraphQLObjectType | null {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return null;
  if (recordClassOfType(type)) return type;
  const nodes = type.name.endsWith('Connection') ? type.getFields().nodes : undefined;
  return nodes ? recordTypeOf(nodes) : null;
}

/** What is selected of the records themselves: in a connection, below `nodes` and `edges { node }`. */
function selectionsOfRecords(
  info: GraphQLResolveInfo,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): SelectionSetNode[] {
  const type = getNamedType(field.type) as GraphQLObjectType;
  const selections = selectionSets(nodes);
  if (recordClassOfType(type)) return selections;
  const below = (parent: GraphQLObjectType, sets: SelectionSetNode[], name: string) =>
    selectionSets([...fieldsOf(info, parent, sets)].filter((node) => node.name.value === name));
  const edges = below(type, selections, 'edges');
  const edge = getNamedType(type.getFields().edges!.type) as GraphQLObjectType;
  return [...below(type, selections, 'nodes'), ...below(edge, edges, 'node')];
}

function planOfSelections(info: GraphQLResolveInfo, type: GraphQLObjectType, selections: SelectionSetNode[]): Plan {
  const recordClass = recordClassOfType(type)!;
  const relations = relationsOf(recordClass);
  let columns: Set<string> | null = new Set(['id']);
  const wanted = new Map<
    string,
    { related: Omit<PlannedRelation, 'plan'>; selections: SelectionSetNode[]; type: GraphQLObjectType }
  >();

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
    const below = selectionsOfRecords(info, field, [node]);
    if (known) known.selections.push(...below);
    else wanted.set(slot, { related: { relation, page }, selections: below, type: recordTypeOf(field)! });
  }

  const related = [...wanted.values()].map((each) => ({
    ...each.related,
    plan: planOfSelections(info, each.type, each.selections),
  }));
  return { recordClass, columns, related };
}

/** The columns that a field is made from; null where that cannot be known. */
function columnsFor(recordClass: StoredClass, field: GraphQLField<unknown, unknown>): string[] | null {
  if (field.name === '__typename') return [];
  if (field.resolve) return null;
  const own = Object.getOwnPropertyDescriptor(recordClass.prototype as object, field.name);
  if (!own) return [field.name];
  // Money is a getter over an amount in minor units and the currency beside it.
  return isMoney(field) ? [`${field.name}Minor`, 'currencyCode'] : null;
}

function isMoney(field: GraphQLField<unknown, unknown>): boolean {
  return getNamedType(field.type).name === 'Money';
}

function selectionSets(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : []));
}

/**
 * The fields that the selections come to on this type: fragments opened, `@skip` and `@include` decided. A fragment that
 * is named again brings nothing more; opening it again would take for ever where each names the next one twice.
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
