import { plainDateOf } from '../../../shared/domain/dates';
import { type Decimal, decimal, round, sum } from '../../../shared/domain/decimal';
import { amountOf, minorDigits } from '../../../shared/domain/money';
import { plannedHours } from '../sow/clarity.formula';
import { type ResourceLine, ResourceParty, ResponsibleParty, type ScopeItem } from '../sow/sow-parts.entity';
import type { StatementOfWork } from '../sow/sow.entity';
import { SowStatus } from '../sow/sow.lifecycle';
import type { Block, Fact, Paper } from './paper';
import { signatures } from './signatures';
import type { SowParts } from '../sow/sow-content.reader';
import { grouped } from './words';

export interface SowPaperFacts {
  sow: StatementOfWork;
  content: SowParts;
  hash: string;
  project: string;
  customer: string;
  vendor: string;
  /** Names by the partners' ids. */
  partners: ReadonlyMap<string, string>;
  /** The partner that it is printed for; null for the customer. */
  partnerId: string | null;
}

const notices: Partial<Record<SowStatus, string>> = {
  [SowStatus.DRAFT]: 'Draft: not agreed, and may change.',
  [SowStatus.IN_REVIEW]: 'In review: not agreed, and may change.',
  [SowStatus.SUPERSEDED]: 'Superseded: a later revision took its place.',
};

const statuses: Record<SowStatus, string> = {
  [SowStatus.DRAFT]: 'Draft',
  [SowStatus.IN_REVIEW]: 'In review',
  [SowStatus.APPROVED]: 'Approved, to be signed',
  [SowStatus.SIGNED]: 'Signed',
  [SowStatus.CLOSED]: 'Signed, and closed with the project',
  [SowStatus.SUPERSEDED]: 'Signed, and superseded',
};

/** A statement of work as a paper: what the customer signs or, for a partner, without rates and others' resources. */
export function sowPaper(facts: SowPaperFacts): Paper {
  const { sow, hash, project } = facts;
  return {
    kind: 'Statement of work',
    title: project,
    notice: notices[sow.status] ?? null,
    facts: header(facts),
    blocks: [
      ...scope(facts),
      ...outOfScope(facts),
      ...deliverables(facts),
      ...milestones(facts),
      ...resources(facts),
      ...section('Exclusions', sow.exclusions),
      ...section('Assumptions', sow.assumptions),
      ...acceptance(sow),
      ...(facts.partnerId === null ? signatures(facts, sow) : []),
    ],
    footer: `Statement of work, revision ${sow.revision}: ${project}\nSHA-256 of its content: ${hash}`,
    asOf: sow.signedOn === null ? sow.updatedAt : new Date(`${sow.signedOn}T00:00:00.000Z`),
  };
}

function header({ sow, customer, vendor, partners, partnerId, content }: SowPaperFacts): Fact[] {
  const named = content.resourceLines.flatMap((line) => partners.get(line.partnerId ?? '') ?? []);
  const { startsOn, endsOn, signatory, signedOn } = sow;
  return [
    ['Customer', customer],
    ['Supplier', vendor],
    ...[...new Set(named)].map((name): Fact => ['Delivery partner', name]),
    ['Revision', String(sow.revision)],
    ['Status', statuses[sow.status]],
    ['Period', `${startsOn} to ${endsOn}`],
    ...(partnerId === null
      ? []
      : [
          [
            'Printed for',
            `${partners.get(partnerId) ?? partnerId}: without rates, and with its own resources`,
          ] as const,
        ]),
    ...(partnerId !== null && signedOn !== null ? [['Signed', `${signedOn}, by ${signatory}`] as const] : []),
  ];
}

function scope({ sow, content }: SowPaperFacts): Block[] {
  const items = content.items.filter(({ inScope }) => inScope);
  if (items.length === 0) return [];
  const { currencyCode } = sow;
  const responsible: Record<ResponsibleParty, string> = {
    [ResponsibleParty.VENDOR]: 'Supplier',
    [ResponsibleParty.PARTNER]: 'Delivery partner',
    [ResponsibleParty.CUSTOMER]: 'Customer',
  };
  return [
    { kind: 'heading', text: 'Scope' },
    {
      kind: 'table',
      columns: [
        { title: '', share: 5 },
        { title: 'What is done', share: 38 },
        { title: 'Quantity', share: 15 },
        { title: 'From, to', share: 15 },
        { title: 'By', share: 13 },
        { title: `Price (${currencyCode})`, share: 16, align: 'right' },
      ],
      rows: items.map((item, index) => [
        String(index + 1),
        describe(item),
        quantity(item),
        `${item.startsOn}\n${item.endsOn}`,
        responsible[item.responsibleParty],
        amount(item.priceMinor, currencyCode),
      ]),
      total: ['', 'Total', '', '', '', amount(totalOf(content), currencyCode)],
    },
  ];
}

function describe({ title, phase, assumptions }: ScopeItem): string {
  return [
    title,
    ...(phase === null ? [] : [`Phase: ${phase}`]),
    ...(assumptions ? [`Assumes: ${assumptions}`] : []),
  ].join('\n');
}

function quantity({ quantity: many, unit }: Pick<ScopeItem, 'quantity' | 'unit'>): string {
  return [many === null ? '' : grouped(many.toFixed()), unit].join(' ').trim();
}

