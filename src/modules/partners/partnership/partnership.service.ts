import type { Transaction } from '../../../shared/database/transaction';
import { GateNotMetError } from '../../../shared/domain/errors';
import { refuseBlocked } from '../../../shared/domain/lifecycle';
import { deactivatePerson, User, UserStatus } from '../../identity';
import { beginAgreements, lostAgreements } from '../agreements/agreement.service';
import { partnerActions } from '../firms/partner.actions';
import { closeDossier } from '../firms/partner-dossier.service';
import { Partner } from '../firms/partner.entity';
import * as facts from '../firms/partner.facts';
import { type PartnerAction, partnerLifecycle, PartnerStatus } from '../firms/partner.lifecycle';
import { unguarded, noteTransition, pause } from '../firms/partner.service';
import { unmetCriteria } from '../gates/gate.formula';
import { type Bench, benchOf } from '../gates/gate.reader';
import { admissionGate, judgeAdmission } from '../onboarding/admission.reader';
import { instantiateChecklist } from '../onboarding/onboarding.service';
import { programmeInForce } from '../programmes/programme.reader';
import { cancelOpenReview, decideAtAdmission } from '../tiers/tier-review.service';
import { judgeTier } from '../tiers/tier.reader';

export async function startOnboarding(tx: Transaction, id: string, version: number): Promise<Partner> {
  const { partner, bench } = await toDecide(tx, partnerActions.startOnboarding, id, version);
  const programme = await programmeInForce(bench.reader, bench.on);
  partner.status = partnerLifecycle.next(partner.status, partnerActions.startOnboarding, {
    admission: [],
    programmeInForce: programme !== null,
    lostAgreements: [],
  });
  await tx.save(partner);
  await noteTransition(tx, partner, PartnerStatus.APPLICANT, { programme });
  await instantiateChecklist(tx, partner, programme!);
  tx.record(facts.partnerOnboardingStarted, partner, { programmeId: programme!.id });
  return partner;
}

export async function admit(tx: Transaction, id: string, version: number): Promise<Partner> {
  const { partner, bench } = await toDecide(tx, partnerActions.admit, id, version);
  partnerLifecycle.transitionFor(partner.status, partnerActions.admit);
  const gate = (await judgeAdmission(bench, partner))!;
  const { criteria, programme } = gate;
  const unmet = unmetCriteria(criteria);
  if (unmet.length > 0) throw new GateNotMetError(admissionGate, unmet);
  await closeDossier(tx, partner);
  partner.status = partnerLifecycle.next(partner.status, partnerActions.admit, { ...unguarded, admission: criteria });
  await decideAtAdmission(tx, partner, (await judgeTier(bench, partner))!);
  await tx.save(partner);
  await noteTransition(tx, partner, PartnerStatus.ONBOARDING, gate);
  await beginAgreements(tx, partner);
  const waived = criteria.filter((criterion) => criterion.waived).map(({ code }) => code);
  tx.record(facts.partnerAdmitted, partner, { programmeId: programme!.id, waived });
  return partner;
}

export async function reject(tx: Transaction, id: string, version: number, reason: string): Promise<Partner> {
  return end(tx, partnerActions.reject, id, version, reason, facts.partnerRejected);
}

export async function terminate(tx: Transaction, id: string, version: number, reason: string): Promise<Partner> {
  return end(tx, partnerActions.terminate, id, version, reason, facts.partnerTerminated);
}

export async function suspend(tx: Transaction, id: string, version: number, reason: string): Promise<Partner> {
  const { partner } = await toDecide(tx, partnerActions.suspend, id, version);
  return pause(tx, partner, reason);
}

export async function reinstate(tx: Transaction, id: string, version: number): Promise<Partner> {
  const { partner } = await toDecide(tx, partnerActions.reinstate, id, version);
  const lost = await lostAgreements(tx.reader, partner.id);
  const status = partnerLifecycle.next(partner.status, partnerActions.reinstate, {
    ...unguarded,
    lostAgreements: lost,
  });
  refuseBlocked(await tx.blockersOf(partnerActions.reinstate, partner));
  return returnTo(tx, partner, status);
}

/** Reinstates a suspended partner, for the system, if nothing else keeps it suspended. */
export async function resume(tx: Transaction, partner: Partner): Promise<void> {
  if (partner.status !== PartnerStatus.SUSPENDED || (await lostAgreements(tx.reader, partner.id)).length > 0) return;
  const { to } = partnerLifecycle.transitionFor(partner.status, partnerActions.reinstate);
  await returnTo(tx, partner, to);
}

async function returnTo(tx: Transaction, partner: Partner, status: PartnerStatus): Promise<Partner> {
  const from = partner.status;
  await tx.save(Object.assign(partner, { status, statusReason: null }));
  await noteTransition(tx, partner, from, { programme: await programmeInForce(tx.reader, tx.clock.today()) });
  tx.record(facts.partnerReinstated, partner, {});
  return partner;
}

async function toDecide(
  tx: Transaction,
  action: PartnerAction,
  id: string,
  version: number,
): Promise<{ partner: Partner; bench: Bench }> {
  const partner = await tx.require(Partner, id, { version });
  tx.assert(action, partner);
  return { partner, bench: benchOf(tx) };
}

/** The final steps: the firm may apply again, and its users can no longer sign in. */
async function end(
  tx: Transaction,
  action: (typeof partnerActions)['reject' | 'terminate'],
  id: string,
  version: number,
  reason: string,
  fact: typeof facts.partnerRejected,
): Promise<Partner> {
  const { partner, bench } = await toDecide(tx, action, id, version);
  const from = partner.status;
  const status = partnerLifecycle.next(from, action, unguarded);
  await closeDossier(tx, partner);
  Object.assign(partner, { status, statusReason: reason, registrationKey: null, tierGraceUntil: null });
  await tx.save(partner);
  await noteTransition(tx, partner, from, { programme: await programmeInForce(bench.reader, bench.on) }, reason);
  await cancelOpenReview(tx, partner);
  for (const user of await tx.list(User, { partnerId: partner.id })) {
    if (user.status !== UserStatus.DEACTIVATED) await deactivatePerson(tx, user, reason);
  }
  tx.record(fact, partner, { reason });
  return partner;
}
