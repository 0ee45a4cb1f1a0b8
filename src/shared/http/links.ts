import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Viewer } from '../access/viewer';
import type { Clock } from '../domain/clock';

/** The proof that a link was issued: its expiry, its holder, and the signature over both and the path. */
export interface LinkProof {
  expires?: string;
  holder?: string;
  signature?: string;
}

/** The current viewer behind a holder; null if the session or key has ended. */
export type HolderOf = (holderId: string) => Promise<Viewer | null>;

/**
 * URLs that work for a short time without an access token. A link is bound to its holder: the session or API key that
 * it was issued to, or another record with an end of its own. It stops working with its holder, even before it expires.
 */
export class SignedLinks {
  private readonly key: Buffer;

  constructor(
    secret: string,
    private readonly clock: Clock,
    private readonly viewerOfHolder: HolderOf,
  ) {
    // Derives a key for this purpose, because the secret signs other things as well.
    this.key = createHmac('sha256', secret).update('signed links').digest();
  }

  /** A link for a viewer, bound to their session or their API key. */
  signFor({ sessionId, apiKey }: Viewer, path: string, seconds: number): string {
    const holder = sessionId ?? apiKey?.id;
    if (!holder) throw new Error('Sign in to get a link.');
    return this.sign(holder, path, seconds);
  }

  /** The path with its proof, for a holder named by id. */
  sign(holder: string, path: string, seconds: number): string {
    const expires = Math.floor(this.clock.now().getTime() / 1_000) + seconds;
    return `${path}?expires=${expires}&holder=${holder}&signature=${this.signature(path, String(expires), holder)}`;
  }

  /** The id of a link's holder; null if the link is forged or has expired. */
  holder(path: string, { expires, holder, signature }: LinkProof): string | null {
    if (![expires, holder, signature].every((part) => typeof part === 'string')) return null;
    if (!/^\d{1,12}$/.test(expires!)) return null;
    const expected = Buffer.from(this.signature(path, expires!, holder!));
    const given = Buffer.from(signature!);
    const genuine = given.length === expected.length && timingSafeEqual(given, expected);
    return genuine && Number(expires) * 1_000 > this.clock.now().getTime() ? holder! : null;
  }

  /** The viewer that a link was issued to, with their current rights; null if the link or its holder has ended. */
  async viewer(path: string, proof: LinkProof): Promise<Viewer | null> {
    const holder = this.holder(path, proof);
    return holder === null ? null : this.viewerOfHolder(holder);
  }

  private signature(path: string, expires: string, holder: string): string {
    return createHmac('sha256', this.key).update(`${path}\n${expires}\n${holder}`).digest('base64url');
  }
}
