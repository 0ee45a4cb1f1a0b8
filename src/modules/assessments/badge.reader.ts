import { system } from '../../shared/access/viewer';
import type { Database } from '../../shared/database/database';
import type { Clock } from '../../shared/domain/clock';
import { ServiceOffering } from '../catalog';
import { User } from '../identity';
import { Assessment } from './assessment.entity';
import { AssessmentStatus } from './assessment.lifecycle';
import type { BadgeFacts } from './badge.credential';
import { Certification } from './certification.entity';
import { certificationStatusOn, CertificationStatus } from './certification.lifecycle';

/** What badges tell the public. Whoever has the address of one may read it. */
export class BadgeReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async badge(certificationId: string): Promise<BadgeFacts | null> {
    const reader = this.database.reader(system);
    const certification = await reader.byId(Certification, certificationId);
    if (!certification) return null;
    const { userId, offeringId, issuedOn, expiresOn, revokedAt, updatedAt } = certification;
    const [holder, achieved] = await Promise.all([reader.require(User, userId), this.achievement(offeringId)]);
    return {
      certificationId: certification.id,
      holder: revokedAt === null ? holder.name : null,
      ...achieved,
      issuedOn,
      expiresOn,
      revokedAt,
      changedAt: updatedAt,
      status: certificationStatusOn(certification, this.clock.today()),
    };
  }

  /** What an offering asks for; null unless somebody was certified for it, as it is nothing public before. */
  async certified(offeringId: string): Promise<Pick<BadgeFacts, 'offering' | 'assessments'> | null> {
    const known = await this.database
      .reader(system)
      .first(Certification, { offeringId: offeringId as Certification['offeringId'] });
    return known && this.achievement(known.offeringId);
  }

  async revoked(): Promise<string[]> {
    const revoked = await this.database
      .reader(system)
      .list(Certification, { status: CertificationStatus.REVOKED }, [{ column: 'id' }]);
    return revoked.map(({ id }) => id);
  }

  private async achievement(
    offeringId: Certification['offeringId'],
  ): Promise<Pick<BadgeFacts, 'offering' | 'assessments'>> {
    const reader = this.database.reader(system);
    const [offering, required] = await Promise.all([
      reader.require(ServiceOffering, offeringId),
      reader.list(Assessment, { offeringId, status: AssessmentStatus.PUBLISHED, required: true }, [
        { column: 'createdAt' },
        { column: 'id' },
      ]),
    ]);
    const { id, name, description } = offering;
    return { offering: { id, name, description }, assessments: required.map(({ title }) => title) };
  }
}
