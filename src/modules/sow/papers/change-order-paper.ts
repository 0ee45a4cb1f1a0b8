import type { Change } from '../../../shared/domain/content/difference';
import type { Said } from '../../../shared/domain/content/field';
import type { Decimal } from '../../../shared/domain/decimal';
import { beginningIn, daysBetween, type PlainDate, utc } from '../../../shared/domain/dates';
import type { ChangeOrder } from '../change-orders/change-order.entity';
import { ChangeOrderStatus } from '../change-orders/change-order.lifecycle';
import type { ContentTotals } from '../content/content.formula';
import type { PaperNames } from '../content/paper-names';
import type { StatementOfWork } from '../content/sow.entity';
import type { Block, Detail, Paper } from './paper';
import { signatures } from './signatures';
import { type Vocabulary, vocabularyOf } from './vocabulary';
import { grouped, inWords, money } from './words';

export interface ChangeOrderPaperData {
  changeOrder: ChangeOrder;
  /** The revision that it changes. */
  base: StatementOfWork;
  difference: readonly Change[];
  before: ContentTotals;
  after: ContentTotals;
  hash: string;
  names: PaperNames & { vendor: string };
  /** The partner that it is printed for; null for the customer. */
  partner: string | null;
}

function standing(status: ChangeOrderStatus, words: Vocabulary): { notice: string | null; status: string } {
  switch (status) {
    case ChangeOrderStatus.DRAFT:
      return { notice: words.draftNotice, status: words.draft };
    case ChangeOrderStatus.SUBMITTED:
      return { notice: words.openNotice, status: words.toBeSigned };
    case ChangeOrderStatus.APPROVED:
      return { notice: null, status: words.signed };
    case ChangeOrderStatus.REJECTED:
      return { notice: words.rejectedNotice, status: words.rejected };
    case ChangeOrderStatus.DISCARDED:
      return { notice: words.discardedNotice, status: words.discarded };
  }
}

/** A change order as a paper: its changes in words, and the totals before and after it. */
export function changeOrderPaper(data: ChangeOrderPaperData): Paper {
  const { changeOrder, hash, names } = data;
  const { number, title, status, signedOn, updatedAt } = changeOrder;
  const words = vocabularyOf(names.language);
  return {
    language: words.locale,
    issuer: names.vendor,
    kind: words.changeOrder(number),
    title: names.project,
    notice: standing(status, words).notice,
    details: header(data, words),
    blocks: [
      ...reason(data, words),
      ...changes(data, words),
      ...effect(data, words),
      ...(data.partner === null ? signatures(words, names, changeOrder) : []),
    ],
    footer: `${words.changeOrder(number)}, ${title}: ${names.project}\n${words.hashOfContent}: ${hash}`,
    asOf: signedOn === null ? updatedAt : beginningIn(utc, signedOn),
  };
}

function header({ changeOrder, base, names, partner }: ChangeOrderPaperData, words: Vocabulary): Detail[] {
  const { title, status, signedOn, signatory } = changeOrder;
  return [
    [words.customer, names.customer],
    // Partners must not see the customer's contacts.
    ...(names.contact !== null && partner === null ? [[words.contact, names.contact] as const] : []),
    [words.supplier, names.vendor],
    [words.subject, title],
    [words.changes, words.base(base.revision, base.signedOn!)],
    [words.status, standing(status, words).status],
    ...(partner === null ? [] : [[words.printedFor, words.withoutRates(partner)] as const]),
    ...(partner !== null && signedOn !== null ? [[words.signed, words.signedBy(signedOn, signatory!)] as const] : []),
  ];
}

/** The reason is between the vendor and the customer. */
function reason({ changeOrder, partner }: ChangeOrderPaperData, words: Vocabulary): Block[] {
  if (partner !== null || !changeOrder.reason) return [];
  return [
    { kind: 'heading', text: words.reason },
    { kind: 'text', text: changeOrder.reason },
  ];
}

/** A line for each field that changes; one for a whole part that is added or removed. */
function changes({ difference, base: { currencyCode } }: ChangeOrderPaperData, words: Vocabulary): Block[] {
  const whole = new Map<string, Change[]>();
  for (const change of difference) {
    const key = change.kind === 'CHANGED' ? change.path.join('.') : `${change.kind} ${change.part.at}`;
    whole.set(key, [...(whole.get(key) ?? []), change]);
  }
  const say = (said: Said | null) => inWords(words, said, currencyCode);
  return [
    { kind: 'heading', text: words.whatChanges },
    {
      kind: 'table',
      columns: [
        { title: words.what, share: 30 },
        { title: words.before, share: 35 },
        { title: words.after, share: 35 },
      ],
      rows: [...whole.values()].map((fields) => {
        const { kind, part, said } = fields[0]!;
        if (kind === 'CHANGED') {
          const label = labelOf(fields[0]!, words);
          return [part.name === null ? label : words.pair(part.name, label), say(said.before), say(said.after)];
        }
        const all = fields.map((field) =>
          words.pair(labelOf(field, words), say(field.said.before ?? field.said.after)),
        );
        const what = words.pair(kind === 'ADDED' ? words.added : words.removed, words.parts[part.kind]!);
        return kind === 'ADDED' ? [what, '', all.join('\n')] : [what, all.join('\n'), ''];
      }),
      total: null,
    },
  ];
}

function labelOf({ field, key }: Change, words: Vocabulary): string {
  return key === null ? words.labelOf(field) : words.hoursIn(key);
}

function effect({ before, after, base: { currencyCode }, partner }: ChangeOrderPaperData, words: Vocabulary): Block[] {
  const amount = (value: Decimal) => money(value, currencyCode, words.locale);
  const hours = (value: Decimal) => grouped(value.toFixed());
  const row = (name: string, [left, right]: readonly [Decimal, Decimal], say: (value: Decimal) => string) => [
    name,
    say(left),
    say(right),
    signed(right.minus(left), say),
  ];
  return [
    { kind: 'heading', text: words.whatItComesTo },
    {
      kind: 'table',
      columns: [
        { title: '', share: 28 },
        { title: words.before, share: 24, align: 'right' },
        { title: words.after, share: 24, align: 'right' },
        { title: words.change, share: 24, align: 'right' },
      ],
      rows: [
        row(words.price, [before.price, after.price], amount),
        [words.lastDay, before.endsOn, after.endsOn, days(before.endsOn, after.endsOn, words)],
        ...(partner === null ? [row(words.plannedHours, [before.hours, after.hours], hours)] : []),
      ],
      total: null,
    },
  ];
}

function signed(value: Decimal, say: (value: Decimal) => string): string {
  if (value.isZero()) return say(value);
  return `${value.isNegative() ? '−' : '+'}${say(value.abs())}`;
}

function days(from: string, to: string, words: Vocabulary): string {
  const moved = daysBetween(from, to);
  return moved === 0 ? '0' : `${moved < 0 ? '−' : '+'}${words.moved(Math.abs(moved))}`;
}

/** The name of the file with the day of the paper, for example `Change order 2, Rollout (2026-03-02).pdf`. */
export function changeOrderPaperName({ changeOrder, names }: ChangeOrderPaperData, day: PlainDate): string {
  return `${vocabularyOf(names.language).changeOrder(changeOrder.number)}, ${names.project} (${day}).pdf`;
}
