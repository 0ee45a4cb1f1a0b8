import { addDays, beginningIn, type PlainDate, utc } from '../../../shared/domain/dates';
import type { Achievement } from '../certifications/award.formula';
import { CertificationStatus } from '../certifications/certification.lifecycle';

/*
 * A certification as an Open Badges 3.0 credential: https://www.imsglobal.org/spec/ob/v3p0. The name is the only
 * personal data in it.
 */

const context = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
] as const;

/** The content of a badge. */
export interface BadgeData {
  certificationId: string;
  /** Null once it is revoked: the public does not learn whose certification was revoked. */
  holder: string | null;
  /** The issuer's name at that time; null if it was not stored. */
  issuer: string | null;
  achievementKey: string;
  achievement: Achievement;
  issuedOn: PlainDate;
  expiresOn: PlainDate | null;
  /** When the content last changed; of two copies of a badge, the later one counts. */
  toldAt: Date;
  revokedAt: Date | null;
  /** The day of the revocation. */
  revokedOn: PlainDate | null;
  /** The status as of today. */
  status: CertificationStatus;
}

/** The public addresses of badges and of what they refer to; `base` is the address of the installation. */
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

/**
 * The last moment of validity, null for forever. In UTC, because a signed badge must not depend on the configuration.
 */
export function validUntil({ expiresOn, revokedAt }: Pick<BadgeData, 'expiresOn' | 'revokedAt'>): Date | null {
  const end = expiresOn === null ? null : new Date(beginningIn(utc, addDays(expiresOn, 1)).getTime() - 1_000);
  return revokedAt !== null && (end === null || revokedAt < end) ? revokedAt : end;
}

/**
 * The start of validity in the current form; never after the end, because then an expired badge would have no validity
 * period.
 */
export function validFrom({ toldAt, ...data }: Pick<BadgeData, 'toldAt' | 'expiresOn' | 'revokedAt'>): Date {
  const until = validUntil(data);
  return until !== null && until < toldAt ? until : toldAt;
}

/** The OpenBadgeCredential without its proof; `issuerName` is the vendor's name today. */
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
      // Identifies the holder only within this badge: two badges of one person share no identifier.
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

/**
 * The signed claims, by the section on JSON Web Token proofs in the specification: the credential and its registered
 * claims.
 */
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

/** The revoked badges. The reason stays between the person and the issuer. */
export function revocationList(base: string, certificationIds: readonly string[]) {
  const at = addresses(base);
  return {
    id: at.revocations,
    issuer: at.issuer,
    revokedCredential: certificationIds.map((id) => ({ id: at.badge(id), revoked: true })),
  };
}

/** A standalone JSON-LD object with its context. */
export function inContext<T extends object>(document: T) {
  return { '@context': [...context], ...document };
}

function toSeconds(moment: Date): string {
  return moment.toISOString().replace(/\.\d+Z$/, 'Z');
}
