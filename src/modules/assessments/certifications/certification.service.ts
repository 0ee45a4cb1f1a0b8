import type { Transaction } from '../../../shared/database/transaction';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Assessment } from '../assessments/assessment.entity';
import { AssessmentStatus } from '../assessments/assessment.lifecycle';
import { validUntil } from '../attempts/admission.formula';
import { Attempt } from '../attempts/attempt.entity';
import { AttemptStatus } from '../attempts/attempt.lifecycle';
import { achievementKeyOf, achievementOf } from './award.formula';
import { certificationActions } from './certification.actions';
import { Certification } from './certification.entity';
import * as facts from './certification.facts';
import { earnedBy, lastsLonger, reminderDue } from './certification.formula';
import { certificationLifecycle, certificationStatusOn, CertificationStatus } from './certification.lifecycle';

/** When the person's certification for the offering was last revoked; null if never. */
async function lastRevocation(tx: Transaction, userId: string, offeringId: string): Promise<Date | null> {
  const person = { userId: userId as Certification['userId'], offeringId: offeringId as Certification['offeringId'] };
  const revoked = await tx.first(Certification, { ...person, status: CertificationStatus.REVOKED }, [
    { column: 'revokedAt', direction: 'DESC' },
  ]);
  return revoked?.revokedAt ?? null;
}

/**
 * Called after a pass. `Attempt.passKey` ensures that two concurrent passes of a person are not evaluated at the same
 * time.
 */
export async function certify(tx: Transaction, { userId, offeringId }: Attempt): Promise<void> {
  await awardEarned(tx, userId, offeringId, null);
}

/**
 * Judges a person with earlier passes by rules that have changed since the given time: a pass counts as long as one of
 * today would, if that is longer. Returns whether a certification was issued or extended.
 */
export async function judgeAgain(tx: Transaction, userId: string, offeringId: string, since: Date): Promise<boolean> {
  const person = { userId, offeringId } as Pick<Attempt, 'userId' | 'offeringId'>;
  const published = await tx.list(Assessment, { offeringId: person.offeringId, status: AssessmentStatus.PUBLISHED });
  let changed = false;
  for (const pass of await tx.list(Attempt, { ...person, status: AttemptStatus.PASSED })) {
    const current = published.find(({ familyId }) => familyId === pass.familyId);
    const until = current ? validUntil(tx.clock.dayOf(pass.closedAt!), current.validityMonths) : pass.validUntil;
    if (!lastsLonger(until, pass.validUntil)) continue;
    pass.validUntil = until;
    await tx.save(pass);
    changed = true;
  }
  return (await awardEarned(tx, userId, offeringId, tx.clock.dayOf(since))) || changed;
}

/**
 * Issues the certification that a person's passes earn by today's rules, or extends the one that is valid, or was when
 * the rules changed. An award is never withdrawn or shortened. Returns whether it issued or extended one.
 */
async function awardEarned(
  tx: Transaction,
  userId: string,
  offeringId: string,
  rulesChangedOn: PlainDate | null,
): Promise<boolean> {
  const person = { userId, offeringId } as Pick<Attempt, 'userId' | 'offeringId'>;
  const today = tx.clock.today();
  const required = await tx.list(
    Assessment,
    { offeringId: person.offeringId, status: AssessmentStatus.PUBLISHED, required: true },
    [{ column: 'createdAt' }, { column: 'id' }],
  );
  const passes = await tx.list(Attempt, { ...person, status: AttemptStatus.PASSED });
  const earned = earnedBy(
    passes.map(({ id, familyId, closedAt, validUntil: until }) => ({
      attemptId: id,
      familyId,
      closedAt: closedAt!,
      validUntil: until,
    })),
    required.map(({ familyId }) => familyId),
    await lastRevocation(tx, userId, offeringId),
    today,
  );
  if (!earned) return false;

  const activeKey = `${userId}:${offeringId}`;
  const present = await tx.first(Certification, { activeKey });
  if (present && (present.expiresOn === null || present.expiresOn >= (rulesChangedOn ?? today))) {
    if (!lastsLonger(earned.expiresOn, present.expiresOn)) return false;
    Object.assign(present, earned, await awardOf(tx, earned.evidence, passes), { remindedDays: null });
    await tx.save(present);
    tx.record(facts.certificationProlonged, present, { ...told(present), expiresOn: earned.expiresOn });
    return true;
  }
  if (present) await expire(tx, present);
  const issuedOn = await firstDayFor(tx, person, earned.expiresOn);
  const certification = await tx.insert(Certification, {
    ...person,
    partnerId: passes.at(-1)!.partnerId,
    status: certificationLifecycle.initial,
    activeKey,
    issuedOn,
    expiresOn: earned.expiresOn,
    evidence: earned.evidence,
    ...(await awardOf(tx, earned.evidence, passes)),
  });
  tx.record(facts.certificationIssued, certification, told(certification));
  return true;
}

