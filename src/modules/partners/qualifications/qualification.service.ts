import type { Transaction } from '../../../shared/database/transaction';
import { addDays } from '../../../shared/domain/dates';
import { GateNotMetError, RuleViolationError } from '../../../shared/domain/errors';
import { refuseBlocked } from '../../../shared/domain/lifecycle';
import { ServiceOffering } from '../../catalog';
import type { User } from '../../identity';
import { Partner } from '../firms/partner.entity';
import { PartnerStatus } from '../firms/partner.lifecycle';
import { unmetCriteria } from '../gates/gate.formula';
import { benchOf, type JudgedGate } from '../gates/gate.reader';
import { programmeInForce } from '../programmes/programme.reader';
import { judgeNextGate, judgeStanding } from './qualification-gates.reader';
import { qualificationActions } from './qualification.actions';
import { Qualification, QualificationTransition } from './qualification.entity';
import * as facts from './qualification.facts';
import {
  isDelivering,
  type QualificationAction,
  qualificationLifecycle,
  QualificationStage,
} from './qualification.lifecycle';
import { openKeyOf } from './qualification.reader';

const notLapsed = { lapsedFrom: null, lapsedOn: null, recoverUntil: null, graceRemindedOn: null };

export async function open(tx: Transaction, input: { partnerId: string; offeringId: string }): Promise<Qualification> {
  const partner = await tx.require(Partner, input.partnerId, { field: ['input', 'partnerId'] });
  tx.assert(qualificationActions.open, partner);
  const offering = await tx.require(ServiceOffering, input.offeringId, { field: ['input', 'offeringId'] });
  requireActive(partner);
  if (offering.openedToPartnersAt === null) {
    throw new RuleViolationError(
      'closed-to-partners',
      `${offering.name} is not open to partners: it does not meet the criteria for partners to deliver it yet.`,
      [],
      ['input', 'offeringId'],
    );
  }
  const openKey = openKeyOf(partner.id, offering.id);
  if (await tx.first(Qualification, { openKey })) {
    throw new RuleViolationError(
      'already-open',
      'The partner already has a qualification in this offering.',
      [],
      ['input', 'offeringId'],
    );
  }
  const qualification = await tx.insert(Qualification, {
    partnerId: partner.id,
    offeringId: offering.id,
    openKey,
    stage: qualificationLifecycle.initial,
  });
  tx.record(facts.qualificationOpened, qualification, { partnerId: partner.id, offeringId: offering.id });
  return qualification;
}

export async function advance(tx: Transaction, id: string, version: number): Promise<Qualification> {
  const qualification = await tx.require(Qualification, id, { version });
  tx.assert(qualificationActions.advance, qualification);
  qualificationLifecycle.transitionFor(qualification.stage, qualificationActions.advance);
  requireActive(await tx.load(Partner, qualification.partnerId));
  const gate = await judgeNextGate(benchOf(tx), qualification);
  if (!gate) throw new RuleViolationError('no-programme', 'No partner programme is in force.');
  const unmet = unmetCriteria(gate.criteria);
  if (unmet.length > 0) throw new GateNotMetError(gate.name, unmet);
  refuseBlocked(await tx.blockersOf(qualificationActions.advance, qualification));
  const from = qualification.stage;
  qualification.stage = qualificationLifecycle.next(from, qualificationActions.advance, {
    partnerActive: true,
    gate: gate.criteria,
  });
  await tx.save(qualification);
  await note(tx, qualification, from, gate);
  tx.record(facts.qualificationAdvanced, qualification, {
    ...stepOf(qualification, from),
    programmeId: gate.programme!.id,
    waived: gate.criteria.filter(({ waived }) => waived).map(({ code }) => code),
  });
  return qualification;
}

export async function revoke(tx: Transaction, id: string, version: number, reason: string): Promise<Qualification> {
  const qualification = await tx.require(Qualification, id, { version });
  tx.assert(qualificationActions.revoke, qualification);
  const from = qualification.stage;
  const stage = qualificationLifecycle.transitionFor(from, qualificationActions.revoke).to;
  Object.assign(qualification, { stage, openKey: null, ...notLapsed });
  await tx.save(qualification);
  await note(tx, qualification, from, null, reason);
  tx.record(facts.qualificationRevoked, qualification, { ...stepOf(qualification, from), reason });
  return qualification;
}

/**
 * Checks whether a partner that delivers still meets the gate to ASSISTED, and whether a lapsed one meets it again in
 * its days of grace; after these it starts over in any case. The record is saved in any case, so that a concurrent step
 * based on earlier certifications fails.
 */
