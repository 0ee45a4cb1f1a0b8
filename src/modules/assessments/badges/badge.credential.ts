import { addDays, beginningIn, type PlainDate, utc } from '../../../shared/domain/dates';
import type { Achievement } from '../certifications/award.formula';
import { CertificationStatus } from '../certifications/certification.lifecycle';

/*
 * A certification as an Open Badges 3.0 credential: https://www.imsglobal.org/spec/ob/v3p0. The name is all that it says
 * of the person.
 */

const context = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
] as const;

/** What a badge tells. */
export interface BadgeData {
  certificationId: string;
  /** Null once it is revoked: the public is not told whose certification was taken away. */
  holder: string | null;
  /** What the issuer was called; null where that was kept nowhere. */
  issuer: string | null;
  achievementKey: string;
  achievement: Achievement;
  issuedOn: PlainDate;
  expiresOn: PlainDate | null;
  /** When what the badge tells last changed: of two of the same badge, the later one counts. */
  toldAt: Date;
  revokedAt: Date | null;
  /** The day of that. */
  revokedOn: PlainDate | null;
  /** As it stands today. */
  status: CertificationStatus;
}

/** Where the badges and what they refer to are published; `base` is the public address of the installation. */
export const addresses = (base: string) => ({
  issuer: `${base}/badges/issuer`,
  revocations: `${base}/badges/revocations`,
  keySet: `${base}/.well-known/jwks.json`,
  key: (kid: string) => `${base}/badges/keys/${kid}`,
  achievement: (key: string) => `${base}/badges/achievements/${key}`,
  badge: (certificationId: string) => `${base}/badges/${certificationId}`,
});

export function issuerProfile(base: string, name: string) {
  return { id: addresses(base).issuer, type: ['Profile'], name, url: base };
}

export function achievement(
  base: string,
  { achievementKey, achievement: words }: Pick<BadgeData, 'achievementKey' | 'achievement'>,
) {
  const { name, description, criteria } = words;
  return {
    id: addresses(base).achievement(achievementKey),
    type: ['Achievement'],
    achievementType: 'Certification',
    name,
    description,
    criteria: { narrative: criteria },
  };
}

/** The last moment at which it holds, null for ever. In UTC, as a signed badge must not change with the configuration. */
export function validUntil({ expiresOn, revokedAt }: Pick<BadgeData, 'expiresOn' | 'revokedAt'>): Date | null {
  const end = expiresOn === null ? null : new Date(beginningIn(utc, addDays(expiresOn, 1)).getTime() - 1_000);
  return revokedAt !== null && (end === null || revokedAt < end) ? revokedAt : end;
}

/** Since when it is as it is; never after its end, by which one that is over would have no time of validity at all. */
export function validFrom({ toldAt, ...data }: Pick<BadgeData, 'toldAt' | 'expiresOn' | 'revokedAt'>): Date {
  const until = validUntil(data);
  return until !== null && until < toldAt ? until : toldAt;
}

/** The OpenBadgeCredential, without its proof; `issuerName` is what the vendor is called today. */
export function credential(base: string, issuerName: string, data: BadgeData) {
  const at = addresses(base);
  const url = at.badge(data.certificationId);
  const until = validUntil(data);
  const { name } = data.achievement;
  return {
    '@context': [...context],
    id: url,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name,
    image: { id: `${url}.svg`, type: 'Image', caption: `${name}, certified` },
    issuer: issuerProfile(base, data.issuer ?? issuerName),
    awardedDate: toSeconds(beginningIn(utc, data.issuedOn)),
    validFrom: toSeconds(validFrom(data)),
    ...(until && { validUntil: toSeconds(until) }),
    credentialSubject: {
      // Names the holder of this badge, and nobody beyond it: two badges of one person have no number in common.
      id: `${url}#holder`,
      type: ['AchievementSubject'],
      ...(data.holder !== null && {
        identifier: [{ type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: data.holder }],
      }),
      achievement: achievement(base, data),
    },
    credentialStatus: { id: at.revocations, type: '1EdTechRevocationList' },
    credentialSchema: [
      {
        id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
        type: '1EdTechJsonSchemaValidator2019',
      },
    ],
  };
}

export type OpenBadgeCredential = ReturnType<typeof credential>;

/** What is signed, as the specification's section on the JSON Web Token proof has it: the credential and its claims. */
export function claimsOf(badge: OpenBadgeCredential) {
  const seconds = (moment: string) => Date.parse(moment) / 1_000;
  return {
    ...badge,
    iss: badge.issuer.id,
    jti: badge.id,
    sub: badge.credentialSubject.id,
    nbf: seconds(badge.validFrom),
    ...(badge.validUntil && { exp: seconds(badge.validUntil) }),
  };
}

/** Which badges were taken away. Why is between the person and the issuer. */
export function revocationList(base: string, certificationIds: readonly string[]) {
  const at = addresses(base);
  return {
    id: at.revocations,
    issuer: at.issuer,
    revokedCredential: certificationIds.map((id) => ({ id: at.badge(id), revoked: true })),
  };
}

/** A document of its own, with the words that it is written in. */
export function inContext<T extends object>(document: T) {
  return { '@context': [...context], ...document };
}

function toSeconds(moment: Date): string {
  return moment.toISOString().replace(/\.\d+Z$/, 'Z');
}
