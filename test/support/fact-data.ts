import { factTypes } from '../../src/schema';
import { system } from '../../src/shared/access/viewer';
import type { Database } from '../../src/shared/database/database';
import { Fact } from '../../src/shared/events/fact';
import type { DataShape, Kind } from '../../src/shared/events/fact-data';

/** The faults of a fact's data against its declared shape, which the type checker misses behind a variable or a cast. */
export function faultsOfData(shape: DataShape, data: Record<string, unknown>): string[] {
  const undeclared = Object.keys(data).filter((key) => !(key in shape));
  const unfit = Object.entries(shape as Record<string, Kind<unknown>>).filter(([key, kind]) => !fits(kind, data[key]));
  return [
    ...undeclared.map((key) => `${key} is not declared`),
    ...unfit.map(([key]) => `${key} is ${JSON.stringify(data[key])}`),
  ];
}

function fits(kind: Kind<unknown>, value: unknown): boolean {
  if (value === null) return kind.isNullable ?? false;
  if (kind.isList) return Array.isArray(value) && value.every((each) => fits({ ...kind, isList: false }, each));
  if (kind.type === 'NUMBER' || kind.type === 'BOOLEAN') return typeof value === kind.type.toLowerCase();
  if (typeof value !== 'string') return false;
  if (kind.type === 'ID') return /^[a-z_]+_\w{26}$/.test(value) && value.startsWith(kind.prefix ?? '');
  if (kind.type === 'DAY') return /^\d{4}-\d{2}-\d{2}$/.test(value);
  if (kind.type === 'MOMENT') return !Number.isNaN(Date.parse(value)) && value.includes('T');
  return kind.type === 'TEXT' || kind.values!.includes(value);
}

/** Asserts that every recorded fact has the shape that webhooks and docs publish. */
export async function expectFactsToFit(database: Database): Promise<void> {
  const shapes = new Map(factTypes.map(({ name, shape }) => [name, shape]));
  const faults = new Set<string>();
  for (const { type, data } of await database.reader(system).list(Fact, {})) {
    const shape = shapes.get(type);
    // A test may record its own types of facts.
    if (shape) for (const fault of faultsOfData(shape, data)) faults.add(`${type}: ${fault}`);
  }
  // Thrown instead of asserted, because test programs without jest stop a server too.
  if (faults.size > 0) throw new Error(`Facts do not fit what they declare: ${[...faults].join(', ')}.`);
}
