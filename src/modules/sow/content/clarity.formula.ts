import type { PlainDate } from '../../../shared/domain/dates';
import { decimal, type Decimal, sum } from '../../../shared/domain/decimal';
import { minorDigits } from '../../../shared/domain/money';
import { searchKey } from '../../../shared/domain/text';
import { paidInAll, sharesOf } from './instalments.formula';

export enum ClaritySeverity {
  ERROR = 'ERROR',
  WARNING = 'WARNING',
}

export interface ClarityFinding {
  severity: ClaritySeverity;
  /** The stable code of the rule. */
  code: string;
  /** The path to the part at fault, as in the input that wrote it. */
  path: string[];
  advice: string;
}

export interface Clarity {
  score: number;
  findings: ClarityFinding[];
}

/** The fields of a content that the check reads; any content of a statement of work has them. */
export interface ClarityContent {
  currencyCode: string;
  startsOn: PlainDate;
  endsOn: PlainDate;
  acceptanceWindowDays?: number | null;
  exclusions: string;
  assumptions: string;
  scopeItems: readonly {
    title: string;
    inScope: boolean;
    quantity?: Decimal | null;
    /** The maximum cost; null if not given. */
    budgetCost?: Decimal | null;
    /** The price to the customer; null means 0. */
    price?: Decimal | null;
    startsOn: PlainDate;
    endsOn: PlainDate;
    assumptions: string;
    resourceRole?: string | null;
    deliverables: readonly { name: string; acceptanceCriteria?: string | null }[];
  }[];
  milestones: readonly {
    name: string;
    dueOn: PlainDate;
    /** The payment on the milestone: one of the two is given. */
    paymentShare?: Decimal | null;
    paymentAmount?: Decimal | null;
    deliverables: readonly string[];
  }[];
  resourceLines: readonly {
    role: string;
    hours: readonly { phase: string; hours: Decimal | string }[];
    billRate?: Decimal | null;
    costRate?: Decimal | null;
  }[];
}

/** The usual hours of a role in a phase: half of all projects stay at or below P50, four fifths at or below P80. */
export interface HoursBaseline {
  phase: string;
  role: string;
  p50: Decimal;
  p80: Decimal;
}

const pointsPerError = 20;
const pointsPerWarning = 5;

/**
 * Is it clear what is done, when, by whom and for how much? Errors block the review. Payment shares are checked only
 * from the review on, because a draft may not have them yet.
 */
export function checkClarity(
  content: ClarityContent,
  baseline: readonly HoursBaseline[],
  {
    onPaper = [],
    further = [],
    ...options
  }: { fromReviewOn: boolean; onPaper?: readonly ClarityFinding[]; further?: readonly ClarityFinding[] },
): Clarity {
  const findings = [
    ...scopeErrors(content),
    ...timeErrors(content, options),
    ...resourceErrors(content),
    ...onPaper,
    ...wordingWarnings(content),
    ...paymentWarnings(content),
    ...budgetWarnings(content),
    ...roleWarnings(content),
    ...hoursWarnings(content, baseline),
    ...further,
  ];
  const points = findings.map(({ severity }) =>
    severity === ClaritySeverity.ERROR ? pointsPerError : pointsPerWarning,
  );
  return { score: Math.max(0, 100 - points.reduce((left, right) => left + right, 0)), findings };
}

function error(code: string, path: (string | number)[], advice: string): ClarityFinding {
  return { severity: ClaritySeverity.ERROR, code, path: path.map(String), advice };
}

function warning(code: string, path: (string | number)[], advice: string): ClarityFinding {
  return { severity: ClaritySeverity.WARNING, code, path: path.map(String), advice };
}

function scopeErrors({ scopeItems }: ClarityContent): ClarityFinding[] {
  const findings = scopeItems.some(({ inScope }) => inScope)
    ? []
    : [error('no-in-scope-item', ['scopeItems'], 'Say what is to be done: add an item in scope.')];
  scopeItems.forEach((item, index) => {
    if (item.inScope && !item.quantity) {
      const advice = `Say how much of ${item.title} is included: without a quantity, it is unlimited.`;
      findings.push(error('unbounded-quantity', ['scopeItems', index, 'quantity'], advice));
    }
    item.deliverables.forEach(({ name, acceptanceCriteria }, position) => {
      if (acceptanceCriteria?.trim()) return;
      const path = ['scopeItems', index, 'deliverables', position, 'acceptanceCriteria'];
      findings.push(error('no-acceptance-criterion', path, `Add acceptance criteria for ${name}.`));
    });
  });
  return findings;
}

