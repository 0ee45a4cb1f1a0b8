import { type Fields, isSeenBy, say, valuesOf } from '../../../shared/domain/content/field';
import { beginningIn, type PlainDate, utc } from '../../../shared/domain/dates';
import { sum } from '../../../shared/domain/decimal';
import { amountOf, minorDigits } from '../../../shared/domain/money';
import { plannedHours } from '../content/clarity.formula';
import {
  deliverableFields,
  milestoneFields,
  resourceLineFields,
  scopeItemFields,
  termFields,
} from '../content/content.formula';
import { instalments, sharesOf } from '../content/instalments.formula';
import { type ResourceLine, ResourceParty, type ScopeItem } from '../content/sow-parts.entity';
import type { StatementOfWork } from '../content/sow.entity';
import { SowStatus } from '../content/sow.lifecycle';
import type { PaperNames } from '../content/paper-names';
import type { Block, Detail, Paper } from './paper';
import { signatures } from './signatures';
import type { SowParts } from '../content/sow-content.reader';
import { type Vocabulary, vocabularyOf } from './vocabulary';
import { grouped, inWords } from './words';

export interface SowPaperData {
  sow: StatementOfWork;
  content: SowParts;
  hash: string;
  names: PaperNames & { vendor: string };
  /** The partner that it is printed for; null for the customer. */
  partnerId: string | null;
}

function standing(status: SowStatus, words: Vocabulary): { notice: string | null; status: string } {
  switch (status) {
    case SowStatus.DRAFT:
      return { notice: words.draftNotice, status: words.draft };
    case SowStatus.IN_REVIEW:
      return { notice: words.reviewNotice, status: words.inReview };
    case SowStatus.APPROVED:
      return { notice: null, status: words.approvedToBeSigned };
    // A signed revision keeps its text in any later status; that another one replaced it is a notice above it.
    case SowStatus.SUPERSEDED:
      return { notice: words.supersededNotice, status: words.signed };
    case SowStatus.DISCARDED:
      return { notice: words.discardedNotice, status: words.discarded };
    default:
      return { notice: null, status: words.signed };
  }
}

/**
 * A statement of work as a paper: the customer's version or, for a partner, one without rates and others' resources.
 */
export function sowPaper(data: SowPaperData): Paper {
  const { sow, hash, names } = data;
  const words = vocabularyOf(names.language);
  return {
    language: words.locale,
    issuer: names.vendor,
    kind: words.statementOfWork,
    title: names.project,
    notice: standing(sow.status, words).notice,
    details: header(data, words),
    blocks: [
      ...scope(data, words),
      ...outOfScope(data, words),
      ...deliverables(data, words),
      ...milestones(data, words),
      ...resources(data, words),
      ...section(words.exclusions, sow.exclusions),
      ...section(words.assumptions, sow.assumptions),
      ...acceptance(sow, words),
      ...(data.partnerId === null ? signatures(words, names, sow) : []),
    ],
    footer: `${words.statementOfWork}, ${words.revisionOf(sow.revision)}: ${names.project}\n${words.hashOfContent}: ${hash}`,
    asOf: sow.signedOn === null ? sow.updatedAt : beginningIn(utc, sow.signedOn),
  };
}

function header(data: SowPaperData, words: Vocabulary): Detail[] {
  const { sow, names, partnerId, content } = data;
  const named = content.resourceLines.flatMap((line) => names.others[line.partnerId ?? ''] ?? []);
  const { startsOn, endsOn, signatory, signedOn } = sow;
  const reader = partnerId === null ? null : (names.others[partnerId] ?? partnerId);
  return [
    [words.customer, names.customer],
    // Partners must not see the customer's contacts.
    ...(names.contact !== null && reader === null ? [[words.contact, names.contact] as const] : []),
    [words.supplier, names.vendor],
    ...[...new Set(named)].map((name): Detail => [words.deliveryPartner, name]),
    [words.revision, String(sow.revision)],
    [words.status, standing(sow.status, words).status],
    [words.period, words.days(startsOn, endsOn)],
    ...furtherFields(placed.terms, sow, data),
    ...(reader === null ? [] : [[words.printedFor, words.withOwnResources(reader)] as const]),
    ...(reader !== null && signedOn !== null ? [[words.signed, words.signedBy(signedOn, signatory!)] as const] : []),
  ];
}

