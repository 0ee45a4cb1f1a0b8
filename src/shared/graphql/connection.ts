import { ArgsType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Max, Min } from 'class-validator';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { type Connection, defaultPageSize, maxPageSize } from '../database/page';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: defaultPageSize, description: `The size of the page, from 1 to ${maxPageSize}.` })
  @Min(1)
  @Max(maxPageSize)
  first!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor to continue after. It must come from the same list in the same order.',
  })
  after?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The position of a page in its list.' })
export class PageInfo {
  @Field({ description: 'Whether the list has more items after this page.' })
  hasNextPage!: boolean;

  @Field({ description: 'Whether this page was requested with a cursor.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first item; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor to request the next page with; null on an empty page.',
  })
  endCursor!: string | null;
}

export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}

registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'The direction of an ordering.',
  valuesConfig: { ASC: { description: 'Smallest first.' }, DESC: { description: 'Largest first.' } },
});

type Item = new () => object;

const connections = new Map<Item, new () => object>();

/** The connection type of a record or of another item of lists: `PartnerConnection` with its edges, nodes, page info and total count. */
export function connectionTypeOf(recordClass: Item): new () => object {
  const known = connections.get(recordClass);
  if (known) return known;

  class Edge {}
  ObjectType(`${recordClass.name}Edge`, { simpleResolvers: true, description: 'An item with its cursor.' })(Edge);
  Field(() => String, { description: 'The position of the item in this ordering.' })(Edge.prototype, 'cursor');
  Field(() => recordClass, { description: 'The item.' })(Edge.prototype, 'node');

  class Connection {}
  ObjectType(`${recordClass.name}Connection`, { simpleResolvers: true, description: 'A page of a list.' })(Connection);
  Field(() => [Edge], { description: 'The items with their cursors.' })(Connection.prototype, 'edges');
  Field(() => [recordClass], { description: 'The items without their cursors.' })(Connection.prototype, 'nodes');
  Field(() => PageInfo, { description: 'The position of this page in the list, with the cursors to continue from.' })(
    Connection.prototype,
    'pageInfo',
  );
  Field(() => Int, { description: 'The number of items in the whole list. Counted only on request.' })(
    Connection.prototype,
    'totalCount',
  );
  connections.set(recordClass, Connection);
  return Connection;
}

/** Counts in a resolver, because the compiled execution treats a field without a resolver as a plain value. */
export function countWhenAsked(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const field = isObjectType(type) && type.name.endsWith('Connection') && type.getFields().totalCount;
    if (field) field.resolve = (connection: Connection<object>) => connection.totalCount();
  }
}
