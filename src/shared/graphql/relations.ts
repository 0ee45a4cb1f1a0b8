import type { GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import { Args, Ctx, Field } from 'type-graphql';
import type { PageRequest } from '../database/page';
import type { OrderBy, Where } from '../database/reader';
import { type Node, recordClasses, type StoredClass } from '../database/record';
import { addRelation, type Relation, relationsOf } from '../database/relation';
import { connectionTypeOf, PageArgs } from './connection';
import type { Context } from './context';

/*
 * Relations between records, declared by the module that owns the key. Each becomes a field, read in one batched
 * statement for all parents and narrowed to what the viewer may see. This is how a module extends another's record from
 * its own folder.
 */

interface Options {
  nullable?: boolean;
  description: string;
}

/** A relation as a module lists it. */
export interface DeclaredRelation {
  readonly owner: StoredClass;
  readonly relation: Relation;
  readonly type: () => object;
  readonly options: Options;
}

/**
 * Declares the relations as fields of their owners' types. Must run before the schema is built; `resolveRelations`
 * attaches the resolvers.
 */
export function declareRelations(relations: readonly DeclaredRelation[]): void {
  for (const each of relations) declare(each);
}

function declare({ owner, relation, type, options }: DeclaredRelation): void {
  addRelation(owner, relation);
  const prototype = owner.prototype as object;
  const { name } = relation;
  // type-graphql derives arguments from a method's parameters, so the field is a method while the schema is built.
  const value = () => undefined;
  Object.defineProperty(prototype, name, { value, configurable: true });
  Reflect.defineMetadata('design:paramtypes', [Object, PageArgs], prototype, name);
  Ctx()(prototype, name, 0);
  if (relation.kind === 'pages') Args(() => PageArgs)(prototype, name, 1);
  Field(type, { nullable: options.nullable ?? false, description: options.description })(prototype, name, { value });
}

/** The record that this one refers to by a key column. Null if the key is null or the viewer may not see the record. */
export function belongsTo<T extends Node>(
  owner: StoredClass<T>,
  name: string,
  target: () => StoredClass,
  options: Options & { key: keyof T & string },
): DeclaredRelation {
  return { owner, relation: { name, kind: 'one', target, key: options.key }, type: target, options };
}

/** The record that refers to this one by a unique key column. Null if none exists or the viewer may not see it. */
export function hasOne<T extends Node, C extends Node>(
  owner: StoredClass<T>,
  name: string,
  target: () => StoredClass<C>,
  options: Options & { key: keyof C & string },
): DeclaredRelation {
  return {
    owner,
    relation: { name, kind: 'only', target, key: options.key },
    type: target,
    options: { ...options, nullable: true },
  };
}

/** All records that refer to this one by a key column, for small sets. */
export function hasMany<T extends Node, C extends Node>(
  owner: StoredClass<T>,
  name: string,
  target: () => StoredClass<C>,
  options: Options & { key: keyof C & string; orderBy?: readonly OrderBy[]; where?: Where<C> },
): DeclaredRelation {
  const { key, orderBy, where } = options;
  return {
    owner,
    relation: { name, kind: 'many', target, key, orderBy, where: where },
    type: () => [target()],
    options,
  };
}

/** The records that refer to this one by a key column, paged. */
export function hasPages<T extends Node, C extends Node>(
  owner: StoredClass<T>,
  name: string,
  target: () => StoredClass<C>,
  options: Options & { key: keyof C & string; orderBy?: readonly OrderBy[]; where?: Where<C> },
): DeclaredRelation {
  const { key, orderBy, where } = options;
  const relation = { name, kind: 'pages' as const, target, key, orderBy, where: where as Where<Node> };
  return { owner, relation, type: () => connectionTypeOf(target()), options };
}

/** Declares the connection types of paged relations. Must run before the schema is built. */
export function declareConnections(): void {
  for (const recordClass of recordClasses().values()) {
    for (const { kind, target } of relationsOf(recordClass).values()) if (kind === 'pages') connectionTypeOf(target());
  }
}

/**
 * Attaches a resolver to each declared relation: it returns the prefetched records, or reads in one batched statement.
 */
export function resolveRelations(schema: GraphQLSchema): void {
  for (const recordClass of recordClasses().values()) {
    const type = schema.getType(recordClass.name);
    if (!isObjectType(type)) continue;
    for (const relation of relationsOf(recordClass).values()) {
      const field = type.getFields()[relation.name];
      if (!field) continue;
      field.resolve = (record: Node, page: PageRequest, context: Context) =>
        context.reader.related(relation, record, page);
    }
  }
}
