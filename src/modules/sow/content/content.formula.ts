import {
  amount,
  type ContentValue,
  count,
  fieldsOf,
  type Kind,
  number,
  reference,
  type Shape,
  text,
  word,
  yesNo,
} from '../../../shared/domain/content/field';
import { keyOf } from '../../../shared/domain/content/parts';
import type { PlainDate } from '../../../shared/domain/dates';
import { decimal, type Decimal, sum, zero } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { searchKey } from '../../../shared/domain/text';
import type { Language } from '../../customers';
import { plannedHours } from './clarity.formula';
import type {
  Deliverable,
  Milestone,
  PhaseHours,
  ResourceLine,
  ResourceParty,
  ResponsibleParty,
  ScopeItem,
} from './sow-parts.entity';
import type { PlanningDays, ProgressMethod, StatementOfWork } from './sow.entity';
import type {
  DeliverableInput,
  MilestoneInput,
  PhaseHoursInput,
  ResourceLineInput,
  ScopeItemInput,
  SowUpdateInput,
} from './sow.inputs';

/** A part as written, with the part of an earlier revision that it continues. */
export type Continued<T> = T & { originId?: string | null };

export type ContentItem = Continued<Omit<ScopeItemInput, 'deliverables'>> & {
  deliverables: Continued<DeliverableInput>[];
};

/** The lists of parts. */
export type SowLists = 'scopeItems' | 'milestones' | 'resourceLines';

/** The fields of a statement of work itself, without its parts. */
export type Terms = Omit<SowUpdateInput, SowLists>;

/** The complete content of a statement of work, in the form of the input. Amounts are in the main unit. */
export type Content = Terms & {
  scopeItems: ContentItem[];
  milestones: Continued<MilestoneInput>[];
  resourceLines: Continued<ResourceLineInput>[];
};

/** The hours of each phase; decimals are stored as text. */
const phaseHours: Kind<PhaseHoursInput[], PhaseHours[]> = {
  toStored: (lines) => lines.map(({ phase, hours }) => ({ phase, hours: hours.toFixed() })),
  fromStored: (lines) => lines.map(({ phase, hours }) => ({ phase, hours: decimal(hours) })),
  fromKept: (kept) => phaseHours.fromStored(kept as PhaseHours[], ''),
  say: () => null,
  entries: (lines) =>
    lines.map(({ phase, hours }) => ({
      key: phase,
      label: `hours in ${phase}`,
      said: { as: 'number', number: hours, unit: ' h' },
    })),
};

/** Deliverables by name. They follow a renamed deliverable, and the new name alone is not a difference. */
const deliverablesByName: Kind<string[]> = {
  toStored: (names) => names,
  fromStored: (names) => names,
  fromKept: (kept) => kept as string[],
  say: (names) => text.say([...names].sort().join(', '), String),
  identity: (names, content) => {
    const keys = new Map(deliverablesIn(content).map((each) => [searchKey(each.name), keyOf(each)]));
    const found = names.map((name) => keys.get(searchKey(name)) ?? searchKey(name));
    return found.sort().join(' ');
  },
  follow: (names, before, after) => {
    const ids = new Map(deliverablesIn(before).map(({ id, name }) => [searchKey(name), id]));
    const now = new Map(deliverablesIn(after).map(({ id, name }) => [id, name]));
    return names.flatMap((name) => now.get(ids.get(searchKey(name))) ?? []);
  },
};

function deliverablesIn(content: ContentValue): Continued<DeliverableInput>[] {
  return (content.scopeItems as ContentItem[]).flatMap(({ deliverables }) => deliverables);
}

const paper = (EN: string, ZH: string): Record<Language, string> => ({ EN, ZH });
const vendor = ['VENDOR'] as const;