function timeErrors(content: ClarityContent, { fromReviewOn }: { fromReviewOn: boolean }): ClarityFinding[] {
  const { startsOn, endsOn, scopeItems, milestones } = content;
  const findings: ClarityFinding[] = [];
  if (endsOn < startsOn)
    findings.push(error('end-before-start', ['endsOn'], 'Set the last day to the first day or later.'));
  scopeItems.forEach((item, index) => {
    if (item.endsOn >= item.startsOn) return;
    const advice = `Set the last day of ${item.title} to its first day or later.`;
    findings.push(error('end-before-start', ['scopeItems', index, 'endsOn'], advice));
  });
  milestones.forEach(({ name, dueOn }, index) => {
    if (dueOn >= startsOn && dueOn <= endsOn) return;
    const advice = `Set the due date of ${name} between ${startsOn} and ${endsOn}, or move the dates of the statement of work.`;
    findings.push(error('milestone-outside-dates', ['milestones', index, 'dueOn'], advice));
  });
  return fromReviewOn ? [...findings, ...paymentErrors(content)] : findings;
}

/** Payments must add up to the price: to 100 % if all are shares, even of a price of 0; otherwise in money. */
function paymentErrors({ currencyCode, scopeItems, milestones }: ClarityContent): ClarityFinding[] {
  if (milestones.every(({ paymentAmount = null }) => paymentAmount === null)) {
    const shares = sharesOf(milestones);
    if (shares.eq(100)) return [];
    const advice = `Make the payment shares of the milestones add up to 100 %; they add up to ${shares.toFixed()} %.`;
    return [error('payment-shares', ['milestones'], advice)];
  }
  const price = sum(scopeItems.map((item) => (item.inScope ? (item.price ?? 0) : 0)));
  const paid = paidInAll(price, milestones);
  if (paid.eq(price)) return [];
  const say = (amount: Decimal) =>
    `${amount.toFixed(Math.max(minorDigits(currencyCode), amount.decimalPlaces()))} ${currencyCode}`;
  const advice = `Make the payments of the milestones add up to the price, ${say(price)}; they add up to ${say(paid)}.`;
  return [error('payment-amounts', ['milestones'], advice)];
}

function resourceErrors({ resourceLines }: ClarityContent): ClarityFinding[] {
  if (resourceLines.length === 0) {
    return [error('no-resource', ['resourceLines'], 'Say who does the work: add a resource line.')];
  }
  return resourceLines.flatMap(({ role, billRate, costRate }, index) => {
    const missing = [...(billRate ? [] : ['billRate']), ...(costRate ? [] : ['costRate'])];
    if (missing.length === 0) return [];
    const advice = `Set the ${missing.map(inWords).join(' and the ')} of ${role}.`;
    return [error('rate-missing', ['resourceLines', index, missing[0]!], advice)];
  });
}

const inWords = (field: string) => (field === 'billRate' ? 'bill rate' : 'cost rate');

function wordingWarnings(content: ClarityContent): ClarityFinding[] {
  const { scopeItems, exclusions, assumptions, acceptanceWindowDays = null } = content;
  const findings: ClarityFinding[] = [];
  if (!exclusions.trim() && scopeItems.every(({ inScope }) => inScope)) {
    findings.push(warning('no-exclusion', ['exclusions'], 'Say what is not included, so that nobody expects it.'));
  }
  if (!assumptions.trim() && scopeItems.every((item) => !item.assumptions.trim())) {
    findings.push(warning('no-assumption', ['assumptions'], 'Add the assumptions on which the plan is based.'));
  }
  if (acceptanceWindowDays === null) {
    const advice = 'Say how many days the customer has to accept or reject.';
    findings.push(warning('no-acceptance-window', ['acceptanceWindowDays'], advice));
  }
  return findings;
}

/** The customer pays by milestones: a deliverable without one has no due date and no payment. */
function paymentWarnings({ scopeItems, milestones }: ClarityContent): ClarityFinding[] {
  const due = new Set(milestones.flatMap(({ deliverables }) => deliverables.map((name) => searchKey(name))));
  return scopeItems.flatMap(({ deliverables }, index) =>
    deliverables.flatMap(({ name }, position) =>
      due.has(searchKey(name))
        ? []
        : [
            warning(
              'deliverable-without-milestone',
              ['scopeItems', index, 'deliverables', position],
              `Add ${name} to the milestone on which it is due.`,
            ),
          ],
    ),
  );
}

