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
 * The document's selection, walked once per query: which columns of a record's class it wants, and which related
 * records with what of theirs. The reader then selects just that, one statement per relation and level. Whatever is
 * computed by a resolver of its own may need any column; there the plan asks for all.
 */

/** Gives every query that answers records a reader with the plan of what is asked of them. */
export function planQueries(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    const type = recordTypeOf(field);
    if (!type) continue;
    const resolve = field.resolve ?? defaultFieldResolver;
    // By the document's own nodes: a document that is compiled keeps them for all its requests.
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

/** The plan of a record that stands in a field of what the resolver answers, such as a mutation's payload. */
export function planOfField(info: GraphQLResolveInfo, name: string): Plan | null {
  const payload = getNullableType(info.returnType);
  if (!isObjectType(payload)) return null;
  const field = payload.getFields()[name]!;
  const type = recordTypeOf(field);
  if (!type) return null;
  const nodes = [...fieldsOf(info, payload, selectionSets(info.fieldNodes))].filter((node) => node.name.value === name);
  return planOfSelections(info, type, wantedOf(info, field, nodes));
}

/** Does what is asked below the field depend on a request's variables? */
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

/** The type of the records that a field answers, alone, in a list or in a connection. */
function recordTypeOf(field: GraphQLField<unknown, unknown>): GraphQLObjectType | null {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return null;
  if (recordClassOfType(type)) return type;
  const nodes = type.name.endsWith('Connection') ? type.getFields().nodes : undefined;
  return nodes ? recordTypeOf(nodes) : null;
}

/** What a field asks of the records that it answers. */
interface Wanted {
  /** Of the records themselves: in a connection, below `nodes` and `edges { node }`. */
  selections: SelectionSetNode[];
  /** Whether the list goes on after them. */
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

/** The columns that a field is made from; null where that cannot be known. */
function columnsFor(recordClass: StoredClass, field: GraphQLField<unknown, unknown>): string[] | null {
  if (field.name === '__typename') return [];
  const own = Object.getOwnPropertyDescriptor(recordClass.prototype as object, field.name);
  if (!own) return field.resolve ? null : [field.name];
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