function outOfScope({ content }: SowPaperFacts): Block[] {
  const items = content.items.filter(({ inScope }) => !inScope);
  if (items.length === 0) return [];
  return [
    { kind: 'heading', text: 'Not in scope' },
    {
      kind: 'table',
      columns: [{ title: 'What is not done', share: 1 }],
      rows: items.map((item) => [describe(item)]),
      total: null,
    },
  ];
}

function deliverables({ content }: SowPaperFacts): Block[] {
  if (content.deliverables.length === 0) return [];
  const positions = new Map(content.items.filter(({ inScope }) => inScope).map(({ id }, index) => [id, index + 1]));
  const ordered = [...content.deliverables].sort(
    (left, right) => (positions.get(left.scopeItemId) ?? 0) - (positions.get(right.scopeItemId) ?? 0),
  );
  return [
    { kind: 'heading', text: 'Deliverables' },
    {
      kind: 'table',
      columns: [
        { title: 'Of', share: 5 },
        { title: 'Deliverable', share: 35 },
        { title: 'Accepted when', share: 60 },
      ],
      rows: ordered.map(({ scopeItemId, name, acceptanceCriteria }) => [
        String(positions.get(scopeItemId) ?? ''),
        name,
        acceptanceCriteria ?? '',
      ]),
      total: null,
    },
  ];
}

function milestones({ sow, content }: SowPaperFacts): Block[] {
  if (content.milestones.length === 0) return [];
  const nameOf = new Map(content.deliverables.map(({ id, name }) => [id, name]));
  const { currencyCode } = sow;
  const shares = content.milestones.map(({ paymentShare }) => paymentShare);
  const amounts = parts(totalOf(content), shares);
  return [
    { kind: 'heading', text: 'Milestones and payments' },
    {
      kind: 'table',
      columns: [
        { title: 'Due', share: 13 },
        { title: 'Milestone', share: 25 },
        { title: 'Deliverables', share: 34 },
        { title: 'Share', share: 11, align: 'right' },
        { title: `Amount (${currencyCode})`, share: 18, align: 'right' },
      ],
      rows: content.milestones.map(({ dueOn, name, deliverableIds, paymentShare }, index) => [
        dueOn,
        name,
        deliverableIds.flatMap((id) => nameOf.get(id) ?? []).join('\n'),
        `${paymentShare.toFixed()} %`,
        amount(amounts[index]!, currencyCode),
      ]),
      total: ['', 'Total', '', `${sum(shares).toFixed()} %`, amount(sum(amounts).toNumber(), currencyCode)],
    },
  ];
}

/** An amount by shares in percent, each rounded half up together with those before it, so that they add up. */
export function parts(totalMinor: number, shares: readonly Decimal[]): number[] {
  let share = decimal(0);
  let given = decimal(0);
  return shares.map((each) => {
    share = share.plus(each);
    const reached = round(share.times(totalMinor).div(100), 0);
    const part = reached.minus(given);
    given = reached;
    return part.toNumber();
  });
}

function resources({ sow, content, partners, partnerId, vendor }: SowPaperFacts): Block[] {
  const { resourceLines } = content;
  if (resourceLines.length === 0) return [];
  const rated = partnerId === null;
  const party = (line: ResourceLine) =>
    line.party === ResourceParty.VENDOR ? vendor : (partners.get(line.partnerId ?? '') ?? 'Delivery partner');
  return [
    { kind: 'heading', text: 'Resources' },
    {
      kind: 'table',
      columns: [
        { title: 'Role', share: 20 },
        { title: 'Of', share: 23 },
        { title: 'Phases', share: 29 },
        { title: 'Hours', share: 11, align: 'right' },
        ...(rated ? [{ title: `Hourly rate (${sow.currencyCode})`, share: 17, align: 'right' as const }] : []),
      ],
      rows: resourceLines.map((line) => [
        line.role,
        party(line),
        line.hours.map(({ phase, hours }) => `${phase}: ${grouped(hours)}`).join('\n'),
        grouped(plannedHours([line]).toFixed()),
        ...(rated ? [line.billRateMinor === null ? '' : amount(line.billRateMinor, sow.currencyCode)] : []),
      ]),
      total: ['Total', '', '', grouped(plannedHours(resourceLines).toFixed()), ...(rated ? [''] : [])],
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

function acceptance({ acceptanceWindowDays: days }: StatementOfWork): Block[] {
  if (days === null) return [];
  const within = days === 1 ? 'one day' : `${days} days`;
  return section(
    'Acceptance',
    `The customer accepts each deliverable, or rejects it with a reason, within ${within} after it is handed over.`,
  );
}

/** Of what is in scope, in minor units. */
function totalOf({ items }: SowParts): number {
  return sum(items.filter(({ inScope }) => inScope).map(({ priceMinor }) => priceMinor)).toNumber();
}

function amount(minor: number, currencyCode: string): string {
  return grouped(amountOf({ minor, currencyCode }).toFixed(minorDigits(currencyCode)));
}

/** The name of the file, for example `Statement of work, Rollout, revision 1 (2026-03-02).pdf`. */
export function paperName({ sow, project }: Pick<SowPaperFacts, 'sow' | 'project'>): string {
  return `Statement of work, ${project}, revision ${sow.revision} (${sow.signedOn ?? plainDateOf(sow.updatedAt)}).pdf`;
}
