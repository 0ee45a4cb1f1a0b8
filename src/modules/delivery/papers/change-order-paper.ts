import type { Decimal } from '../../../shared/domain/decimal';
import { daysBetween, plainDateOf } from '../../../shared/domain/dates';
import { minorDigits } from '../../../shared/domain/money';
import type { ChangeOrder } from '../change-orders/change-order.entity';
import { ChangeOrderStatus } from '../change-orders/change-order.lifecycle';
import type { ContentTotals } from '../sow/content.formula';
import type { SowChange } from '../sow/difference.formula';
import type { StatementOfWork } from '../sow/sow.entity';
import type { Block, Fact, Paper } from './paper';
import { signatures } from './signatures';
import { grouped } from './words';

export interface ChangeOrderPaperFacts {
  changeOrder: ChangeOrder;
  /** The revision that it changes. */
  base: StatementOfWork;
  difference: readonly SowChange[];
  before: ContentTotals;
  after: ContentTotals;
  hash: string;
  project: string;
  customer: string;
  vendor: string;
  /** The partner that it is printed for; null for the customer. */
  partner: string | null;
}

const notices: Partial<Record<ChangeOrderStatus, string>> = {
  [ChangeOrderStatus.DRAFT]: 'Draft: not agreed, and may change.',
  [ChangeOrderStatus.SUBMITTED]: 'Not agreed yet.',
  [ChangeOrderStatus.REJECTED]: 'Rejected: it is not to be.',
};

const statuses: Record<ChangeOrderStatus, string> = {
  [ChangeOrderStatus.DRAFT]: 'Draft',
  [ChangeOrderStatus.SUBMITTED]: 'To be signed',
  [ChangeOrderStatus.APPROVED]: 'Signed',
  [ChangeOrderStatus.REJECTED]: 'Rejected',
};

/** A change order as a paper: what it changes in words, and what the whole comes to before and after it. */
export function changeOrderPaper(facts: ChangeOrderPaperFacts): Paper {
  const { changeOrder, hash, project } = facts;
  const { number, title, status, signedOn, updatedAt } = changeOrder;
  return {
    kind: `Change order ${number}`,
    title: project,
    notice: notices[status] ?? null,
    facts: header(facts),
    blocks: [
      ...reason(facts),
      ...changes(facts),
      ...effect(facts),
      ...(facts.partner === null ? signatures(facts, changeOrder) : []),
    ],
    footer: `Change order ${number}, ${title}: ${project}\nSHA-256 of its content: ${hash}`,
    asOf: signedOn === null ? updatedAt : new Date(`${signedOn}T00:00:00.000Z`),
  };
}

function header({ changeOrder, base, customer, vendor, partner }: ChangeOrderPaperFacts): Fact[] {
  const { title, status, signedOn, signatory } = changeOrder;
  return [
    ['Customer', customer],
    ['Supplier', vendor],
    ['Subject', title],
    ['Changes', `Statement of work, revision ${base.revision}, signed ${base.signedOn}`],
    ['Status', statuses[status]],
    ...(partner === null ? [] : [['Printed for', `${partner}: without rates`] as const]),
    ...(partner !== null && signedOn !== null ? [['Signed', `${signedOn}, by ${signatory}`] as const] : []),
  ];
}

/** Between the vendor and the customer. */
function reason({ changeOrder, partner }: ChangeOrderPaperFacts): Block[] {
  if (partner !== null || !changeOrder.reason) return [];
  return [
    { kind: 'heading', text: 'Reason' },
    { kind: 'text', text: changeOrder.reason },
  ];
}

function changes({ difference }: ChangeOrderPaperFacts): Block[] {
  return [
    { kind: 'heading', text: 'What changes' },
    {
      kind: 'table',
      columns: [
        { title: 'What', share: 30 },
        { title: 'Before', share: 35 },
        { title: 'After', share: 35 },
      ],
      rows: difference.map(({ label, before, after }) => [label, before ?? '', after ?? '']),
      total: null,
    },
  ];
}

function effect({ before, after, base: { currencyCode }, partner }: ChangeOrderPaperFacts): Block[] {
  const amount = (value: Decimal) => grouped(value.toFixed(minorDigits(currencyCode)));
  const hours = (value: Decimal) => grouped(value.toFixed());
  const row = (name: string, [left, right]: readonly [Decimal, Decimal], say: (value: Decimal) => string) => [
    name,
    say(left),
    say(right),
    signed(right.minus(left), say),
  ];
  return [
    { kind: 'heading', text: 'What it comes to' },
    {
      kind: 'table',
      columns: [
        { title: '', share: 28 },
        { title: 'Before', share: 24, align: 'right' },
        { title: 'After', share: 24, align: 'right' },
        { title: 'Change', share: 24, align: 'right' },
      ],
      rows: [
        row(`Price (${currencyCode})`, [before.price, after.price], amount),
        ['Last day', before.endsOn, after.endsOn, days(before.endsOn, after.endsOn)],
        ...(partner === null ? [row('Planned hours', [before.hours, after.hours], hours)] : []),
      ],
      total: null,
    },
  ];
}

function signed(value: Decimal, say: (value: Decimal) => string): string {
  if (value.isZero()) return say(value);
  return `${value.isNegative() ? '−' : '+'}${say(value.abs())}`;
}

function days(from: string, to: string): string {
  const moved = daysBetween(from, to);
  const many = Math.abs(moved) === 1 ? 'day' : 'days';
  return moved === 0 ? '0' : `${moved < 0 ? '−' : '+'}${Math.abs(moved)} ${many}`;
}

/** The name of the file, for example `Change order 2, Rollout (2026-03-02).pdf`. */
export function changeOrderPaperName({ changeOrder, project }: ChangeOrderPaperFacts): string {
  const { number, signedOn, updatedAt } = changeOrder;
  return `Change order ${number}, ${project} (${signedOn ?? plainDateOf(updatedAt)}).pdf`;
}
