import { createHmac, timingSafeEqual } from 'node:crypto';
import { createSigner, createVerifier } from 'fast-jwt';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../shared/domain/clock';
import type { Id } from '../../shared/domain/ids';

export const accessTokenMinutes = 15;

export interface AccessClaims {
  userId: Id<'user'>;
  sessionId: Id<'session'>;
}

/** The claims of a valid token. */
export interface VerifiedClaims extends AccessClaims {
  expiresAt: Date;
}

interface GenuineToken {
  claims: VerifiedClaims;
  /** Both in seconds since 1970. */
  notBefore: number;
  expiresAt: number;
}

const maxGenuineTokens = 10_000;

/** Signs and verifies access tokens: HS256 only, for this issuer and audience only. */
export class AccessTokens {
  private readonly issuer = 'trellis';
  private readonly audience = 'trellis-api';
  private readonly verifier: (token: string) => unknown;
  private readonly genuine = new LRUCache<string, GenuineToken>({ max: maxGenuineTokens });

  constructor(
    private readonly secret: string,
    private readonly clock: Clock,
  ) {
    this.verifier = createVerifier({
      key: secret,
      algorithms: ['HS256'],
      allowedIss: this.issuer,
      allowedAud: this.audience,
      requiredClaims: ['sub', 'sid', 'iss', 'aud', 'exp'],
      // Checked separately each time, by the installation's own clock.
      ignoreExpiration: true,
      ignoreNotBefore: true,
    });
  }

  sign(claims: AccessClaims): { accessToken: string; expiresAt: Date } {
    const now = this.clock.now().getTime();
    const expiresAt = new Date(now + accessTokenMinutes * 60_000);
    const sign = createSigner({ key: this.secret, algorithm: 'HS256', noTimestamp: true });
    const accessToken = sign({
      sub: claims.userId,
      sid: claims.sessionId,
      iss: this.issuer,
      aud: this.audience,
      iat: Math.floor(now / 1000),
      exp: Math.floor(expiresAt.getTime() / 1000),
    });
    return { accessToken, expiresAt };
  }

  /** The prefix of a user's refresh token secrets, known only to holders of one. */
  refreshPrefix(userId: string): string {
    return createHmac('sha256', this.secret).update(`refresh ${userId}`).digest('base64url').slice(0, 22);
  }

  /** Whether a refresh token with this secret was ever issued to the user. */
  wasGivenTo(userId: string, secret: string): boolean {
    const expected = Buffer.from(this.refreshPrefix(userId));
    const given = Buffer.from(secret).subarray(0, expected.length);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  /** The claims of a valid token; null if it is forged or not in force. */
  verify(token: string): VerifiedClaims | null {
    const known = this.genuine.get(token) ?? this.check(token);
    if (!known) return null;
    const now = this.clock.now().getTime() / 1000;
    return known.notBefore <= now && now < known.expiresAt ? known.claims : null;
  }

  /**
   * Checks signature, issuer and audience. The result never changes, unlike whether the token is in force, so it is
   * cached.
   */
  private check(token: string): GenuineToken | null {
    try {
      const { sub, sid, exp, nbf = 0 } = this.verifier(token) as Record<string, unknown>;
      const isWhole = typeof sub === 'string' && typeof sid === 'string';
      if (!isWhole || typeof exp !== 'number' || typeof nbf !== 'number') return null;
      const expiresAt = new Date(exp * 1_000);
      const claims = { userId: sub as Id<'user'>, sessionId: sid as Id<'session'>, expiresAt };
      const genuine = { claims, notBefore: nbf, expiresAt: exp };
      this.genuine.set(token, genuine);
      return genuine;
    } catch {
      return null;
    }
  }
}
