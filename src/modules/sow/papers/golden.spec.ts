import golden from '../../../../test/cases/agreements.json';
import { frozen } from '../../../shared/domain/content/delta';
import { differenceOf } from '../../../shared/domain/content/difference';
import type { SightOf } from '../../../shared/domain/content/field';
import { decimal } from '../../../shared/domain/decimal';
import { Language } from '../../customers';
import { ChangeOrder, ChangeOrderCause } from '../change-orders/change-order.entity';
import { ChangeOrderStatus } from '../change-orders/change-order.lifecycle';
import { applyDelta, type Delta, thawed } from '../change-orders/delta.formula';
import { sowShape, totalsOfContent } from '../content/content.formula';
import { contentFrom } from '../content/content.reader';
import type { PaperNames } from '../content/paper-names';
import type { SowParts } from '../content/sow-content.reader';
import {
  Deliverable,
  Milestone,
  ResourceLine,
  ResourceParty,
  ResponsibleParty,
  ScopeItem,
} from '../content/sow-parts.entity';
import { ProgressMethod, StatementOfWork } from '../content/sow.entity';
import { SowStatus } from '../content/sow.lifecycle';
import { changeOrderPaper } from './change-order-paper';
import type { Block, Paper } from './paper';
import { hashOf, hashOfChangeOrder } from './sow-content';
import { sowPaper } from './sow-paper';

/*
 * The text and the hashes of a statement of work and a change order with every field set. They are on papers that
 * customers have signed, so these values must never change.
 */

const made = <T extends object>(recordClass: new () => T, values: object): T =>
  Object.assign(new recordClass(), values);

const sow = made(StatementOfWork, {
  id: 'sow_1',
  projectId: 'project_1',
  revision: 2,
  status: SowStatus.SIGNED,
  currencyCode: 'EUR',
  startsOn: '2026-03-02',
  endsOn: '2026-06-30',
  progressMethod: ProgressMethod.ACCEPTED_DELIVERABLES,
  byWorkingDays: true,
  acceptanceWindowDays: 10,
  exclusions: 'Hardware.\nTravel.',
  assumptions: 'Access is given.',
  signedOn: '2026-02-27',
  signatory: 'Jane Doe',
  vendorSignatory: 'Ada Approver',
  signatureEvidence: 'archive/1',
  updatedAt: new Date('2026-02-27T10:00:00Z'),
});

const parts: SowParts = {
  items: [
    made(ScopeItem, {
      id: 'item_1',
      originId: 'item_0',
      position: 0,
      title: 'Interfaces',
      standard: true,
      inScope: true,
      quantity: decimal('1234.5'),
      unit: 'interface',
      startsOn: '2026-03-02',
      endsOn: '2026-04-30',
      assumptions: 'The test system is there.',
      offeringId: 'offering_1',
      currencyCode: 'EUR',
      priceMinor: 1_234_567,
      budgetCostMinor: 765_432,
      responsibleParty: ResponsibleParty.PARTNER,
      phase: 'Build',
      resourceRole: 'Consultant',
    }),
    made(ScopeItem, {
      id: 'item_2',
      originId: null,
      position: 1,
      title: 'Training',
      standard: false,
      inScope: false,
      quantity: null,
      unit: '',
      startsOn: '2026-03-02',
      endsOn: '2026-04-30',
      assumptions: '',
      offeringId: null,
      currencyCode: 'EUR',
      priceMinor: 0,
      budgetCostMinor: 0,
      responsibleParty: ResponsibleParty.CUSTOMER,
      phase: null,
      resourceRole: null,
    }),
  ],
  deliverables: [
    made(Deliverable, { id: 'deliverable_1', originId: 'deliverable_0', scopeItemId: 'item_1', position: 0, name: 'Guide', acceptanceCriteria: 'All are in it.' }), // prettier-ignore
    made(Deliverable, { id: 'deliverable_2', originId: null, scopeItemId: 'item_1', position: 1, name: 'Film', acceptanceCriteria: null }), // prettier-ignore
  ],
  milestones: [
    made(Milestone, { id: 'milestone_1', originId: null, position: 0, name: 'Designed', dueOn: '2026-04-30', paymentShare: decimal('33.5'), paymentAmountMinor: null, deliverableIds: ['deliverable_2', 'deliverable_1'] }), // prettier-ignore
    made(Milestone, { id: 'milestone_2', originId: null, position: 1, name: 'Live', dueOn: '2026-06-30', paymentShare: decimal('66.5'), paymentAmountMinor: 820_987, deliverableIds: [] }), // prettier-ignore
  ],
  resourceLines: [
    made(ResourceLine, { id: 'line_1', originId: null, position: 0, role: 'Architect', party: ResourceParty.VENDOR, partnerId: null, hours: [{ phase: 'Design', hours: '40' }, { phase: 'Build', hours: '60.5' }], currencyCode: 'EUR', billRateMinor: 17_111, costRateMinor: 9_119 }), // prettier-ignore
    made(ResourceLine, { id: 'line_2', originId: 'line_0', position: 1, role: 'Tester', party: ResourceParty.PARTNER, partnerId: 'partner_1', hours: [], currencyCode: 'EUR', billRateMinor: null, costRateMinor: null }), // prettier-ignore
  ],
};

