import type { Transaction } from '../../shared/database/transaction';
import { addDays } from '../../shared/domain/dates';
import { GateNotMetError, InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import { prefixOf } from '../../shared/domain/ids';
import { ServiceOffering } from '../catalog';
import { unmetCriteria } from './gate.formula';
import { Partner } from './partner.entity';
import { PartnerStatus } from './partner.lifecycle';
import * as facts from './partners.facts';
import { benchOf, type JudgedGate, judgeAdmission, judgeNextGate, judgeStanding } from './partners.gates';
import { programmeInForce } from './programme.reads';
import { Qualification, QualificationTransition } from './qualification.entity';
import { qualificationLifecycle, QualificationStage } from './qualification.lifecycle';
import { openKeyOf } from './qualification.reads';
import { GateWaiver } from './waiver.entity';

export async function open(tx: Transaction, input: { partnerId: string; offeringId: string }): Promise<Qualification> {
  const partner = await tx.require(Partner, input.partnerId, { field: ['input', 'partnerId'] });
  tx.assert('qualification.open', partner);
  const offering = await tx.require(ServiceOffering, input.offeringId, { field: ['input', 'offeringId'] });
  requireActive(partner);
  const openKey = openKeyOf(partner.id, offering.id);
  if (await tx.first(Qualification, { openKey })) {
    throw new RuleViolationError(
      'already-open',
      'The partner has a qualification in this offering.',
      [],
      ['input', 'offeringId'],
    );
  }
  const qualification = await tx.insert(Qualification, {
    partnerId: partner.id,
    offeringId: offering.id,
    openKey,
    stage: qualificationLifecycle.initial,
    lapsedFrom: null,
    lapsedOn: null,
    recoverUntil: null,
    reassessedAt: null,
  });
  tx.state(facts.qualificationOpened, qualification, { partnerId: partner.id, offeringId: offering.id });
  return qualification;
}

export async function advance(tx: Transaction, id: string, version: number): Promise<Qualification> {
  const qualification = await tx.require(Qualification, id, { version });
  tx.assert('qualification.advance', qualification);
  qualificationLifecycle.transitionFor(qualification.stage, 'advance');
  requireActive(await tx.load(Partner, qualification.partnerId));
  tx.reader.clear();
  const gate = await judgeNextGate(benchOf(tx), qualification);
  if (!gate) throw new RuleViolationError('no-programme', 'No partner programme is in force.');
  const unmet = unmetCriteria(gate.criteria);
  if (unmet.length > 0) throw new GateNotMetError(gate.name, unmet);
  const from = qualification.stage;
  qualification.stage = qualificationLifecycle.next(from, 'advance', { partnerActive: true, gate: gate.criteria });
  await tx.save(qualification);
  await note(tx, qualification, from, gate);
  tx.state(facts.qualificationAdvanced, qualification, {
    ...stepOf(qualification, from),
    programmeId: gate.programme!.id,
    waived: gate.criteria.filter(({ waived }) => waived).map(({ code }) => code),
  });
  return qualification;
}

export async function revoke(tx: Transaction, id: string, version: number, reason: string): Promise<Qualification> {
  const qualification = await tx.require(Qualification, id, { version });
  tx.assert('qualification.revoke', qualification);
  const from = qualification.stage;
  const stage = qualificationLifecycle.transitionFor(from, 'revoke').to;
  Object.assign(qualification, { stage, openKey: null, ...notLapsed });
  await tx.save(qualification);
  await note(tx, qualification, from, null, reason);
  tx.state(facts.qualificationRevoked, qualification, { ...stepOf(qualification, from), reason });
  return qualification;
}

/** Lets a criterion of the gate in front of a partner (admission) or a qualification pass. */
export async function waive(
  tx: Transaction,
  id: string,
  version: number,
  code: string,
  reason: string,
): Promise<GateWaiver> {
  const subject =
    prefixOf(id) === 'partner'
      ? await tx.require(Partner, id, { version })
      : await tx.require(Qualification, id, { version });
  tx.assert('gateCriterion.waive', subject);
  tx.reader.clear();
  const bench = benchOf(tx);
  const gate = await (subject instanceof Partner ? judgeAdmission(bench, subject) : judgeNextGate(bench, subject));
  if (!gate) throw new RuleViolationError('no-gate', 'There is no gate in front of it.');
  const criterion = gate.criteria.find((each) => each.code === code);
  if (!criterion) throw new InvalidInputError(`The gate ${gate.name} has no criterion ${code}.`, ['code']);
  if (criterion.waived) throw new RuleViolationError('already-waived', 'The criterion is waived already.');
  const partnerId = subject instanceof Partner ? subject.id : subject.partnerId;
  const waiver = await tx.append(GateWaiver, {
    subjectId: subject.id,
    partnerId,
    gate: gate.name,
    code,
    reason,
    waivedById: tx.viewer.userId,
    at: tx.clock.now(),
  });
  tx.state(facts.gateCriterionWaived, subject, { partnerId, gate: gate.name, code, reason });
  if (subject instanceof Qualification && subject.stage === QualificationStage.LAPSED) await reassess(tx, subject);
  return waiver;
}

/**
 * Judges anew whether a partner that delivers still meets the gate to ASSISTED, and whether one that fell short of it
 * meets it again. The record is saved in any case: a step that was judged on the certifications of before then fails.
 */
export async function reassess(tx: Transaction, qualification: Qualification): Promise<void> {
  const { stage } = qualification;
  tx.reader.clear();
  const gate = await judgeStanding(benchOf(tx), qualification);
  const met = !gate || unmetCriteria(gate.criteria).length === 0;
  qualification.reassessedAt = tx.clock.now();
  if (stage === QualificationStage.LAPSED && met) return recover(tx, qualification, gate);
  const delivering = stage === QualificationStage.ASSISTED || stage === QualificationStage.INDEPENDENT;
  if (delivering && !met) return lapse(tx, qualification, gate!);
  await tx.save(qualification);
}

async function lapse(tx: Transaction, qualification: Qualification, gate: JudgedGate): Promise<void> {
  const from = qualification.stage;
  const today = tx.clock.today();
  qualification.stage = qualificationLifecycle.transitionFor(from, 'lapse').to;
  qualification.lapsedFrom = from;
  qualification.lapsedOn = today;
  qualification.recoverUntil = addDays(today, gate.programme!.graceDays);
  await tx.save(qualification);
  await note(tx, qualification, from, gate);
  tx.state(facts.qualificationLapsed, qualification, stepOf(qualification, from));
}

async function recover(tx: Transaction, qualification: Qualification, gate: JudgedGate | null): Promise<void> {
  const from = qualification.stage;
  const inTime = tx.clock.today() <= qualification.recoverUntil!;
  const back = qualification.lapsedFrom === QualificationStage.INDEPENDENT ? 'resumeIndependent' : 'resumeAssisted';
  const stage = qualificationLifecycle.transitionFor(from, inTime ? back : 'startOver').to;
  Object.assign(qualification, { stage, ...notLapsed });
  await tx.save(qualification);
  await note(tx, qualification, from, gate);
  tx.state(facts.qualificationRecovered, qualification, stepOf(qualification, from));
}

const notLapsed = { lapsedFrom: null, lapsedOn: null, recoverUntil: null };

/** Stores the step with its gate's result. */
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