/** Progress is weighted by budget: progress on an item without one counts for nothing. */
function budgetWarnings({ scopeItems }: ClarityContent): ClarityFinding[] {
  return scopeItems.flatMap(({ title, inScope, budgetCost }, index) => {
    if (!inScope || budgetCost?.gt(0)) return [];
    const advice = `Give ${title} a budget: without one, progress on it earns nothing.`;
    return [warning('no-budget', ['scopeItems', index, 'budgetCost'], advice)];
  });
}

const maxNamedCharacters = 20;

/**
 * Texts with characters that no font has, by their paths: the customer would sign empty boxes. Text already on a signed
 * paper is not reported, because it can no longer be changed.
 */
export function printFindings(
  printed: object,
  unprintable: (text: string) => string[],
  signed: object = {},
): ClarityFinding[] {
  const known = new Set([...textsIn(signed)].map(([, text]) => text));
  return [...textsIn(printed)].flatMap(([path, text]) => {
    const lacking = known.has(text) ? [] : unprintable(text);
    if (lacking.length === 0) return [];
    const named = lacking.slice(0, maxNamedCharacters).join(' ');
    const more = lacking.length > maxNamedCharacters ? ` and ${lacking.length - maxNamedCharacters} more` : '';
    const advice = `Write it without ${named}${more}: our fonts do not have ${lacking.length === 1 ? 'this character' : 'these characters'}, and the paper would show boxes.`;
    // The project cannot rename partners or offerings.
    return [(path.includes('others') ? warning : error)('unprintable', path, advice)];
  });
}

function* textsIn(value: unknown, path: string[] = []): Generator<[path: string[], text: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'object' && value !== null && !('toFixed' in value)) {
    for (const [key, part] of Object.entries(value)) yield* textsIn(part, [...path, key]);
  }
}

function roleWarnings({ scopeItems, resourceLines }: ClarityContent): ClarityFinding[] {
  const findings: ClarityFinding[] = [];
  const roles = new Map<string, (string | number)[]>();
  resourceLines.forEach(({ role }, index) => {
    if (!roles.has(role)) roles.set(role, ['resourceLines', index, 'hours']);
  });
  scopeItems.forEach(({ title, inScope, resourceRole = null }, index) => {
    if (!inScope) return;
    const path = ['scopeItems', index, 'resourceRole'];
    if (resourceRole === null) findings.push(warning('no-resource-role', path, `Name the role that does ${title}.`));
    else if (!roles.has(resourceRole)) roles.set(resourceRole, path);
  });
  for (const [role, path] of roles) {
    if (plannedHours(resourceLines, { role }).gt(0)) continue;
    findings.push(warning('role-without-hours', path, `Plan hours for the role ${role}.`));
  }
  return findings;
}

function hoursWarnings({ resourceLines }: ClarityContent, baseline: readonly HoursBaseline[]): ClarityFinding[] {
  return baseline.flatMap(({ phase, role, p50, p80 }) => {
    const hours = plannedHours(resourceLines, { role, phase });
    const planned = `${hours.toFixed()} h of ${role} in ${phase}`;
    if (hours.gt(p80)) {
      const advice = `${planned} is over the baseline's P80 of ${p80.toFixed()} h: reduce it, or explain why.`;
      return [warning('hours-over-p80', ['resourceLines'], advice)];
    }
    if (hours.lt(p50.div(2))) {
      const advice = `${planned} is under half of the baseline's P50 of ${p50.toFixed()} h: add hours, or explain why.`;
      return [warning('hours-under-half-p50', ['resourceLines'], advice)];
    }
    return [];
  });
}

/** All planned hours, or those of a role, or of a role in a phase. */
export function plannedHours(
  lines: readonly Pick<ClarityContent['resourceLines'][number], 'role' | 'hours'>[],
  of: { role?: string; phase?: string } = {},
): Decimal {
  return sum(
    lines
      .filter(({ role }) => of.role === undefined || role === of.role)
      .flatMap(({ hours }) => hours)
      .filter(({ phase }) => of.phase === undefined || phase === of.phase)
      .map(({ hours }) => decimal(hours)),
  );
}
