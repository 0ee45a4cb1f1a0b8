import {
  Beneficiary,
  CapPeriod,
  CountedOver,
  IncentiveHold,
  type IncentiveScheme,
  incentiveSchemeService,
  IncentiveTrialRunner,
  incentiveTrialService,
  RewardKind,
  RewardUnit,
  RewardValue,
  SanctionSeverity,
  TierMode,
} from '../modules/incentives';
import { Role } from '../shared/access/viewer';
import { decimal } from '../shared/domain/decimal';
import type { People } from './people';
import type { Stage } from './stage';

const usual = {
  kind: RewardKind.EARNED,
  value: RewardValue.FIXED,
  tiers: [],
  countedOver: CountedOver.OCCURRENCE,
  credits: [{ beneficiary: Beneficiary.PARTNER, percent: decimal(100) }],
  hold: IncentiveHold.NONE,
};
const points = { ...usual, unit: RewardUnit.POINTS };
const penalty = { ...points, kind: RewardKind.PENALTY };
const shared = [
  { beneficiary: Beneficiary.PARTNER, percent: decimal(70) },
  { beneficiary: Beneficiary.MEMBER, percent: decimal(30) },
];

const rules = [
  { ...points, code: 'certified', label: 'A person is certified', source: 'certificationEarned', rate: decimal(10) },
  {
    ...points,
    ...{
      code: 'assisted',
      label: 'An assisted delivery is passed',
      source: 'assistedDeliveryPassed',
      rate: decimal(25),
    },
  },
  {
    ...usual,
    ...{
      code: 'delivered',
      label: 'Share of what a partner delivers',
      source: 'projectClosed',
      unit: RewardUnit.MONEY,
    },
    ...{ value: RewardValue.PERCENT, quantity: 'contractValue', tierMode: TierMode.MARGINAL },
    countedOver: CountedOver.YEAR,
    tiers: [
      { from: decimal(0), rate: decimal(1) },
      { from: decimal(50_000), rate: decimal('1.5') },
    ],
    hold: IncentiveHold.UNTIL_PAID,
  },
  {
    ...points,
    ...{ code: 'improved', label: 'An improvement saves hours', source: 'improvementAccepted', credits: shared },
    ...{ value: RewardValue.PER_UNIT, rate: decimal(2), quantity: 'hoursSaved' },
    cap: { amount: decimal(200), period: CapPeriod.YEAR },
  },
  {
    ...penalty,
    ...{ code: 'severe', label: 'An incident of severity 1', source: 'incidentOpened', rate: decimal(20) },
    condition: 'severity == 1',
  },
  {
    ...penalty,
    ...{ code: 'rejected', label: 'A deliverable is rejected', source: 'deliverableRejected', rate: decimal(5) },
    cap: { amount: decimal(20), period: CapPeriod.QUARTER },
  },
];

const content = {
  name: 'Loomworks rewards',
  rules,
  appealDays: 30,
  responseDays: 14,
  payoutMinimums: [{ amount: decimal(50), currencyCode: 'EUR' }],
  sanctionLadder: [{ penaltyPoints: decimal(60), months: 6, severity: SanctionSeverity.MINOR }],
  notes: 'Points count towards the yearly awards.',
};

/** The scheme that is in force from the beginning: the clock stands on the day of the programme. */
export async function publishScheme(stage: Stage, people: People): Promise<void> {
  await stage.as(people.one(Role.ECOSYSTEM_MANAGER), 'incentiveSchemePublish', async (tx) => {
    const { id, version } = await incentiveSchemeService.draft(tx, content);
    await incentiveSchemeService.publish(tx, id, version, tx.clock.today());
  });
}

/** A draft for the next year, to compare with the scheme in force. */
export async function draftNextScheme(stage: Stage, people: People): Promise<IncentiveScheme> {
  return stage.as(people.one(Role.ECOSYSTEM_MANAGER), 'incentiveSchemeDraft', (tx) => {
    const changed = rules.map((rule) =>
      rule.code === 'certified'
        ? { ...rule, rate: decimal(15), cap: { amount: decimal(90), period: CapPeriod.YEAR } }
        : rule,
    );
    return incentiveSchemeService.draft(tx, { ...content, name: 'Loomworks rewards, next year', rules: changed });
  });
}

/** The trial of the draft over the last half year, with its kept result. */
export async function tryScheme(stage: Stage, people: People, { id: draftId }: IncentiveScheme): Promise<void> {
  await stage.as(people.one(Role.ECOSYSTEM_MANAGER), 'incentiveTrialStart', (tx) =>
    incentiveTrialService.start(tx, { draftId, from: stage.ago(180), to: stage.ago(0) }),
  );
  await new IncentiveTrialRunner(stage.database, stage.installation.log).runAll();
}
