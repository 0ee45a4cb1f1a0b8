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

/** What a token says that is genuine and in force. */
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

/** Signs and checks access tokens: HS256 only, for this issuer and audience only. */
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
      // Looked at anew each time, by the installation's own clock.
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

  /** What the secrets of a user's refresh tokens begin with: only who was given one of them knows it. */
  refreshPrefix(userId: string): string {
    return createHmac('sha256', this.secret).update(`refresh ${userId}`).digest('base64url').slice(0, 22);
  }

  /** Was a refresh token with this secret given to the user, now or earlier? */
  wasGivenTo(userId: string, secret: string): boolean {
    const expected = Buffer.from(this.refreshPrefix(userId));
    const given = Buffer.from(secret).subarray(0, expected.length);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  /** The claims of a token that is genuine and in force, else null. */
  verify(token: string): VerifiedClaims | null {
    const known = this.genuine.get(token) ?? this.check(token);
    if (!known) return null;
    const now = this.clock.now().getTime() / 1000;
    return known.notBefore <= now && now < known.expiresAt ? known.claims : null;
  }

  /** Whose signature, issuer and audience are right; that stays so, other than whether it is in force. */
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
