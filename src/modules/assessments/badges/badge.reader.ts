import { system } from '../../../shared/access/viewer';
import type { Database } from '../../../shared/database/database';
import type { Clock } from '../../../shared/domain/clock';
import { Certification } from '../certifications/certification.entity';
import { certificationStatusOn, CertificationStatus } from '../certifications/certification.lifecycle';
import type { BadgeData } from './badge.credential';

/** The public content of badges: the award, and whether it is valid. Everyone with the address may read it. */
export class BadgeReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async badge(certificationId: string): Promise<BadgeData | null> {
    const certification = await this.database.reader(system).byId(Certification, certificationId);
    if (!certification) return null;
    const { award, achievementKey, issuedOn, expiresOn, revokedAt, toldAt } = certification;
    return {
      certificationId: certification.id,
      holder: revokedAt === null ? award.holder : null,
      issuer: award.issuer,
      achievementKey,
      achievement: award.achievement,
      issuedOn,
      expiresOn,
      revokedAt,
      revokedOn: revokedAt && this.clock.dayOf(revokedAt),
      toldAt,
      status: certificationStatusOn(certification, this.clock.today()),
    };
  }

  /**
   * The achievement with the key; null unless it was awarded, because it is not public before that. Older signed copies
   * name the offering instead: then the latest achievement awarded for it.
   */
  async achievement(key: string): Promise<Pick<BadgeData, 'achievementKey' | 'achievement'> | null> {
    const reader = this.database.reader(system);
    const found =
      (await reader.first(Certification, { achievementKey: key })) ??
      (await reader.first(Certification, { offeringId: key as Certification['offeringId'] }, [
        { column: 'issuedOn', direction: 'DESC' },
      ]));
    return found && { achievementKey: key, achievement: found.award.achievement };
  }

  async revoked(): Promise<string[]> {
    const revoked = await this.database
      .reader(system)
      .list(Certification, { status: CertificationStatus.REVOKED }, [{ column: 'id' }]);
    return revoked.map(({ id }) => id);
  }
}