/** As a partner's reader returns them: without vendor-internal columns, and only with the partner's own lines. */
const partsOfPartner: SowParts = {
  ...parts,
  items: parts.items.map((item) => made(ScopeItem, { ...item, budgetCostMinor: null })),
  resourceLines: [made(ResourceLine, { ...parts.resourceLines[1]!, billRateMinor: null })],
};

const content = contentFrom(sow, parts);
const [item] = content.scopeItems;
const [guide] = item!.deliverables;

/** Changes every field that a change order can change, adds a part of each kind and removes one. */
const delta: Delta = {
  startsOn: '2026-03-09',
  endsOn: '2026-07-31',
  exclusions: '',
  assumptions: 'Access is given, and power.',
  planningDays: 'CALENDAR_DAYS' as Delta['planningDays'],
  acceptanceWindowDays: null,
  scopeItems: [
    {
      id: 'item_1',
      title: 'Interfaces, all',
      standard: false,
      inScope: true,
      quantity: decimal('0.125'),
      unit: 'plant',
      startsOn: '2026-03-03',
      endsOn: '2026-05-01',
      assumptions: '',
      offeringId: 'offering_2',
      price: decimal('12345.6'),
      budgetCost: decimal(1),
      responsibleParty: ResponsibleParty.VENDOR,
      phase: 'Run',
      resourceRole: 'Architect',
      deliverables: [{ id: guide!.id, name: 'Handbook', acceptanceCriteria: 'It is read.' }, { name: 'Course' }],
    },
    { title: 'Reports', standard: true, inScope: true, unit: '', startsOn: '2026-03-02', endsOn: '2026-04-30', assumptions: '', responsibleParty: ResponsibleParty.VENDOR, deliverables: [] }, // prettier-ignore
  ],
  scopeItemsRemoved: ['item_2'],
  milestones: [
    { id: 'milestone_1', name: 'Drawn', dueOn: '2026-05-01', paymentAmount: decimal('10.5'), deliverables: ['Course'] },
    { name: 'End', dueOn: '2026-07-31', paymentShare: decimal('12.5'), deliverables: ['handbook', 'Course'] },
  ],
  milestonesRemoved: ['milestone_2'],
  resourceLines: [
    { id: 'line_1', role: 'Lead', party: ResourceParty.PARTNER, partnerId: 'partner_1', hours: [{ phase: 'Build', hours: decimal(1) }, { phase: 'Run', hours: decimal('2000.25') }], billRate: decimal('171.5'), costRate: null }, // prettier-ignore
    {
      role: 'Writer',
      party: ResourceParty.VENDOR,
      hours: [{ phase: 'Run', hours: decimal(8) }],
      costRate: decimal(80),
    },
  ],
  resourceLinesRemoved: ['line_2'],
};
const after = applyDelta(content, thawed(frozen(delta)));

const names = (language: Language): PaperNames & { vendor: string } => ({
  project: 'Rollout',
  customer: 'Göta Fordon AB',
  contact: 'Carl Contact',
  language,
  vendor: 'Loomworks',
  others: { partner_1: 'North GmbH', offering_1: 'Integration', offering_2: 'Operation' },
});

