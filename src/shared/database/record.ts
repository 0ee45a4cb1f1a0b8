import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { Entity, PrimaryColumn } from 'typeorm';
import { DateTimeColumn, IntColumn, TextColumn } from './columns';
import { DateTime } from '../graphql/scalars';

/** A record that has an id of its own. */
@InterfaceType({
  autoRegisterImplementations: false,
  description: 'A record with an id of its own; `node(id)` returns it.',
})
export abstract class Node {
  @Field(() => ID, { description: 'A typed id, for example `partner_01jd…`. Ids sort by creation time.' })
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;
}

/** The fields that every record has. One class per record carries both its columns and its published fields. */
@ObjectType({ simpleResolvers: true })
export abstract class StoredRecord extends Node {
  @Field(() => Int, { description: 'Increments with every change. An update names the version that it is based on.' })
  @IntColumn()
  version!: number;

  @Field(() => DateTime, { description: 'When the record was created, in UTC.' })
  @DateTimeColumn()
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When the record last changed, in UTC.' })
  @DateTimeColumn()
  updatedAt!: Date;

  /** The hash of the record's newest history entry: the head of its chain. */
  @TextColumn({ length: 64 })
  historyHash!: string;
}

/** The class of a record; plain `Node` for rows that are only appended. */
export type StoredClass<T extends Node = Node> = new () => T;

const classByPrefix = new Map<string, StoredClass>();
const prefixByClass = new Map<StoredClass, string>();

/** Declares a record: a table, an object type that implements `Node`, and the prefix of its ids. */
export function RecordType(options: { prefix: string; description: string; table?: string }): ClassDecorator {
  return (target) => {
    const recordClass = target as unknown as StoredClass;
    if (classByPrefix.has(options.prefix)) throw new Error(`Two records use the id prefix ${options.prefix}.`);
    classByPrefix.set(options.prefix, recordClass);
    prefixByClass.set(recordClass, options.prefix);
    Entity(options.table)(target);
    ObjectType({ implements: Node, description: options.description, simpleResolvers: true })(target);
  };
}

export function recordClassOf(prefix: string): StoredClass | undefined {
  return classByPrefix.get(prefix);
}

export function prefixOfClass(recordClass: StoredClass): string {
  const prefix = prefixByClass.get(recordClass);
  if (!prefix) throw new Error(`${recordClass.name} is not declared with @RecordType.`);
  return prefix;
}

/** Every record class, by the prefix of its ids. */
export function recordClasses(): ReadonlyMap<string, StoredClass> {
  return classByPrefix;
}

/**
 * A record before it is stored: all columns except those that the transaction fills in, without getters and methods. A
 * nullable column that is omitted is null.
 */
export type NewRecord<T extends Node> = { [K in NewKeys<T> as null extends T[K] ? never : K]: T[K] } & {
  [K in NewKeys<T> as null extends T[K] ? K : never]?: T[K];
};

type NewKeys<T extends Node> = Exclude<
  { [K in keyof T]: T[K] extends (...args: never[]) => unknown ? never : K }[keyof T],
  ReadonlyKeys<T> | (T extends StoredRecord ? keyof StoredRecord : 'id')
>;

type Equal<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false;
type ReadonlyKeys<T> = {
  [K in keyof T]-?: Equal<{ [Q in K]: T[K] }, { -readonly [Q in K]: T[K] }> extends true ? never : K;
}[keyof T];

const vendorOnly = new Map<object, Set<string>>();
const secret = new Map<object, Set<string>>();

function collect(into: Map<object, Set<string>>): () => PropertyDecorator {
  return () => (prototype, property) => {
    into.set(prototype, (into.get(prototype) ?? new Set()).add(String(property)));
  };
}

function collected(from: Map<object, Set<string>>, recordClass: StoredClass, property: string): boolean {
  for (let prototype = recordClass.prototype as object; prototype; prototype = Object.getPrototypeOf(prototype)) {
    if (from.get(prototype)?.has(property)) return true;
  }
  return false;
}

/** A column of the vendor's internal data: for partner roles, the reader returns null and never reads the value. */
export const VendorOnly = collect(vendorOnly);
/** A column whose values stay out of the history, which records only that the value changed. */
export const Secret = collect(secret);

export function isVendorOnly(recordClass: StoredClass, property: string): boolean {
  return collected(vendorOnly, recordClass, property);
}

/** The record without the vendor's internal data, because a transaction reads every column. */
export function withoutVendorOnly<T extends Node>(record: T): T {
  const recordClass = record.constructor as StoredClass;
  const hidden = Object.keys(record).filter((property) => isVendorOnly(recordClass, property));
  // A transient property of this very object, such as an invitation's token, would be missing from a copy.
  if (hidden.length === 0) return record;
  const copy = Object.assign(Object.create(recordClass.prototype as object) as T, record);
  for (const property of hidden) Object.assign(copy, { [property]: null });
  return copy;
}

export function isSecret(recordClass: StoredClass, property: string): boolean {
  return collected(secret, recordClass, property);
}