/**
 * The first day of a new certification: today, or the day after an expired one that has not ended. The calendar went back
 * then: the installation got another time zone, or its clock was ahead.
 */
async function firstDayFor(
  tx: Transaction,
  person: Pick<Certification, 'userId' | 'offeringId'>,
  expiresOn: PlainDate | null,
): Promise<PlainDate> {
  const today = tx.clock.today();
  const earlier = await tx.first(Certification, { ...person, status: CertificationStatus.EXPIRED }, [
    { column: 'expiresOn', direction: 'DESC' },
  ]);
  const last = earlier?.expiresOn;
  return last && last >= today && lastsLonger(expiresOn, last) ? addDays(last, 1) : today;
}

/**
 * The content of the badge from now on, unaffected by later renaming of the person, the offering, its assessments or
 * the vendor.
 */
async function awardOf(tx: Transaction, evidence: readonly string[], passes: readonly Attempt[]) {
  const attempts = evidence.map((id) => passes.find((pass) => pass.id === id)!);
  const { userId, offeringId } = attempts[0]!;
  const editions = await tx.list(Assessment, { id: attempts.map(({ assessmentId }) => assessmentId) });
  const titles = attempts.map(({ assessmentId }) => editions.find(({ id }) => id === assessmentId)!.title);
  const achievement = achievementOf(await tx.load(ServiceOffering, offeringId), titles);
  return {
    award: { holder: (await tx.load(User, userId)).name, issuer: tx.issuerName, achievement },
    achievementKey: achievementKeyOf(offeringId, achievement),
    toldAt: tx.clock.now(),
  };
}

/**
 * Called when the vendor corrects a person's name: their badges show the new name, with a new date. Revoked badges
 * contain no name.
 */
export async function correctHolder(tx: Transaction, { id: userId, name }: User): Promise<void> {
  for (const certification of await tx.list(Certification, { userId, revokedAt: null })) {
    const { award } = certification;
    if (award.holder === name) continue;
    await tx.save(Object.assign(certification, { award: { ...award, holder: name }, toldAt: tx.clock.now() }));
    tx.record(facts.certificationHolderCorrected, certification, told(certification));
  }
}

async function expire(tx: Transaction, certification: Certification): Promise<void> {
  certification.status = certificationLifecycle.next(certification.status, certificationActions.expire);
  certification.activeKey = null;
  await tx.save(certification);
  tx.record(facts.certificationExpired, certification, told(certification));
}

/** Expires a certification whose last day has passed; false if it was expired already. */
export async function expireIfOver(tx: Transaction, id: string): Promise<boolean> {
  const certification = await tx.load(Certification, id);
  const today = tx.clock.today();
  const unnoticed = certification.status === CertificationStatus.ACTIVE;
  if (!unnoticed || certificationStatusOn(certification, today) !== CertificationStatus.EXPIRED) return false;
  await expire(tx, certification);
  return true;
}

/** Records that a certification ends soon, once per reminder; true if one was due. */
export async function remindOfExpiry(tx: Transaction, id: string): Promise<boolean> {
  const certification = await tx.load(Certification, id);
  const { status, expiresOn, remindedDays } = certification;
  const reminder = reminderDue(expiresOn, remindedDays, tx.clock.today());
  if (status !== CertificationStatus.ACTIVE || reminder === null) return false;
  certification.remindedDays = reminder;
  await tx.save(certification);
  const data = { ...told(certification), expiresOn: expiresOn!, reminderDays: reminder };
  tx.record(facts.certificationExpiring, certification, data);
  return true;
}

/** Opens recertification early or again: earlier attempts no longer count against the person. */
export async function openRenewal(tx: Transaction, id: string, version: number): Promise<Certification> {
  const certification = await tx.require(Certification, id, { version });
  tx.assert(certificationActions.renewOpen, certification);
  const today = tx.clock.today();
  certificationLifecycle.next(certificationStatusOn(certification, today), certificationActions.renewOpen);
  certification.renewalOpenedAt = tx.clock.now();
  await tx.save(certification);
  tx.record(facts.certificationRenewalOpened, certification, told(certification));
  return certification;
}

function told({ userId, offeringId, partnerId }: Certification) {
  return { userId, offeringId, partnerId };
}

export async function revoke(tx: Transaction, id: string, version: number, reason: string): Promise<Certification> {
  const certification = await tx.require(Certification, id, { version });
  tx.assert(certificationActions.revoke, certification);
  const standing = certificationStatusOn(certification, tx.clock.today());
  certification.status = certificationLifecycle.next(standing, certificationActions.revoke);
  certification.activeKey = null;
  certification.revokedAt = tx.clock.now();
  certification.toldAt = certification.revokedAt;
  certification.revocationReason = reason;
  await tx.save(certification);
  tx.record(facts.certificationRevoked, certification, told(certification));
  return certification;
}