function scope(data: SowPaperData, words: Vocabulary): Block[] {
  const { sow, content } = data;
  const items = content.items.filter(({ inScope }) => inScope);
  if (items.length === 0) return [];
  const { currencyCode } = sow;
  return [
    { kind: 'heading', text: words.scope },
    {
      kind: 'table',
      columns: [
        { title: '', share: 5 },
        { title: words.whatIsDone, share: 38 },
        { title: words.quantity, share: 15 },
        { title: words.fromTo, share: 15 },
        { title: words.by, share: 13 },
        { title: `${words.price} (${currencyCode})`, share: 16, align: 'right' },
      ],
      rows: items.map((item, index) => [
        String(index + 1),
        describe(item, data, words),
        quantity(item),
        `${item.startsOn}\n${item.endsOn}`,
        words.enums[item.responsibleParty]!,
        amount(item.priceMinor, currencyCode),
      ]),
      total: ['', words.total, '', '', '', amount(totalOf(content), currencyCode)],
    },
  ];
}

/** Fields that have a place of their own on this paper, or are agreed without being printed. */
const placed = {
  terms: namesOf(termFields)('currencyCode', 'startsOn', 'endsOn', 'progressMethod', 'planningDays', 'acceptanceWindowDays', 'exclusions', 'assumptions'), // prettier-ignore
  items: namesOf(scopeItemFields)('title', 'standard', 'inScope', 'quantity', 'unit', 'startsOn', 'endsOn', 'assumptions', 'offeringId', 'price', 'responsibleParty', 'phase', 'resourceRole'), // prettier-ignore
  deliverables: namesOf(deliverableFields)('name', 'acceptanceCriteria'),
  milestones: namesOf(milestoneFields)('name', 'dueOn', 'paymentShare', 'paymentAmount', 'deliverables'),
  resourceLines: namesOf(resourceLineFields)('role', 'party', 'partnerId', 'billRate', 'hours'),
};

function namesOf<T extends Fields>(fields: T) {
  return (...names: (keyof T & string)[]) => ({ fields, names: new Set<string>(names) });
}

/** Every field without a place of its own on the paper: its label and its value. */
export function furtherFields(
  { fields, names: inPlace }: { fields: Fields; names: ReadonlySet<string> },
  record: object,
  { sow, names, partnerId }: Pick<SowPaperData, 'sow' | 'names' | 'partnerId'>,
): Detail[] {
  const words = vocabularyOf(names.language);
  const values = valuesOf(fields, record, sow.currencyCode);
  return Object.entries(fields).flatMap(([name, field]): Detail[] => {
    if (inPlace.has(name) || !isSeenBy(field, partnerId === null ? 'CUSTOMER' : 'PARTNER')) return [];
    const said = say(field, values[name], (id) => names.others[id] ?? id);
    return said ? [[words.labelOf(field), inWords(words, said, sow.currencyCode)]] : [];
  });
}

/** The name of a part, and below it the fields without a place of their own. */
function withFurther(name: string, of: keyof typeof placed, record: object, data: SowPaperData): string {
  const { pair } = vocabularyOf(data.names.language);
  return [name, ...furtherFields(placed[of], record, data).map(([label, value]) => pair(label, value))].join('\n');
}

function describe(item: ScopeItem, data: SowPaperData, words: Vocabulary): string {
  const { title, phase, assumptions } = item;
  const lines = [
    title,
    ...(phase === null ? [] : [words.pair(words.phase, phase)]),
    ...(assumptions ? [words.pair(words.assumes, assumptions)] : []),
  ];
  return withFurther(lines.join('\n'), 'items', item, data);
}

function quantity({ quantity: many, unit }: Pick<ScopeItem, 'quantity' | 'unit'>): string {
  return [many === null ? '' : grouped(many.toFixed()), unit].join(' ').trim();
}

function outOfScope(data: SowPaperData, words: Vocabulary): Block[] {
  const items = data.content.items.filter(({ inScope }) => !inScope);
  if (items.length === 0) return [];
  return [
    { kind: 'heading', text: words.notInScope },
    {
      kind: 'table',
      columns: [{ title: words.whatIsNotDone, share: 1 }],
      rows: items.map((item) => [describe(item, data, words)]),
      total: null,
    },
  ];
}

function deliverables(data: SowPaperData, words: Vocabulary): Block[] {
  const { content } = data;
  if (content.deliverables.length === 0) return [];
  const positions = new Map(content.items.filter(({ inScope }) => inScope).map(({ id }, index) => [id, index + 1]));
  const ordered = [...content.deliverables].sort(
    (left, right) => (positions.get(left.scopeItemId) ?? 0) - (positions.get(right.scopeItemId) ?? 0),
  );
  return [
    { kind: 'heading', text: words.deliverables },
    {
      kind: 'table',
      columns: [
        { title: words.of, share: 8 },
        { title: words.deliverable, share: 34 },
        { title: words.acceptedWhen, share: 60 },
      ],
      rows: ordered.map((deliverable) => [
        String(positions.get(deliverable.scopeItemId) ?? ''),
        withFurther(deliverable.name, 'deliverables', deliverable, data),
        deliverable.acceptanceCriteria ?? '',
      ]),
      total: null,
    },
  ];
}

