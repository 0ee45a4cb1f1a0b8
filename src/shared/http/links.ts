import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../domain/clock';

/** Addresses that work for a while for whoever has them, without signing in. */
export class SignedLinks {
  private readonly key: Buffer;

  constructor(
    secret: string,
    private readonly clock: Clock,
  ) {
    // The secret signs other things as well: what is signed for one purpose is worth nothing for another.
    this.key = createHmac('sha256', secret).update('signed links').digest();
  }

  /** The path with what proves that it was handed out, and until when it works. */
  sign(path: string, seconds: number): string {
    const expires = Math.floor(this.clock.now().getTime() / 1_000) + seconds;
    return `${path}?expires=${expires}&signature=${this.signature(path, String(expires))}`;
  }

  /** Was this path handed out, and does it still work? */
  verify(path: string, { expires, signature }: { expires?: string; signature?: string }): boolean {
    if (!expires || !signature || !/^\d{1,12}$/.test(expires)) return false;
    const expected = Buffer.from(this.signature(path, expires));
    const given = Buffer.from(signature);
    const genuine = given.length === expected.length && timingSafeEqual(given, expected);
    return genuine && Number(expires) * 1_000 > this.clock.now().getTime();
  }

  private signature(path: string, expires: string): string {
    return createHmac('sha256', this.key).update(`${path}\n${expires}`).digest('base64url');
  }
}
