import { ArgsType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Max, Min } from 'class-validator';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { type Connection, defaultPageSize, maxPageSize } from '../database/page';
import type { Node, StoredClass } from '../database/record';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: defaultPageSize, description: `How many, from 1 to ${maxPageSize}.` })
  @Min(1)
  @Max(maxPageSize)
  first!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor to go on from; only one of the same list in the same order.',
  })
  after?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field({ description: 'Is there more after this page?' })
  hasNextPage!: boolean;

  @Field({ description: 'Was this page reached from an earlier one?' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first item; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor to ask for the next page with; null on an empty page.',
  })
  endCursor!: string | null;
}

export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}

registerEnumType(OrderDirection, {
  name: 'OrderDirection',
  description: 'Which end of an ordering comes first.',
  valuesConfig: { ASC: { description: 'Smallest first.' }, DESC: { description: 'Largest first.' } },
});

const connections = new Map<StoredClass, new () => object>();

/** The connection type of a record: `PartnerConnection` with its edges, nodes, page info and total count. */
export function connectionTypeOf(recordClass: StoredClass): new () => object {
  const known = connections.get(recordClass);
  if (known) return known;

  class Edge {}
  ObjectType(`${recordClass.name}Edge`, { simpleResolvers: true, description: 'An item and where it stands.' })(Edge);
  Field(() => String, { description: 'Where the item stands in this ordering.' })(Edge.prototype, 'cursor');
  Field(() => recordClass, { description: 'The item.' })(Edge.prototype, 'node');

  class Connection {}
  ObjectType(`${recordClass.name}Connection`, { simpleResolvers: true, description: 'A page of a list.' })(Connection);
  Field(() => [Edge], { description: 'The items with their cursors.' })(Connection.prototype, 'edges');
  Field(() => [recordClass], { description: 'The items alone.' })(Connection.prototype, 'nodes');
  Field(() => PageInfo, { description: 'Where this page stands in the list, with the cursors to continue from.' })(
    Connection.prototype,
    'pageInfo',
  );
  Field(() => Int, { description: 'How many items the whole list has; counted only when asked for.' })(
    Connection.prototype,
    'totalCount',
  );
  connections.set(recordClass, Connection);
  return Connection;
}

/** Counts by a resolver of its own: execution of compiled documents takes what is no resolver for a plain value. */
export function countWhenAsked(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const field = isObjectType(type) && type.name.endsWith('Connection') && type.getFields().totalCount;
    if (field) field.resolve = (connection: Connection<Node>) => connection.totalCount();
  }
}