function milestones(data: SowPaperData, words: Vocabulary): Block[] {
  const { sow, content } = data;
  if (content.milestones.length === 0) return [];
  const nameOf = new Map(content.deliverables.map(({ id, name }) => [id, name]));
  const { currencyCode } = sow;
  const amounts = instalments(totalOf(content), content.milestones);
  const shares = content.milestones.map(({ paymentShare, paymentAmountMinor }) =>
    paymentAmountMinor === null ? `${paymentShare.toFixed()} %` : '',
  );
  // If some payments are agreed as amounts, the sum of the other shares is meaningless.
  const whole = shares.includes('') ? '' : `${sharesOf(content.milestones).toFixed()} %`;
  return [
    { kind: 'heading', text: words.milestonesAndPayments },
    {
      kind: 'table',
      columns: [
        { title: words.due, share: 13 },
        { title: words.milestone, share: 25 },
        { title: words.deliverables, share: 34 },
        { title: words.share, share: 11, align: 'right' },
        { title: `${words.amount} (${currencyCode})`, share: 18, align: 'right' },
      ],
      rows: content.milestones.map((milestone, index) => [
        milestone.dueOn,
        withFurther(milestone.name, 'milestones', milestone, data),
        milestone.deliverableIds.flatMap((id) => nameOf.get(id) ?? []).join('\n'),
        shares[index]!,
        amount(amounts[index]!, currencyCode),
      ]),
      total: ['', words.total, '', whole, amount(sum(amounts).toNumber(), currencyCode)],
    },
  ];
}

function resources(data: SowPaperData, words: Vocabulary): Block[] {
  const { sow, content, names, partnerId } = data;
  const { resourceLines } = content;
  if (resourceLines.length === 0) return [];
  const rated = partnerId === null;
  const party = (line: ResourceLine) =>
    line.party === ResourceParty.VENDOR ? names.vendor : (names.others[line.partnerId ?? ''] ?? words.deliveryPartner);
  return [
    { kind: 'heading', text: words.resources },
    {
      kind: 'table',
      columns: [
        { title: words.role, share: 20 },
        { title: words.of, share: 23 },
        { title: words.phases, share: 29 },
        { title: words.hours, share: 11, align: 'right' },
        ...(rated ? [{ title: `${words.hourlyRate} (${sow.currencyCode})`, share: 17, align: 'right' as const }] : []),
      ],
      rows: resourceLines.map((line) => [
        withFurther(line.role, 'resourceLines', line, data),
        party(line),
        line.hours.map(({ phase, hours }) => words.pair(phase, grouped(hours))).join('\n'),
        grouped(plannedHours([line]).toFixed()),
        ...(rated ? [line.billRateMinor === null ? '' : amount(line.billRateMinor, sow.currencyCode)] : []),
      ]),
      total: [words.total, '', '', grouped(plannedHours(resourceLines).toFixed()), ...(rated ? [''] : [])],
    },
  ];
}

function section(heading: string, text: string): Block[] {
  if (text.trim() === '') return [];
  return [
    { kind: 'heading', text: heading },
    { kind: 'text', text },
  ];
}

function acceptance({ acceptanceWindowDays: days }: StatementOfWork, words: Vocabulary): Block[] {
  if (days === null) return [];
  return section(words.acceptance, words.acceptsWithin(days));
}

/** The total of everything in scope, in minor units. */
function totalOf({ items }: SowParts): number {
  return sum(items.filter(({ inScope }) => inScope).map(({ priceMinor }) => priceMinor)).toNumber();
}

function amount(minor: number, currencyCode: string): string {
  return grouped(amountOf({ minor, currencyCode }).toFixed(minorDigits(currencyCode)));
}

/**
 * The name of the file with the day of the paper, for example `Statement of work, Rollout, revision 1
 * (2026-03-02).pdf`.
 */
export function paperName({ sow, names }: Pick<SowPaperData, 'sow' | 'names'>, day: PlainDate): string {
  const words = vocabularyOf(names.language);
  return `${words.statementOfWork}, ${names.project}, ${words.revisionOf(sow.revision)} (${day}).pdf`;
}
