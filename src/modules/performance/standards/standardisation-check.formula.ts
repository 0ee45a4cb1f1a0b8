import { decimal } from '../../../shared/domain/decimal';

export enum StandardisationAngle {
  SCENARIOS = 'SCENARIOS',
  PRICING = 'PRICING',
  CUSTOMERS = 'CUSTOMERS',
}

export enum StandardisationVerdict {
  CUSTOM = 'CUSTOM',
  STANDARD = 'STANDARD',
  UNDECIDED = 'UNDECIDED',
}

/** The sales and deliveries of an offering, in projects that were not cancelled. */
export interface StandardisationRecords {
  /** The customers of its projects, each once. */
  customers: readonly { id: string; bespoke: boolean }[];
  /** The editions of its playbook that were ever published. */
  versions: readonly string[];
  /** The items in scope of its signed statements of work, totaled for each. */
  sold: readonly { sowId: string; items: number; standard: number }[];
}

/** The vote of one angle. An angle without records abstains: its vote is UNDECIDED. */
export interface AngleVote {
  angle: StandardisationAngle;
  verdict: StandardisationVerdict;
  explanation: string;
  observed: string;
  evidence: string[];
}

export interface StandardisationCheck {
  verdict: StandardisationVerdict;
  explanation: string;
  angles: AngleVote[];
}

const { CUSTOM, STANDARD, UNDECIDED } = StandardisationVerdict;

/**
 * With at most this many customers and fewer published editions, an offering was not delivered often enough to be a
 * standard.
 */
const fewCustomers = 2;
const enoughVersions = 3;

/** Three angles vote. The majority of those that do not abstain decides; a tie or no vote at all is undecided. */
export function checkStandardisation(records: StandardisationRecords): StandardisationCheck {
  const angles = [scenarios(records), pricing(records), customers(records)];
  return { ...majority(angles), angles };
}

/** The result of the votes. */
export function majority(votes: readonly Pick<AngleVote, 'angle' | 'verdict'>[]): {
  verdict: StandardisationVerdict;
  explanation: string;
} {
  const of = (verdict: StandardisationVerdict) =>
    votes.filter((vote) => vote.verdict === verdict).map(({ angle }) => angle.toLowerCase());
  const [custom, standard, silent] = [of(CUSTOM), of(STANDARD), of(UNDECIDED)];
  const verdict = custom.length > standard.length ? CUSTOM : standard.length > custom.length ? STANDARD : UNDECIDED;
  const parts = [
    ...(custom.length > 0 ? [`custom by ${inWords(custom)}`] : []),
    ...(standard.length > 0 ? [`standard by ${inWords(standard)}`] : []),
    ...(silent.length > 0 ? [`no records for ${inWords(silent)}`] : []),
  ];
  const outcome = {
    [CUSTOM]: `${custom.length} to ${standard.length} for custom`,
    [STANDARD]: `${standard.length} to ${custom.length} for standard`,
    [UNDECIDED]: custom.length > 0 ? 'A tie' : 'No vote',
  }[verdict];
  return { verdict, explanation: `${outcome}: ${parts.join('; ')}.` };
}

function scenarios({ customers: all, versions }: StandardisationRecords): AngleVote {
  const observed = `${count(all.length, 'customer')}, ${count(versions.length, 'published version')}`;
  const evidence = [...all.map(({ id }) => id), ...versions];
  if (evidence.length === 0) {
    return vote(
      StandardisationAngle.SCENARIOS,
      UNDECIDED,
      'The offering has neither a customer nor a published version.',
      observed,
    );
  }
  const few = all.length <= fewCustomers && versions.length < enoughVersions;
  const rule = `${fewCustomers} customers or fewer and under ${enoughVersions} published versions`;
  return vote(
    StandardisationAngle.SCENARIOS,
    few ? CUSTOM : STANDARD,
    few ? `${observed}: ${rule} is custom.` : `${observed}: more than ${rule}.`,
    observed,
    evidence,
  );
}

function pricing({ sold }: StandardisationRecords): AngleVote {
  const items = total(sold.map((each) => each.items));
  const oneOff = items - total(sold.map(({ standard }) => standard));
  const observed = `${oneOff} of ${count(items, 'item')} sold ${oneOff === 1 ? 'is' : 'are'} one-off`;
  if (items === 0)
    return vote(StandardisationAngle.PRICING, UNDECIDED, 'Nothing of the offering was sold yet.', observed);
  const most = decimal(oneOff).times(2).gt(items);
  return vote(
    StandardisationAngle.PRICING,
    most ? CUSTOM : STANDARD,
    `${observed}: ${most ? 'more than half' : 'not more than half'}.`,
    observed,
    sold.map(({ sowId }) => sowId),
  );
}

function customers({ customers: all }: StandardisationRecords): AngleVote {
  const bespoke = all.filter((customer) => customer.bespoke);
  const observed = `${bespoke.length} of ${count(all.length, 'customer')} large or government`;
  if (all.length === 0)
    return vote(StandardisationAngle.CUSTOMERS, UNDECIDED, 'The offering has no customer yet.', observed);
  const most = bespoke.length * 2 > all.length;
  return vote(
    StandardisationAngle.CUSTOMERS,
    most ? CUSTOM : STANDARD,
    `${observed}: ${most ? 'more than half' : 'not more than half'}.`,
    observed,
    all.map(({ id }) => id),
  );
}

const vote = (
  angle: StandardisationAngle,
  verdict: StandardisationVerdict,
  explanation: string,
  observed: string,
  evidence: readonly string[] = [],
): AngleVote => ({ angle, verdict, explanation, observed, evidence: [...evidence].sort() });

const total = (values: readonly number[]) => values.reduce((left, right) => left + right, 0);
const count = (many: number, what: string) => `${many} ${what}${many === 1 ? '' : 's'}`;
const inWords = (names: readonly string[]) => names.join(' and ');
