import { type Decimal, decimal, zero } from '../../../shared/domain/decimal';
import { grouped, moneyOnPaper, type Paper } from '../../sow';
import type { StatementRow } from './statement.pages';
import type { IncentiveStatement } from './statement.types';

/** The most entries of a printed statement; a longer one is a CSV. */
export const maxPrintedEntries = 2_000;

export interface StatementPaperData {
  statement: IncentiveStatement;
  rows: readonly StatementRow[];
  partner: string;
  vendor: string;
  /** The day on which something was posted. */
  dayOf(moment: Date): string;
  asOf: Date;
}

const locale = 'en';
const words: Record<string, string> = {
  EARNED: 'Reward',
  PENALTY: 'Penalty',
  REVERSAL: 'Reversal',
  ADJUSTMENT: 'Adjustment',
  PAYOUT: 'Payout',
};

/** A statement as a paper: the balances, and a line for each entry. */
export function statementPaper({ statement, rows, partner, vendor, dayOf, asOf }: StatementPaperData): Paper {
  const { from, to, points, money } = statement;
  const amount = (value: { amount: string; currencyCode: string }) =>
    moneyOnPaper(decimal(value.amount), value.currencyCode, locale);
  const ofPoints = (value: Decimal) => grouped(value.toFixed());
  return {
    language: locale,
    issuer: vendor,
    kind: 'Incentive statement',
    title: partner,
    notice: null,
    details: [
      ['Partner', partner],
      ['Period', `${from} to ${to}`],
    ],
    blocks: [
      { kind: 'heading', text: 'Balances' },
      {
        kind: 'table',
        columns: [
          { title: '', share: 22 },
          { title: 'Opening balance', share: 26, align: 'right' },
          { title: 'Entries', share: 26, align: 'right' },
          { title: 'Closing balance', share: 26, align: 'right' },
        ],
        rows: [
          ['Points', ofPoints(points.opening), ofPoints(points.change), ofPoints(points.closing)],
          ...money.map((each) => [each.currencyCode, amount(each.opening), amount(each.change), amount(each.closing)]),
        ],
        total: null,
      },
      { kind: 'heading', text: 'Entries' },
      rows.length === 0
        ? { kind: 'text', text: 'No entries.' }
        : {
            kind: 'table',
            columns: [
              { title: 'Posted', share: 14 },
              { title: 'What', share: 46 },
              { title: 'Points', share: 14, align: 'right' },
              { title: 'Money', share: 26, align: 'right' },
            ],
            rows: rows.map((row) => [
              dayOf(row.entry.postedAt),
              whatOf(row),
              row.entry.points.eq(zero) ? '' : ofPoints(row.entry.points),
              row.entry.amount ? amount(row.entry.amount) : '',
            ]),
            total: null,
          },
    ],
    footer: `Incentive statement: ${partner}\n${from} to ${to}`,
    asOf,
  };
}

function whatOf({ entry, member, project }: StatementRow): string {
  return [words[entry.kind]!, entry.ruleCode, entry.reason, project, member].filter(Boolean).join(' · ');
}