export const termFields = fieldsOf<Terms, StatementOfWork>()({
  currencyCode: { is: text, label: 'Currency', onPaper: paper('Currency', '币种'), signed: 'ALWAYS', fixed: true },
  startsOn: { is: text, label: 'First day', onPaper: paper('First day', '开始日期'), signed: 'ALWAYS' },
  endsOn: { is: text, label: 'Last day', onPaper: paper('Last day', '结束日期'), signed: 'ALWAYS' },
  progressMethod: {
    is: word<ProgressMethod>(),
    label: 'Progress',
    onPaper: paper('Progress', '进度计算'),
    signed: 'ALWAYS',
    fixed: true,
  },
  planningDays: {
    is: word<PlanningDays>(),
    apart: true,
    default: 'WORKING_DAYS' as PlanningDays,
    label: 'Planned value',
    onPaper: paper('Planned value', '计划价值'),
    signed: { unless: 'CALENDAR_DAYS' as PlanningDays },
  },
  acceptanceWindowDays: {
    is: count,
    default: null,
    label: 'Days to accept',
    onPaper: paper('Days to accept', '验收天数'),
    signed: 'ALWAYS',
  },
  exclusions: { is: text, label: 'Exclusions', onPaper: paper('Exclusions', '除外事项'), signed: 'ALWAYS' },
  assumptions: { is: text, label: 'Assumptions', onPaper: paper('Assumptions', '前提条件'), signed: 'ALWAYS' },
});

export const scopeItemFields = fieldsOf<Omit<ScopeItemInput, 'id' | 'deliverables'>, ScopeItem>()({
  title: { is: text, label: 'title', onPaper: paper('What is done', '工作内容'), signed: 'ALWAYS' },
  standard: { is: yesNo, label: 'standard', onPaper: paper('Standard', '标准'), signed: 'ALWAYS' },
  inScope: { is: yesNo, label: 'in scope', onPaper: paper('In scope', '在范围内'), signed: 'ALWAYS' },
  quantity: { is: number(), default: null, label: 'quantity', onPaper: paper('Quantity', '数量'), signed: 'ALWAYS' },
  unit: { is: text, label: 'unit', onPaper: paper('Unit', '单位'), signed: 'ALWAYS' },
  startsOn: { is: text, label: 'first day', onPaper: paper('From', '开始'), signed: 'ALWAYS' },
  endsOn: { is: text, label: 'last day', onPaper: paper('To', '结束'), signed: 'ALWAYS' },
  assumptions: { is: text, label: 'assumptions', onPaper: paper('Assumes', '前提'), signed: 'ALWAYS' },
  offeringId: {
    is: reference<Id<'offering'>>(),
    default: null,
    label: 'offering',
    onPaper: paper('Service', '服务'),
    signed: 'ALWAYS',
  },
  price: {
    is: amount,
    column: 'priceMinor',
    default: zero,
    label: 'price',
    onPaper: paper('Price', '价格'),
    signed: 'ALWAYS',
  },
  budgetCost: {
    is: amount,
    column: 'budgetCostMinor',
    default: zero,
    label: 'budget',
    seenBy: vendor,
    signed: 'NEVER',
  },
  responsibleParty: {
    is: word<ResponsibleParty>(),
    label: 'responsible',
    onPaper: paper('By', '责任方'),
    signed: 'ALWAYS',
  },
  phase: { is: text, default: null, label: 'phase', onPaper: paper('Phase', '阶段'), signed: 'ALWAYS' },
  resourceRole: { is: text, default: null, label: 'role', onPaper: paper('Role', '角色'), signed: 'ALWAYS' },
});

export const deliverableFields = fieldsOf<Omit<DeliverableInput, 'id'>, Deliverable>()({
  name: { is: text, label: 'name', onPaper: paper('Deliverable', '交付物'), signed: 'ALWAYS' },
  acceptanceCriteria: {
    is: text,
    default: null,
    label: 'acceptance criteria',
    onPaper: paper('Accepted when', '验收标准'),
    signed: 'ALWAYS',
  },
});

