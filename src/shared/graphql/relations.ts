import { Args, Ctx, Field } from 'type-graphql';
import type { OrderBy, Where } from '../database/reader';
import type { Node, StoredClass } from '../database/record';
import { connectionTypeOf, PageArgs } from './connection';
import type { Context } from './context';

/*
 * How records hang together, declared by the module that owns the key: from the declaration comes the field, read in
 * one batched statement for all parents and narrowed to what the viewer may see. A module extends another's record
 * from its own folder this way.
 */

type Resolve<T> = (this: T, context: Context, page: PageArgs) => unknown;

function define<T extends Node>(
  owner: StoredClass<T>,
  name: string,
  type: () => object,
  options: { nullable?: boolean; description: string; paged?: boolean },
  resolve: Resolve<T>,
): void {
  const prototype = owner.prototype as object;
  Object.defineProperty(prototype, name, { value: resolve, configurable: true });
  // type-graphql takes the types of parameters from here when a decorator does not name them.
  Reflect.defineMetadata('design:paramtypes', [Object, PageArgs], prototype, name);
  Ctx()(prototype, name, 0);
  if (options.paged) Args(() => PageArgs)(prototype, name, 1);
  Field(type, { nullable: options.nullable ?? false, description: options.description })(prototype, name, {
    value: resolve,
  });
}

/** A record that this one refers to by a key column. Null where the key is null, or the viewer may not see it. */
export function belongsTo<T extends Node>(
  owner: StoredClass<T>,
  name: string,
  target: () => StoredClass,
  options: { key: keyof T & string; description: string; nullable?: boolean },
): void {
  define(owner, name, target, options, function (context) {
    return context.reader.byId(target(), this[options.key] as string | null);
  });
}

/** The few records that refer to this one by a key column, all of them. */
export function hasMany<T extends Node, C extends Node>(
  owner: StoredClass<T>,
  name: string,
  target: () => StoredClass<C>,
  options: { key: keyof C & string; description: string; orderBy?: readonly OrderBy[]; where?: Where<C> },
): void {
  define(
    owner,
    name,
    () => [target()],
    options,
    function (context) {
      return context.reader.listBy(target(), options.key, this.id, { orderBy: options.orderBy, where: options.where });
    },
  );
}

/** The many records that refer to this one by a key column, page by page. */
export function hasPages<T extends Node, C extends Node>(
  owner: StoredClass<T>,
  name: string,
  target: () => StoredClass<C>,
  options: { key: keyof C & string; description: string; orderBy?: readonly OrderBy[] },
): void {
  define(
    owner,
    name,
    () => connectionTypeOf(target()),
    { ...options, paged: true },
    function (context, page) {
      return context.reader.pageBy(target(), options.key, this.id, page, { orderBy: options.orderBy });
    },
  );
}
