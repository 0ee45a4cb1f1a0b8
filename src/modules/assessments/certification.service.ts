import type { Transaction } from '../../shared/database/transaction';
import { Assessment } from './assessment.entity';
import { AssessmentStatus } from './assessment.lifecycle';
import * as facts from './assessments.facts';
import { Attempt } from './attempt.entity';
import { AttemptStatus } from './attempt.lifecycle';
import { Certification } from './certification.entity';
import { earnedBy, lastsLonger } from './certification.formula';
import { certificationLifecycle, certificationStatusOn, CertificationStatus } from './certification.lifecycle';

/** When the person's certification for the offering was last taken away; null if never. */
export async function lastRevocation(tx: Transaction, userId: string, offeringId: string): Promise<Date | null> {
  const person = { userId: userId as Certification['userId'], offeringId: offeringId as Certification['offeringId'] };
  const revoked = await tx.first(Certification, { ...person, status: CertificationStatus.REVOKED }, [
    { column: 'revokedAt', direction: 'DESC' },
  ]);
  return revoked?.revokedAt ?? null;
}

/**
 * After a pass: issues the certification if that was the last one missing, or prolongs the one that still holds.
 * A person has one open attempt per offering, so no two passes of theirs are looked at at the same time.
 */
export async function certify(tx: Transaction, passed: Attempt): Promise<Certification | null> {
  const { userId, partnerId, offeringId } = passed;
  const today = tx.clock.today();
  const required = await tx.list(Assessment, { offeringId, status: AssessmentStatus.PUBLISHED, required: true });
  const passes = await tx.list(Attempt, { userId, offeringId, status: AttemptStatus.PASSED });
  const earned = earnedBy(
    passes.map(({ id, familyId, closedAt, validUntil }) => ({
      attemptId: id,
      familyId,
      closedAt: closedAt!,
      validUntil,
    })),
    required.map(({ familyId }) => familyId),
    await lastRevocation(tx, userId, offeringId),
    today,
  );
  if (!earned) return null;

  const activeKey = `${userId}:${offeringId}`;
  const told = { userId, offeringId, partnerId };
  const present = await tx.first(Certification, { activeKey });
  if (present && certificationStatusOn(present, today) === CertificationStatus.ACTIVE) {
    if (!lastsLonger(earned.expiresOn, present.expiresOn)) return present;
    Object.assign(present, earned);
    await tx.save(present);
    tx.state(facts.certificationProlonged, present, { ...told, expiresOn: earned.expiresOn });
    return present;
  }
  if (present) {
    present.status = certificationLifecycle.next(present.status, 'expire');
    present.activeKey = null;
    await tx.save(present);
    tx.state(facts.certificationExpired, present, told);
  }
  const certification = await tx.insert(Certification, {
    userId,
    partnerId,
    offeringId,
    status: certificationLifecycle.initial,
    activeKey,
    issuedOn: today,
    expiresOn: earned.expiresOn,
    evidence: earned.evidence,
    revokedAt: null,
    revocationReason: null,
  });
  tx.state(facts.certificationIssued, certification, told);
  return certification;
}

export async function revoke(tx: Transaction, id: string, version: number, reason: string): Promise<Certification> {
  const certification = await tx.require(Certification, id, { version });
  tx.assert('certification.revoke', certification);
  const standing = certificationStatusOn(certification, tx.clock.today());
  certification.status = certificationLifecycle.next(standing, 'revoke');
  certification.activeKey = null;
  certification.revokedAt = tx.clock.now();
  certification.revocationReason = reason;
  await tx.save(certification);
  const { userId, offeringId, partnerId } = certification;
  tx.state(facts.certificationRevoked, certification, { userId, offeringId, partnerId });
  return certification;
}