/**
 * The fields on which the acceptance of a deliverable rests: once it is accepted, a change order cannot change them.
 */
export const acceptedBy = ['acceptanceCriteria'] as const satisfies readonly (keyof typeof deliverableFields)[];

export const milestoneFields = fieldsOf<Omit<MilestoneInput, 'id'>, Milestone>()({
  name: { is: text, label: 'name', onPaper: paper('Milestone', '里程碑'), signed: 'ALWAYS' },
  dueOn: { is: text, label: 'due', onPaper: paper('Due', '到期日'), signed: 'ALWAYS' },
  paymentShare: {
    is: number(' %'),
    apart: true,
    default: null,
    label: 'payment share',
    onPaper: paper('Share', '比例'),
    signed: { unless: null },
  },
  paymentAmount: {
    is: amount,
    column: 'paymentAmountMinor',
    default: null,
    label: 'payment',
    onPaper: paper('Amount', '金额'),
    signed: { unless: null },
  },
  deliverables: {
    is: deliverablesByName,
    apart: true,
    label: 'deliverables',
    onPaper: paper('Deliverables', '交付物'),
    signed: 'ALWAYS',
  },
});

export const resourceLineFields = fieldsOf<Omit<ResourceLineInput, 'id'>, ResourceLine>()({
  role: { is: text, label: 'role', onPaper: paper('Role', '角色'), signed: 'ALWAYS' },
  party: { is: word<ResourceParty>(), label: 'party', onPaper: paper('Of', '所属'), signed: 'ALWAYS' },
  partnerId: {
    is: reference<Id<'partner'>>(),
    default: null,
    label: 'partner',
    onPaper: paper('Delivery partner', '交付合作伙伴'),
    signed: 'ALWAYS',
  },
  billRate: {
    is: amount,
    column: 'billRateMinor',
    default: null,
    label: 'bill rate',
    onPaper: paper('Hourly rate', '小时费率'),
    seenBy: ['VENDOR', 'CUSTOMER'],
    signed: 'ALWAYS',
  },
  costRate: {
    is: amount,
    column: 'costRateMinor',
    default: null,
    label: 'cost rate',
    seenBy: vendor,
    signed: 'NEVER',
  },
  hours: { is: phaseHours, label: 'hours', onPaper: paper('Hours', '工时'), signed: 'ALWAYS' },
});

export const sowShape: Shape = {
  kind: 'content',
  namedBy: null,
  fields: termFields,
  parts: {
    scopeItems: {
      kind: 'scopeItem',
      namedBy: 'title',
      fields: scopeItemFields,
      parts: {
        deliverables: { kind: 'deliverable', namedBy: 'name', fields: deliverableFields, parts: {} },
      },
    },
    milestones: { kind: 'milestone', namedBy: 'name', fields: milestoneFields, parts: {} },
    resourceLines: {
      kind: 'resourceLine',
      namedBy: 'role',
      fields: resourceLineFields,
      parts: {},
      isSeen: ({ partnerId }, sight) => sight.of !== 'PARTNER' || (!!partnerId && partnerId === sight.partnerId),
    },
  } satisfies Record<SowLists, Shape>,
};

export interface ContentTotals {
  /** The price to the customer of everything in scope. */
  price: Decimal;
  /** The maximum cost to the vendor of everything in scope. */
  budgetCost: Decimal;
  hours: Decimal;
  endsOn: PlainDate;
}

export function totalsOfContent({ scopeItems, resourceLines, endsOn }: Content): ContentTotals {
  const inScope = scopeItems.filter((item) => item.inScope);
  return {
    price: sum(inScope.map(({ price }) => price ?? 0)),
    budgetCost: sum(inScope.map(({ budgetCost }) => budgetCost ?? 0)),
    hours: plannedHours(resourceLines.map(({ role, hours }) => ({ role, hours }))),
    endsOn,
  };
}
