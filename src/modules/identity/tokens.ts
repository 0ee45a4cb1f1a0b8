import { createSigner, createVerifier } from 'fast-jwt';
import type { Clock } from '../../shared/domain/clock';
import type { Id } from '../../shared/domain/ids';

export const accessTokenMinutes = 15;

export interface AccessClaims {
  userId: Id<'user'>;
  sessionId: Id<'session'>;
}

/** Signs and checks access tokens: HS256 only, for this issuer and audience only. */
export class AccessTokens {
  private readonly issuer = 'trellis';
  private readonly audience = 'trellis-api';

  constructor(
    private readonly secret: string,
    private readonly clock: Clock,
  ) {}

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

  /** The claims of a token that is genuine and in force, else null. */
  verify(token: string): AccessClaims | null {
    try {
      const verify = createVerifier({
        key: this.secret,
        algorithms: ['HS256'],
        allowedIss: this.issuer,
        allowedAud: this.audience,
        requiredClaims: ['sub', 'sid', 'iss', 'aud', 'exp'],
        clockTimestamp: this.clock.now().getTime(),
      });
      const { sub, sid } = verify(token) as { sub: unknown; sid: unknown };
      if (typeof sub !== 'string' || typeof sid !== 'string') return null;
      return { userId: sub as Id<'user'>, sessionId: sid as Id<'session'> };
    } catch {
      return null;
    }
  }
}
