import type { Viewer } from '../../../shared/access/viewer';
import { type Decimal, decimal, zero } from '../../../shared/domain/decimal';
import { minorDigits } from '../../../shared/domain/money';
import { escapeFormula, quotedCell } from '../../time';
import type { Surroundings } from './ledger.reader';
import { pagesOf, type StatementRow } from './statement.pages';
import type { StatementPeriod } from './statement.types';
import type { IncentiveStatement } from './statement.types';

/** Without it, some programs read the file in a national encoding. */
const byteOrderMark = '\ufeff';

/** Amounts are text with all their decimals, and not escaped as text would be: spreadsheets must add them up. */
type Cell = string | null | { number: string };

const columns: Record<string, (row: StatementRow) => Cell> = {
  kind: ({ entry }) => entry.kind,
  postedAt: ({ entry }) => entry.postedAt.toISOString(),
  occurredAt: ({ entry }) => entry.occurredAt.toISOString(),
  points: ({ entry }) => ({ number: entry.points.toFixed() }),
  amount: ({ entry }) => (entry.amount ? { number: entry.amount.amount } : null),
  currency: ({ entry }) => entry.currencyCode,
  member: ({ member }) => member,
  project: ({ project }) => project,
  rule: ({ entry }) => entry.ruleCode,
  reason: ({ entry }) => entry.reason,
  entry: ({ entry }) => entry.id,
  reverses: ({ entry }) => entry.reversesId,
};

/**
 * Streams a statement as comma-separated values: the opening balances, the entries, and the closing balances, which are
 * the sums of the rows above, even if an entry is posted meanwhile.
 */
export async function* statementCsv(
  surroundings: Surroundings,
  viewer: Viewer,
  period: StatementPeriod,
  { points, money }: IncentiveStatement,
): AsyncGenerator<string, void> {
  yield byteOrderMark + line(Object.keys(columns));
  let totalPoints = points.opening;
  const totals = new Map(money.map(({ currencyCode, opening }) => [currencyCode, decimal(opening.amount)]));
  yield balances('OPENING', totalPoints, totals);
  for await (const rows of pagesOf(surroundings, viewer, period)) {
    for (const { entry } of rows) {
      totalPoints = totalPoints.plus(entry.points);
      if (entry.amount) {
        const { currencyCode, amount } = entry.amount;
        totals.set(currencyCode, (totals.get(currencyCode) ?? zero).plus(amount));
      }
    }
    yield rows.map((row) => line(Object.values(columns).map((cell) => textOf(cell(row))))).join('');
  }
  yield balances('CLOSING', totalPoints, totals);
}

/** A line for the points, and one for each currency. */
function balances(kind: string, points: Decimal, totals: ReadonlyMap<string, Decimal>): string {
  const rest = Object.keys(columns)
    .slice(6)
    .map(() => '');
  const lines = [...totals].map(([currency, total]) => [
    kind,
    '',
    '',
    '',
    total.toFixed(minorDigits(currency)),
    currency,
    ...rest,
  ]);
  return [[kind, '', '', points.toFixed(), '', '', ...rest], ...lines].map(line).join('');
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? quotedCell(escapeFormula(cell)) : cell.number;
}

const line = (cells: readonly string[]) => `${cells.join(',')}\r\n`;
