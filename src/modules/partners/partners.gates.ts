import type { Reader } from '../../shared/database/reader';
import type { Clock } from '../../shared/domain/clock';
import type { PlainDate } from '../../shared/domain/dates';
import type { GateCriterion } from '../../shared/domain/errors';
import type { MetricRegistry } from '../../shared/domain/metric';
import { Role } from '../../shared/access/viewer';
import { User, UserStatus } from '../identity';
import { evaluateAdmission } from './admission.formula';
import { evaluateCriteria } from './gate.formula';
import { OnboardingItem } from './onboarding.entity';
import { OnboardingItemStatus } from './onboarding.lifecycle';
import type { Partner } from './partner.entity';
import { PartnerStatus } from './partner.lifecycle';
import { partnerSubject, qualificationSubject } from './metric-subjects';
import { OnboardingItemKind, type Programme, type ProgrammeGates } from './programme.entity';
import { programmeInForce } from './programme.reader';
import type { Qualification } from './qualification.entity';
import { withDeclared } from './reported-metric';
import { isDelivering, QualificationStage } from './qualification.lifecycle';
import { assessTiers, type TierAssessment } from './tier.formula';
import { GateWaiver } from './waiver.entity';
import { WaiverStatus } from './waiver.lifecycle';

/** What judging needs: a reader that sees every row, so that the figures are the same whoever asks. */
export interface Bench {
  reader: Reader;
  metrics: MetricRegistry<Reader>;
  on: PlainDate;
  /** Where the day ends. */
  timeZone: string;
}

export function benchOf({ reader, metrics, clock }: Pick<Bench, 'reader' | 'metrics'> & { clock: Clock }): Bench {
  return { reader: reader.unnarrowed, metrics, on: clock.today(), timeZone: clock.timeZone };
}

/** A gate with its criteria as they stand. */
export interface JudgedGate {
  name: string;
  target: string;
  programme: Programme | null;
  criteria: GateCriterion[];
}

/** A partner's tier as the figures speak for it. */
export interface JudgedTier extends TierAssessment {
  programme: Programme;
}

export type GateName = keyof ProgrammeGates;

export const admissionGate = 'admit';

const targets: Record<GateName, QualificationStage> = {
  toAssessment: QualificationStage.ASSESSMENT,
  toAssisted: QualificationStage.ASSISTED,
  toIndependent: QualificationStage.INDEPENDENT,
};

const nextGates: Partial<Record<QualificationStage, GateName>> = {
  [QualificationStage.TRAINING]: 'toAssessment',
  [QualificationStage.ASSESSMENT]: 'toAssisted',
  [QualificationStage.ASSISTED]: 'toIndependent',
  // The way back leads through the gate that it fell short of.
  [QualificationStage.LAPSED]: 'toAssisted',
};

/** The admission gate; null once the partner is past it. */
export async function judgeAdmission(bench: Bench, partner: Partner): Promise<JudgedGate | null> {
  const onboarding = partner.status === PartnerStatus.ONBOARDING;
  if (!onboarding && partner.status !== PartnerStatus.APPLICANT) return null;
  const { reader, on } = bench;
  const [programme, items, members, waivers] = await Promise.all([
    programmeInForce(reader, on),
    reader.listBy(OnboardingItem, 'partnerId', partner.id, { orderBy: [{ column: 'position' }] }),
    reader.listBy(User, 'partnerId', partner.id),
    waiversOf(reader, partner.id, admissionGate),
  ]);
  const criteria = evaluateAdmission(
    {
      on,
      items: onboarding
        ? items.map((item) => ({
            ...item,
            accepted: item.status === OnboardingItemStatus.ACCEPTED,
            agreement: item.kind === OnboardingItemKind.AGREEMENT,
          }))
        : null,
      administratorIds: members
        .filter(({ roles, status }) => roles.includes(Role.PARTNER_ADMIN) && status !== UserStatus.DEACTIVATED)
        .map(({ id }) => id),
    },
    waivers,
  );
  return { name: admissionGate, target: PartnerStatus.ACTIVE, programme, criteria };
}

/** The gate in front of a qualification; null where there is none, or no programme is in force. */
export async function judgeNextGate(bench: Bench, qualification: Qualification): Promise<JudgedGate | null> {
  const name = nextGates[qualification.stage];
  if (!name) return null;
  const programme = await programmeInForce(bench.reader, bench.on);
  return programme && judgeGate(bench, programme, qualification, name);
}

/** The gate whose criteria must go on being met while a partner delivers. */
export async function judgeStanding(bench: Bench, qualification: Qualification): Promise<JudgedGate | null> {
  const programme = await programmeInForce(bench.reader, bench.on);
  return programme && judgeGate(bench, programme, qualification, 'toAssisted');
}

/** The gates that matter to a qualification at its stage: the next one, and the one that must go on being met. */
export function gatesThatMatter(stage: QualificationStage): GateName[] {
  const next = nextGates[stage];
  return [...(isDelivering(stage) ? (['toAssisted'] as const) : []), ...(next ? [next] : [])];
}

/** A gate by the rules of a programme, in force or not. */
export async function judgeGate(
  { reader, metrics: registered, on, timeZone }: Bench,
  programme: Programme,
  qualification: Qualification,
  name: GateName,
): Promise<JudgedGate> {
  const metrics = withDeclared(registered, programme.reportedMetrics);
  const rules = programme.gates[name].map((rule) => ({ ...rule, label: labelOf(metrics, rule.metric) }));
  const { partnerId, offeringId } = qualification;
  const names = rules.map(({ metric }) => metric);
  const [values, waivers] = await Promise.all([
    metrics.measure(reader, qualificationSubject, names, { partnerId, offeringId }, { on, timeZone }),
    waiversOf(reader, qualification.id, name),
  ]);
  return { name, target: targets[name], programme, criteria: evaluateCriteria(rules, values, waivers) };
}

/** What the figures say about the partner's tier; null where no programme is in force. */
export async function judgeTier(bench: Bench, partner: Partner): Promise<JudgedTier | null> {
  const programme = await programmeInForce(bench.reader, bench.on);
  return programme && judgeTierBy(bench, programme, partner);
}

/** The same by the rules of a programme, in force or not. */
export async function judgeTierBy(
  { reader, metrics: registered, on, timeZone }: Bench,
  programme: Programme,
  partner: Partner,
): Promise<JudgedTier> {
  const metrics = withDeclared(registered, programme.reportedMetrics);
  const names = metricsOfTiers(programme);
  const values = await metrics.measure(reader, partnerSubject, names, { partnerId: partner.id }, { on, timeZone });
  const labels = new Map(names.map((name) => [name, labelOf(metrics, name)]));
  return { programme, ...assessTiers(programme, values, labels) };
}

/** What a metric counts, in a few words; its name where it is no longer registered. */
function labelOf(metrics: MetricRegistry<Reader>, name: string): string {
  return metrics.find(name)?.label ?? name;
}

function metricsOfTiers({ tiers, points }: Programme): string[] {
  const thresholds = tiers.flatMap(({ criteria }) => criteria);
  return [...thresholds, ...(points?.perMetric ?? [])].map(({ metric }) => metric);
}

function waiversOf(reader: Reader, subjectId: string, gate: string): Promise<GateWaiver[]> {
  return reader.listBy(GateWaiver, 'subjectId', subjectId, { where: { gate, status: WaiverStatus.ACTIVE } });
}
