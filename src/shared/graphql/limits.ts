import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationRule,
  visit,
} from 'graphql';
import type { Limits } from '../../config';

export type OperationLimits = Pick<Limits, 'depth' | 'fields' | 'aliases' | 'duplicates' | 'directives' | 'rootFields'>;

/*
 * The maximum size of an operation, checked before anything else: the time that GraphQL's own validation rules take
 * grows with the number of fields, because they compare fields with each other.
 */

/** The limits that an operation exceeds, each as an error with its own code. */
export function excesses(document: DocumentNode, limits: OperationLimits): GraphQLError[] {
  const counted = count(document);
  const shape = new Shape(document);
  const found: [code: string, what: string, is: number, most: number][] = [
    ['TOO_DEEP', 'levels of fields', shape.depth(limits.depth), limits.depth],
    ['TOO_MANY_FIELDS', 'fields, with fragments expanded,', shape.fields(), limits.fields],
    ['TOO_MANY_ALIASES', 'aliases', counted.aliases, limits.aliases],
    ['TOO_MANY_DUPLICATES', 'repeated fields in the same selection', counted.duplicates, limits.duplicates],
    ['TOO_MANY_DIRECTIVES', 'directives', counted.directives, limits.directives],
    ['TOO_MANY_ROOT_FIELDS', 'fields at the root', shape.rootFields(), limits.rootFields],
  ];
  return found.flatMap(([code, what, is, most]) =>
    is > most ? [new GraphQLError(`The operation has more ${what} than ${most}.`, { extensions: { code } })] : [],
  );
}

/** The same as a validation rule. */
export function withinLimits(limits: OperationLimits): ValidationRule {
  return (context) => {
    const document = context.getDocument();
    const found = excesses(document, limits);
    for (const error of found) context.reportError(error);
    // Already refused: with its definitions removed, the other rules have no work.
    if (found.length > 0) Object.assign(document, { definitions: [] });
    return {};
  };
}

function count(document: DocumentNode): { aliases: number; duplicates: number; directives: number } {
  const counted = { aliases: 0, duplicates: 0, directives: 0 };
  visit(document, {
    Directive: () => {
      counted.directives += 1;
      return false;
    },
    SelectionSet: (set, _key, parent) => {
      const isPartOfAnother = parent && 'kind' in parent && parent.kind === Kind.INLINE_FRAGMENT;
      if (!isPartOfAnother) counted.duplicates += duplicatesIn(set);
    },
    Field: ({ alias }) => {
      if (alias) counted.aliases += 1;
    },
  });
  return counted;
}

/** Fragments inside the selection count as part of it. */
function duplicatesIn(set: SelectionSetNode): number {
  const names = new Set<string>();
  let fields = 0;
  const add = (selections: readonly SelectionNode[]) => {
    for (const each of selections) {
      if (each.kind === Kind.INLINE_FRAGMENT) add(each.selectionSet.selections);
      if (each.kind !== Kind.FIELD) continue;
      fields += 1;
      names.add(each.alias?.value ?? each.name.value);
    }
  };
  add(set.selections);
  return fields - names.size;
}

/** The size of an operation with fragments expanded. Each fragment is visited once, however often it is named. */
class Shape {
  private readonly fragments: Map<string, FragmentDefinitionNode>;
  private readonly depths = new Map<string, number>();
  private readonly sizes = new Map<string, number>();

  constructor(private readonly document: DocumentNode) {
    this.fragments = new Map(
      document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
    );
  }

  /** At most one more than the maximum, because deeper levels do not matter. */
  depth(most: number): number {
    return Math.max(0, ...this.document.definitions.map((each) => this.depthOf(selectionSetOf(each), most + 1)));
  }

  /** Counted at every spread of a fragment: a few fragments can expand to more than could ever be executed. */
  fields(): number {
    return Math.max(
      0,
      ...this.document.definitions.map((each) =>
        each.kind === Kind.OPERATION_DEFINITION ? this.sizeOf(each.selectionSet) : 0,
      ),
    );
  }

  rootFields(): number {
    return Math.max(
      0,
      ...this.document.definitions.map((each) =>
        each.kind === Kind.OPERATION_DEFINITION ? this.fieldsIn(each.selectionSet, new Set()) : 0,
      ),
    );
  }

  private depthOf(set: SelectionSetNode | undefined, left: number): number {
    if (!set || left === 0) return 0;
    return Math.max(0, ...set.selections.map((each) => this.depthOfSelection(each, left)));
  }

  private depthOfSelection(selection: SelectionNode, left: number): number {
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.depthOf(selection.selectionSet, left);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.depthOfFragment(selection.name.value, left);
    // GraphQL has its own rule for the depth of introspection.
    if (selection.name.value.startsWith('__')) return 1;
    return 1 + this.depthOf(selection.selectionSet, left - 1);
  }

  private depthOfFragment(name: string, left: number): number {
    const known = this.depths.get(name);
    if (known !== undefined) return known;
    // Another rule refuses a cycle; this one only has to terminate.
    this.depths.set(name, 0);
    const depth = this.depthOf(this.fragments.get(name)?.selectionSet, left);
    this.depths.set(name, depth);
    return depth;
  }

  private sizeOf(set: SelectionSetNode | undefined): number {
    let size = 0;
    for (const each of set?.selections ?? []) {
      if (each.kind === Kind.FIELD) size += 1 + this.sizeOf(each.selectionSet);
      if (each.kind === Kind.INLINE_FRAGMENT) size += this.sizeOf(each.selectionSet);
      if (each.kind === Kind.FRAGMENT_SPREAD) size += this.sizeOfFragment(each.name.value);
    }
    return size;
  }

  private sizeOfFragment(name: string): number {
    const known = this.sizes.get(name);
    if (known !== undefined) return known;
    this.sizes.set(name, 0);
    const size = this.sizeOf(this.fragments.get(name)?.selectionSet);
    this.sizes.set(name, size);
    return size;
  }

  private fieldsIn(set: SelectionSetNode, opened: Set<string>): number {
    let fields = 0;
    for (const each of set.selections) {
      if (each.kind === Kind.FIELD) fields += 1;
      if (each.kind === Kind.INLINE_FRAGMENT) fields += this.fieldsIn(each.selectionSet, opened);
      if (each.kind !== Kind.FRAGMENT_SPREAD || opened.has(each.name.value)) continue;
      opened.add(each.name.value);
      const fragment = this.fragments.get(each.name.value);
      if (fragment) fields += this.fieldsIn(fragment.selectionSet, opened);
    }
    return fields;
  }
}

function selectionSetOf(definition: DocumentNode['definitions'][number]): SelectionSetNode | undefined {
  return 'selectionSet' in definition ? definition.selectionSet : undefined;
}
