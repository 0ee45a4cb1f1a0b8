import {
  getNullableType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { sampleInput } from './crawler';

/** Random choices, the same ones for the same seed (mulberry32). */
export class Chance {
  constructor(private state: number) {}

  number(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** True with this probability in percent. */
  percent(share: number): boolean {
    return this.number() * 100 < share;
  }

  of<T>(values: readonly T[]): T {
    return values[Math.floor(this.number() * values.length)]!;
  }
}

const pools: Record<string, readonly unknown[]> = {
  Int: [0, 1, -1, 2, 7, 100, 101, 2_147_483_647, -2_147_483_648, 65_536],
  Float: [0, -0, 0.1, -1, 1e308, -1e308, 1e-308],
  Boolean: [true, false],
  Decimal: ['0', '-0', '1', '-1', '0.01', '0.000000000000000000000000000001', '9'.repeat(30), `-${'9'.repeat(30)}`, '100', '100.5', 1e21],
  Date: ['1900-01-01', '2200-12-31', '2024-02-29', '2026-03-02', '2026-03-01', '2026-12-31', '2027-01-04', '2026-02-30'],
  DateTime: ['1900-01-01T00:00:00Z', '2200-12-31T23:59:59.999Z', '2026-03-02T09:00:00Z', '2026-03-02T09:00:00.123456789+14:00'],
  CurrencyCode: ['EUR', 'JPY', 'KWD', 'XXX', 'eur'],
  JSONObject: [{}, { a: { b: [1, null, 'c'] } }],
  String: [
    '', ' ', '\n', 'a', '0', '-1', 'null', '%', '_', '\\', "'", '"', '`', "'; DROP TABLE user; --", '=1+1', '\u202eabc',
    '\u200b', 'e\u0301', '\u{1f680}'.repeat(50), '\ufffe', '\u0001', '\ud800', 'a\0b', 'ﷺ'.repeat(100), 'x'.repeat(200),
    'x'.repeat(5_000), '@'.repeat(4_000), ' '.repeat(4_000), 'somebody@example.com', `${'a'.repeat(300)}@example.com`, 'https://example.com/', 'javascript:alert(1)',
    'DE', 'EUR', 'Build', 'consultant', '2026-03-02', 'W10=', 'WyJpZCBBU0MiLG51bGxd', 'WyJjcmVhdGVkQXQgREVTQyIseyJkYXRlIjoiKzI3NTc2MC0wOS0xMyJ9XQ',
  ],
}; // prettier-ignore

/** A value that a client might send: valid, at a limit, or invalid. */
export function hostile(
  type: GraphQLInputType,
  name: string,
  chance: Chance,
  ids: readonly string[],
  depth = 0,
): unknown {
  if (!isNonNullType(type) && chance.percent(15)) return null;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const length = chance.percent(3) ? 101 : chance.of([0, 1, 1, 1, 2, 3]);
    const item = nullable.ofType;
    return Array.from({ length }, () => hostile(item, name, chance, ids, depth + 1));
  }
  if (isEnumType(nullable)) return chance.of(nullable.getValues()).name;
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields()).filter(
      (field) => isNonNullType(field.type) || chance.percent(depth > 3 ? 10 : 50),
    );
    return Object.fromEntries(
      fields.map((field) => [field.name, hostile(field.type, field.name, chance, ids, depth + 1)]),
    );
  }
  // Mostly valid values, so that more than the first check is reached.
  if (nullable.name === 'ID') return chance.percent(90) ? chance.of(ids) : chance.of(pools.String!);
  if (chance.percent(40)) return sampleInput(nullable, name);
  return chance.of(pools[nullable.name] ?? [null]);
}