export async function reassess(tx: Transaction, qualification: Qualification): Promise<void> {
  const { stage, recoverUntil } = qualification;
  const gate = await judgeStanding(benchOf(tx), qualification);
  const met = !gate || unmetCriteria(gate.criteria).length === 0;
  qualification.reassessedAt = tx.clock.now();
  if (stage === QualificationStage.LAPSED) {
    if (recoverUntil! < tx.clock.today()) return startOver(tx, qualification, gate);
    if (met) return recover(tx, qualification, gate);
  }
  if (isDelivering(stage) && !met) return lapse(tx, qualification, gate);
  await tx.save(qualification);
}

/** Reminds once that the days of grace of a lapsed qualification end soon. */
export async function remindOfGrace(tx: Transaction, qualification: Qualification): Promise<void> {
  qualification.graceRemindedOn = tx.clock.today();
  await tx.save(qualification);
  const { partnerId, offeringId, recoverUntil } = qualification;
  tx.record(facts.qualificationGraceEnding, qualification, { partnerId, offeringId, recoverUntil: recoverUntil! });
}

async function lapse(tx: Transaction, qualification: Qualification, gate: JudgedGate): Promise<void> {
  const from = qualification.stage;
  const today = tx.clock.today();
  qualification.stage = qualificationLifecycle.transitionFor(from, qualificationActions.lapse).to;
  qualification.lapsedFrom = from;
  qualification.lapsedOn = today;
  qualification.recoverUntil = addDays(today, gate.programme!.graceDays);
  await tx.save(qualification);
  await note(tx, qualification, from, gate);
  tx.record(facts.qualificationLapsed, qualification, stepOf(qualification, from));
}

async function recover(tx: Transaction, qualification: Qualification, gate: JudgedGate | null): Promise<void> {
  const { resumeIndependent, resumeAssisted } = qualificationActions;
  const back = qualification.lapsedFrom === QualificationStage.INDEPENDENT ? resumeIndependent : resumeAssisted;
  const from = await leaveLapsed(tx, qualification, back, gate);
  tx.record(facts.qualificationRecovered, qualification, stepOf(qualification, from));
}

async function startOver(tx: Transaction, qualification: Qualification, gate: JudgedGate | null): Promise<void> {
  const from = await leaveLapsed(tx, qualification, qualificationActions.startOver, gate);
  tx.record(facts.qualificationGraceEnded, qualification, stepOf(qualification, from));
}

async function leaveLapsed(
  tx: Transaction,
  qualification: Qualification,
  action: QualificationAction,
  gate: JudgedGate | null,
): Promise<QualificationStage> {
  const from = qualification.stage;
  const stage = qualificationLifecycle.transitionFor(from, action).to;
  Object.assign(qualification, { stage, ...notLapsed });
  await tx.save(qualification);
  await note(tx, qualification, from, gate);
  return from;
}

/** Stores the step with the result of its gate. */
async function note(
  tx: Transaction,
  qualification: Qualification,
  from: QualificationStage,
  gate: JudgedGate | null,
  reason: string | null = null,
): Promise<void> {
  const programme = gate?.programme ?? (await programmeInForce(tx.reader, tx.clock.today()));
  await tx.append(QualificationTransition, {
    qualificationId: qualification.id,
    partnerId: qualification.partnerId,
    from,
    to: qualification.stage,
    programmeId: programme?.id ?? null,
    criteria: gate?.criteria ?? [],
    reason,
    actorId: tx.viewer.userId,
    at: tx.clock.now(),
  });
}

function stepOf({ partnerId, offeringId, stage }: Qualification, from: QualificationStage) {
  return { partnerId, offeringId, from, to: stage };
}

function requireActive(partner: Partner): void {
  if (partner.status === PartnerStatus.ACTIVE) return;
  throw new RuleViolationError('partner-not-active', `The partner is ${partner.status}, not ACTIVE.`);
}

/** Whether a partner has gained or lost something that its qualifications depend on. */
export type Change = 'GAINED' | 'LOST';

export async function reassessMember(tx: Transaction, { partnerId }: User, change: Change): Promise<void> {
  if (partnerId) await reassessAll(tx, { partnerId }, change);
}

/** A certification of the partner in the offering was added or removed. */
export function reassessOffering(
  tx: Transaction,
  { partnerId, offeringId }: Pick<Qualification, 'partnerId' | 'offeringId'>,
  change: Change,
): Promise<void> {
  return reassessAll(tx, { openKey: openKeyOf(partnerId, offeringId) }, change);
}

async function reassessAll(
  tx: Transaction,
  where: Pick<Partial<Qualification>, 'openKey' | 'partnerId'>,
  change: Change,
): Promise<void> {
  // A gain can only change lapsed qualifications: for the others it matters only at their next step.
  const lapsedOnly = change === 'GAINED' ? { stage: QualificationStage.LAPSED } : {};
  for (const qualification of await tx.list(Qualification, { ...where, ...lapsedOnly }, [{ column: 'id' }])) {
    if (!qualificationLifecycle.isFinal(qualification.stage)) await reassess(tx, qualification);
  }
}