const changeOrder = made(ChangeOrder, {
  id: 'change_order_1',
  projectId: 'project_1',
  number: 3,
  title: 'Second plant',
  reason: 'The customer opens a second plant.',
  cause: ChangeOrderCause.CUSTOMER,
  status: ChangeOrderStatus.SUBMITTED,
  currencyCode: 'EUR',
  signedOn: null,
  signatory: null,
  vendorSignatory: null,
  signatureEvidence: null,
  updatedAt: new Date('2026-03-27T10:00:00Z'),
});

const difference = (of: SightOf) => {
  const nameOf = (id: string) => names(Language.EN).others[id] ?? id;
  return differenceOf(sowShape, content, after, { of, partnerId: of === 'PARTNER' ? 'partner_1' : null, nameOf });
};
const said = (of: SightOf) =>
  difference(of).map(({ kind, path, label, before, after: is }) =>
    [kind, path.join('.'), label, before ?? '-', is ?? '-'].join(' | '),
  );

/** A paper line by line. */
function text({ details, blocks, ...rest }: Paper): string[] {
  const lines = (block: Block): string[] => {
    if (block.kind === 'table') {
      const { columns, rows, total } = block;
      return [columns.map(({ title }) => title), ...rows, ...(total ? [total] : [])].map((row) => row.join(' | '));
    }
    return [block.kind === 'signatures' ? JSON.stringify(block.parties) : `${block.kind}: ${block.text}`];
  };
  return [JSON.stringify(rest), ...details.map(([name, value]) => `${name}: ${value}`), ...blocks.flatMap(lines)];
}

const printed = (language: Language, of: 'CUSTOMER' | 'PARTNER') => {
  const forPartner = of === 'PARTNER';
  const [seen, partnerId] = forPartner ? [partsOfPartner, 'partner_1'] : [parts, null];
  return text(sowPaper({ sow, content: seen, hash: 'h', names: names(language), partnerId }));
};
const printedChange = (language: Language, of: 'CUSTOMER' | 'PARTNER') =>
  text(
    changeOrderPaper({
      changeOrder,
      base: sow,
      difference: difference(of),
      before: totalsOfContent(content),
      after: totalsOfContent(after),
      hash: 'h',
      names: names(language),
      partner: of === 'PARTNER' ? 'North GmbH' : null,
    }),
  );

const actual: Record<keyof typeof golden, unknown> = {
  content,
  delta: frozen(delta),
  after,
  'hash of the statement of work': hashOf(sow, parts),
  'hash of the statement of work for a partner': hashOf(sow, partsOfPartner),
  'hash of the statement of work after': hashOf(made(StatementOfWork, { ...sow, byWorkingDays: null, acceptanceWindowDays: null }), parts), // prettier-ignore
  'hash of the change order': hashOfChangeOrder(changeOrder, 'base', difference('CUSTOMER'), true),
  'hash of the change order for a partner': hashOfChangeOrder(changeOrder, 'base', difference('PARTNER'), false),
  'difference for the vendor': said('VENDOR'),
  'difference for the customer': said('CUSTOMER'),
  'difference for a partner': said('PARTNER'),
  'statement of work in English': printed(Language.EN, 'CUSTOMER'),
  'statement of work in Chinese': printed(Language.ZH, 'CUSTOMER'),
  'statement of work for a partner': printed(Language.EN, 'PARTNER'),
  'change order in English': printedChange(Language.EN, 'CUSTOMER'),
  'change order in Chinese': printedChange(Language.ZH, 'CUSTOMER'),
  'change order for a partner': printedChange(Language.EN, 'PARTNER'),
};

describe('a statement of work with every field, and a change of every field', () => {
  it.each(Object.keys(actual) as (keyof typeof golden)[])('has the same %s as before', (what) => {
    const found: unknown = JSON.parse(JSON.stringify(actual[what]));
    // A content may have more fields than it had, of which this one says nothing.
    if (what === 'content' || what === 'after') expect(found).toMatchObject(golden[what]);
    else expect(found).toEqual(golden[what]);
  });
});
