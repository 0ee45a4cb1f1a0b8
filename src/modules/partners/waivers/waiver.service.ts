import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { prefixOf } from '../../../shared/domain/ids';
import { changeDossier } from '../firms/partner-dossier.service';
import { Partner } from '../firms/partner.entity';
import { PartnerStatus } from '../firms/partner.lifecycle';
import { benchOf } from '../gates/gate.reader';
import { admissionGate, judgeAdmission } from '../onboarding/admission.reader';
import { judgeNextGate } from '../qualifications/qualification-gates.reader';
import { Qualification } from '../qualifications/qualification.entity';
import { qualificationLifecycle, QualificationStage } from '../qualifications/qualification.lifecycle';
import { reassess } from '../qualifications/qualification.service';
import { gateCriterionActions, waiverActions } from './waiver.actions';
import { GateWaiver } from './waiver.entity';
import * as facts from './waiver.facts';
import { waiverLifecycle } from './waiver.lifecycle';

/** Waives a criterion of the gate in front of a partner (admission) or a qualification. */
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
  tx.assert(gateCriterionActions.waive, subject);
  const bench = benchOf(tx);
  const gate = await (subject instanceof Partner ? judgeAdmission(bench, subject) : judgeNextGate(bench, subject));
  if (!gate) throw new RuleViolationError('no-gate', 'There is no gate in front of this record.');
  const criterion = gate.criteria.find((each) => each.code === code);
  if (!criterion) throw new InvalidInputError(`The gate ${gate.name} has no criterion ${code}.`, ['code']);
  if (criterion.waived) throw new RuleViolationError('already-waived', 'The criterion is already waived.');
  const partnerId = subject instanceof Partner ? subject.id : subject.partnerId;
  const waiver = await tx.insert(GateWaiver, {
    subjectId: subject.id,
    partnerId,
    gate: gate.name,
    code,
    reason,
    status: waiverLifecycle.initial,
    activeKey: `${subject.id} ${gate.name} ${code}`,
    waivedById: tx.viewer.userId,
    at: tx.clock.now(),
  });
  tx.record(facts.gateCriterionWaived, subject, { partnerId, gate: gate.name, code, reason });
  if (subject instanceof Qualification && subject.stage === QualificationStage.LAPSED) await reassess(tx, subject);
  return waiver;
}

/** Revokes a waiver; the gate is then checked without it. Earlier steps stay. */
export async function revoke(tx: Transaction, id: string, version: number, reason: string): Promise<GateWaiver> {
  const waiver = await tx.require(GateWaiver, id, { version });
  tx.assert(waiverActions.revoke, waiver);
  waiver.status = waiverLifecycle.next(waiver.status, waiverActions.revoke);
  Object.assign(waiver, {
    activeKey: null,
    revokedById: tx.viewer.userId,
    revokedAt: tx.clock.now(),
    revocationReason: reason,
  });
  await tx.save(waiver);
  const { partnerId, gate, code, subjectId } = waiver;
  const told = { partnerId, gate, code, reason };
  if (gate === admissionGate) {
    const partner = await tx.load(Partner, partnerId);
    // A concurrent admission that depends on the waiver must conflict with this.
    if (partner.status === PartnerStatus.ONBOARDING) await changeDossier(tx, partner, [PartnerStatus.ONBOARDING]);
    tx.record(facts.gateWaiverRevoked, partner, told);
    return waiver;
  }
  const qualification = await tx.load(Qualification, subjectId);
  tx.record(facts.gateWaiverRevoked, qualification, told);
  if (!qualificationLifecycle.isFinal(qualification.stage)) await reassess(tx, qualification);
  return waiver;
}
