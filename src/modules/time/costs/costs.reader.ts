import { decodeCursor, Connection, type OrderKey, type PageRequest, pageSize } from '../../../shared/database/page';
import type { Reader } from '../../../shared/database/reader';
import type { Sql } from '../../../shared/database/sql';
import { maxDay, minDay } from '../../../shared/domain/dates';
import { monthParts } from '../../../shared/domain/month-parts';
import { publishMoney } from '../../../shared/graphql/scalars';
import { type CostByPhaseFilter, CostOfPhase, CostSource } from './costs.inputs';
import {
  countOfGroups,
  type Group,
  sumsOfDays,
  sumsOfEntries,
  sumsOfMonths,
  type SumsOfGroup,
  touched,
} from './cost-sums.reader';

const order: readonly OrderKey[] = ['partnerId', 'phase', 'currencyCode'].map((column) => ({
  column,
  direction: 'ASC',
}));

type Row = { [Name in keyof SumsOfGroup]: SumsOfGroup[Name] } & Group & Record<string, unknown>;

/** Ordered by partner (the vendor's own first), phase and currency. */
export async function costByPhase(
  reader: Reader,
  request: PageRequest,
  filter: CostByPhaseFilter,
  source: CostSource,
): Promise<Connection<CostOfPhase>> {
  const size = pageSize(request) + 1;
  const after = request.after ? groupOf(decodeCursor(request.after, order)) : null;
  const parts = monthParts({ from: filter.from ?? minDay, to: filter.to ?? maxDay });
  // The roll-up has no projects, and days of one month are few entries.
  const fromEntries = source === CostSource.ENTRIES || filter.projectId != null || parts.months === null;
  const rows = fromEntries
    ? await read(reader, sumsOfEntries(reader, filter, after, size))
    : await kept(reader, filter, after, size);
  return new Connection(rows.map(published), request, order, valueOf, () =>
    countOf(reader, countOfGroups(reader, filter, fromEntries ? null : parts)),
  );
}

/**
 * A page from the roll-up. The groups are those of all months that the days touch, added up over the whole months; single
 * days are read from the entries of these groups alone. A group without any time in the days is left out, so the page may
 * need further groups.
 */
async function kept(reader: Reader, filter: CostByPhaseFilter, after: Group | null, size: number): Promise<Row[]> {
  const parts = monthParts({ from: filter.from ?? minDay, to: filter.to ?? maxDay });
  const found: Row[] = [];
  for (let last = after, wanted = size; ; wanted *= 2) {
    const groups = await read(reader, sumsOfMonths(reader, filter, parts.months!, touched(parts), last, wanted));
    if (groups.length > 0 && parts.plus.length + parts.minus.length > 0) {
      const known = new Map(groups.map((group) => [keyOf(group), group]));
      const within = { after: last, upTo: groups.at(-1)! };
      for (const [ranges, sign] of [
        [parts.plus, 1],
        [parts.minus, -1],
      ] as const) {
        for (const days of ranges)
          for (const row of await read(reader, sumsOfDays(reader, filter, days, within))) {
            const group = known.get(keyOf(row));
            if (group) for (const name of sums) group[name] += sign * row[name];
          }
      }
    }
    found.push(...groups.filter(({ entries }) => entries > 0));
    if (found.length >= size || groups.length < wanted) return found.slice(0, size);
    last = groups.at(-1)!;
  }
}

const sums = ['entries', 'minutes', 'costMinor'] as const;

const keyOf = ({ partnerId, phase, currencyCode }: Group) => JSON.stringify([partnerId, phase, currencyCode]);

/** Sums are text if the database adds up decimals. */
async function read(reader: Reader, statement: Sql): Promise<Row[]> {
  const rows = await reader.rows<Row>(statement);
  for (const row of rows) for (const name of sums) row[name] = Number(row[name]);
  return rows;
}

async function countOf(reader: Reader, statement: Sql): Promise<number> {
  const [row] = await reader.rows<{ many: number | string }>(statement);
  return Number(row!.many);
}

function published({ partnerId, phase, currencyCode, minutes, costMinor }: Row): CostOfPhase {
  return Object.assign(new CostOfPhase(), {
    partnerId,
    phase,
    minutes,
    cost: publishMoney({ minor: costMinor, currencyCode }),
  });
}

/** A cursor has no null, and no partner has an empty id. */
const valueOf = ({ partnerId, phase, cost }: CostOfPhase, name: string) =>
  ({ partnerId: partnerId ?? '', phase, currencyCode: cost.currencyCode })[name];

function groupOf([partnerId, phase, currencyCode]: unknown[]): Group {
  return { partnerId: String(partnerId) || null, phase: String(phase), currencyCode: String(currencyCode) };
}
