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
  /** Stable name of the rule. */
  code: string;
  /** To the part at fault, in the words of the input that wrote it. */
  path: string[];
  advice: string;
}

export interface Clarity {
  score: number;
  findings: ClarityFinding[];
}

/** The fields of a content that the check looks at; any content of a statement of work will do. */
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
    /** What it may cost; null is not said. */
    budgetCost?: Decimal | null;
    /** What the customer pays for it; null is 0. */
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
    /** What is paid on it: one of the two. */
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

/** The hours that a phase of the work usually takes of a role: half of all projects stay below P50, four fifths below P80. */
export interface HoursBaseline {
  phase: string;
  role: string;
  p50: Decimal;
  p80: Decimal;
}

const pointsPerError = 20;
const pointsPerWarning = 5;

/**
 * Is it clear what is done, when, by whom, for how much? Errors keep a statement of work from review. The payment shares
 * are asked for from review on: a draft may still be looking for them.
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
    : [error('no-in-scope-item', ['scopeItems'], 'Say what is to be done: add an item that is in scope.')];
  scopeItems.forEach((item, index) => {
    if (item.inScope && !item.quantity) {
      const advice = `Say how much of ${item.title} is included: as it stands there is no end to it.`;
      findings.push(error('unbounded-quantity', ['scopeItems', index, 'quantity'], advice));
    }
    item.deliverables.forEach(({ name, acceptanceCriteria }, position) => {
      if (acceptanceCriteria?.trim()) return;
      const path = ['scopeItems', index, 'deliverables', position, 'acceptanceCriteria'];
      findings.push(error('no-acceptance-criterion', path, `Say when ${name} counts as good.`));
    });
  });
  return findings;
}

function timeErrors(content: ClarityContent, { fromReviewOn }: { fromReviewOn: boolean }): ClarityFinding[] {
  const { startsOn, endsOn, scopeItems, milestones } = content;
  const findings: ClarityFinding[] = [];
  if (endsOn < startsOn) findings.push(error('end-before-start', ['endsOn'], 'Let it end on or after its first day.'));
  scopeItems.forEach((item, index) => {
    if (item.endsOn >= item.startsOn) return;
    const advice = `Let ${item.title} end on or after its first day.`;
    findings.push(error('end-before-start', ['scopeItems', index, 'endsOn'], advice));
  });
  milestones.forEach(({ name, dueOn }, index) => {
    if (dueOn >= startsOn && dueOn <= endsOn) return;
    const advice = `Let ${name} be due from ${startsOn} to ${endsOn}, or move the dates of the statement of work.`;
    findings.push(error('milestone-outside-dates', ['milestones', index, 'dueOn'], advice));
  });
  return fromReviewOn ? [...findings, ...paymentErrors(content)] : findings;
}

/** Payments come to the price: by shares alone to 100 %, also of a price of 0; else in money. */
function paymentErrors({ currencyCode, scopeItems, milestones }: ClarityContent): ClarityFinding[] {
  if (milestones.every(({ paymentAmount = null }) => paymentAmount === null)) {
    const shares = sharesOf(milestones);
    if (shares.eq(100)) return [];
    const advice = `Let the payment shares of the milestones come to 100 %; they come to ${shares.toFixed()} %.`;
    return [error('payment-shares', ['milestones'], advice)];
  }
  const price = sum(scopeItems.map((item) => (item.inScope ? (item.price ?? 0) : 0)));
  const paid = paidInAll(price, milestones);
  if (paid.eq(price)) return [];
  const say = (amount: Decimal) =>
    `${amount.toFixed(Math.max(minorDigits(currencyCode), amount.decimalPlaces()))} ${currencyCode}`;
  const advice = `Let the payments of the milestones come to the price, ${say(price)}; they come to ${say(paid)}.`;
  return [error('payment-amounts', ['milestones'], advice)];
}

function resourceErrors({ resourceLines }: ClarityContent): ClarityFinding[] {
  if (resourceLines.length === 0) {
    return [error('no-resource', ['resourceLines'], 'Say who does the work: add a line of resources.')];
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
    findings.push(warning('no-assumption', ['assumptions'], 'Say what the plan rests on.'));
  }
  if (acceptanceWindowDays === null) {
    const advice = 'Say how many days the customer has to accept or reject.';
    findings.push(warning('no-acceptance-window', ['acceptanceWindowDays'], advice));
  }
  return findings;
}

/** The customer pays by milestones: what is due with none is delivered at no particular time and paid with nothing. */
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
              `Name ${name} in the milestone that it is due with.`,
            ),
          ],
    ),
  );
}

/** Progress is weighed by budgets: what is done of an item without one counts for nothing. */
function budgetWarnings({ scopeItems }: ClarityContent): ClarityFinding[] {
  return scopeItems.flatMap(({ title, inScope, budgetCost }, index) => {
    if (!inScope || budgetCost?.gt(0)) return [];
    const advice = `Say what ${title} may cost: without a budget, progress on it earns nothing.`;
    return [warning('no-budget', ['scopeItems', index, 'budgetCost'], advice)];
  });
}

const maxNamedCharacters = 20;

/**
 * What a paper could not show: each text with characters that no font has, by its path. The customer would sign empty boxes.
 * A text that stands on a signed paper as it is cannot be helped any more.
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
    const advice = `Write it without ${named}${more}: no font of ours has ${lacking.length === 1 ? 'this character' : 'these characters'}, and the paper would show boxes.`;
    // What a partner or an offering is called is not for this project to change.
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
    if (resourceRole === null) findings.push(warning('no-resource-role', path, `Say which role does ${title}.`));
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
      const advice = `${planned} is over the baseline's P80 of ${p80.toFixed()} h: reduce it, or say why.`;
      return [warning('hours-over-p80', ['resourceLines'], advice)];
    }
    if (hours.lt(p50.div(2))) {
      const advice = `${planned} is under half of the baseline's P50 of ${p50.toFixed()} h: add hours, or say why.`;
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
