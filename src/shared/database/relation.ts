import type { PageRequest } from './page';
import type { Node, StoredClass } from './record';
import type { OrderBy, Where } from './where';

/** How records of one class refer to those of another, by a key column on one side. */
export interface Relation {
  readonly name: string;
  /**
   * `one`: the key is here. `only`: the key is there, and unique. `many`: the key is there, and all are read. `pages`:
   * like `many`, but paged.
   */
  readonly kind: 'one' | 'only' | 'many' | 'pages';
  readonly target: () => StoredClass;
  readonly key: string;
  readonly orderBy?: readonly OrderBy[];
  readonly where?: Where<Node>;
}

const relations = new Map<StoredClass, Map<string, Relation>>();

export function addRelation(owner: StoredClass, relation: Relation): void {
  const own = relations.get(owner) ?? new Map<string, Relation>();
  if (own.has(relation.name)) throw new Error(`${owner.name} has two relations named ${relation.name}.`);
  relations.set(owner, own.set(relation.name, relation));
}

export function relationsOf(owner: StoredClass): ReadonlyMap<string, Relation> {
  return relations.get(owner) ?? new Map<string, Relation>();
}

/**
 * What an operation needs of the records of one class: which columns, and which related records with their own plans.
 */
export interface Plan {
  readonly recordClass: StoredClass;
  /** Null for all columns, if a requested field may need any of them. */
  readonly columns: ReadonlySet<string> | null;
  /** For a page: whether the operation asks if the list continues. The read then includes one more record. */
  readonly peeks: boolean;
  readonly related: readonly PlannedRelation[];
}

export interface PlannedRelation {
  readonly relation: Relation;
  readonly page: PageRequest;
  readonly plan: Plan;
}

/** The plan of records with some of their columns alone. */
export function planOfColumns<T extends Node>(recordClass: StoredClass<T>, ...columns: (keyof T & string)[]): Plan {
  return { recordClass, columns: new Set(columns), peeks: false, related: [] };
}

/** Key columns of a record, with the class that each refers to. */
export type Along<T> = { readonly [Key in keyof T]?: StoredClass };

/** The plan of whole records with what some of their keys refer to. */
export function planAlong<T>(recordClass: StoredClass, along: Along<T>): Plan {
  const whole = (of: StoredClass): Plan => ({ recordClass: of, columns: null, peeks: false, related: [] });
  const related = Object.entries<StoredClass>(along as Record<string, StoredClass>).map(([key, target]) => ({
    relation: { name: key, kind: 'one' as const, target: () => target, key },
    page: {},
    plan: whole(target),
  }));
  return { ...whole(recordClass), related };
}

/** How many records a page needs: one more if the operation asks whether the list continues. */
export function lastOf(size: number, plan: Plan | null): number {
  return plan?.peeks === false ? size : size + 1;
}

/** The same plan with additional columns. */
export function withColumns(plan: Plan | null, columns: readonly string[]): Plan | null {
  const known = plan?.columns;
  if (!known || columns.every((name) => known.has(name))) return plan;
  return { ...plan, columns: new Set([...known, ...columns]) };
}

/** Where a record carries its prefetched records, by the relation's name and the requested page. */
export const ahead = Symbol('related records that were read ahead');

export interface ReadAhead {
  [ahead]?: Record<string, unknown> | null;
}

export function slotOf(relation: Relation, page: PageRequest): string {
  return relation.kind === 'pages' ? `${relation.name} ${page.first ?? ''} ${page.after ?? ''}` : relation.name;
}
