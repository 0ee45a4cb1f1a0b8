import type { Transaction } from '../database/transaction';
import type { Fact, FactType } from './fact';

/** Handles facts of some types in transactions of its own; the code that records the fact does not know about it. */
export interface FactReader {
  name: string;
  types: readonly string[];
  read(tx: Transaction, fact: Fact): Promise<void>;
}

type Handle<Data> = (tx: Transaction, fact: Fact, data: Data) => Promise<void>;

type DataOf<Type> = Type extends FactType<infer Data> ? Data : never;

/** The handler for one type of fact. */
export interface FactHandler {
  type: FactType;
  handle: Handle<object>;
}

/** Handles facts of a type, with their data as recorded. */
export function on<Type extends FactType>(type: Type, handle: Handle<DataOf<Type>>): FactHandler {
  return { type, handle: handle as Handle<object> };
}

/** The name is stored in pending deliveries, so it must never change, even if the code does. */
export function readFacts(name: string, handlers: readonly FactHandler[]): FactReader {
  const byType = new Map(handlers.map(({ type, handle }) => [type.name, handle]));
  if (byType.size < handlers.length) throw new Error(`${name} handles one type of fact twice.`);
  return { name, types: [...byType.keys()], read: (tx, fact) => byType.get(fact.type)!(tx, fact, fact.data) };
}
