import type { Transaction } from '../database/transaction';
import type { Fact, FactType } from './fact';

/** Takes facts of some types and does its own work, in a transaction of its own; the fact's writer knows nothing of it. */
export interface FactReader {
  name: string;
  types: readonly string[];
  read(tx: Transaction, fact: Fact): Promise<void>;
}

type Handle<Data> = (tx: Transaction, fact: Fact, data: Data) => Promise<void>;

type DataOf<Type> = Type extends FactType<infer Data> ? Data : never;

/** What is done on a fact of one type. */
export interface FactHandler {
  type: FactType;
  handle: Handle<object>;
}

/** What is done on a fact of the type, with its data as they were stated. */
export function on<Type extends FactType>(type: Type, handle: Handle<DataOf<Type>>): FactHandler {
  return { type, handle: handle as Handle<object> };
}

/** The name stands in the deliveries that wait: it stays, whatever becomes of the code. */
export function readFacts(name: string, handlers: readonly FactHandler[]): FactReader {
  const byType = new Map(handlers.map(({ type, handle }) => [type.name, handle]));
  if (byType.size < handlers.length) throw new Error(`${name} takes facts of a type twice.`);
  return { name, types: [...byType.keys()], read: (tx, fact) => byType.get(fact.type)!(tx, fact, fact.data) };
}
