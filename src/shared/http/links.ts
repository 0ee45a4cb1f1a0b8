import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Viewer } from '../access/viewer';
import type { Clock } from '../domain/clock';

/** What proves that a link was handed out: until when it works, to whom, and the signature over both and the path. */
export interface LinkProof {
  expires?: string;
  holder?: string;
  signature?: string;
}

/** Who a holder is now; null once their session or key has ended. */
export type HolderOf = (holderId: string) => Promise<Viewer | null>;

/**
 * Addresses that work for a short time without an access token. A link is bound to its holder: the session or API key that it was
 * handed out to, or another record with an end of its own. It stops working with its holder, however long it had to live.
 */
export class SignedLinks {
  private readonly key: Buffer;

  constructor(
    secret: string,
    private readonly clock: Clock,
    private readonly viewerOfHolder: HolderOf,
  ) {
    // The secret signs other things as well: what is signed for one purpose is worth nothing for another.
    this.key = createHmac('sha256', secret).update('signed links').digest();
  }

  /** A link for a viewer: for their session, or for the API key that they ask with. */
  signFor({ sessionId, apiKey }: Viewer, path: string, seconds: number): string {
    const holder = sessionId ?? apiKey?.id;
    if (!holder) throw new Error('A link is for somebody who has signed in.');
    return this.sign(holder, path, seconds);
  }

  /** The path with its proof, for a holder named by id. */
  sign(holder: string, path: string, seconds: number): string {
    const expires = Math.floor(this.clock.now().getTime() / 1_000) + seconds;
    return `${path}?expires=${expires}&holder=${holder}&signature=${this.signature(path, String(expires), holder)}`;
  }

  /** The id of the holder of a link that is genuine and has not expired; else null. */
  holder(path: string, { expires, holder, signature }: LinkProof): string | null {
    if (![expires, holder, signature].every((part) => typeof part === 'string')) return null;
    if (!/^\d{1,12}$/.test(expires!)) return null;
    const expected = Buffer.from(this.signature(path, expires!, holder!));
    const given = Buffer.from(signature!);
    const genuine = given.length === expected.length && timingSafeEqual(given, expected);
    return genuine && Number(expires) * 1_000 > this.clock.now().getTime() ? holder! : null;
  }

  /** The viewer that a link was handed out to, with their rights of now; null where the link or its holder has ended. */
  async viewer(path: string, proof: LinkProof): Promise<Viewer | null> {
    const holder = this.holder(path, proof);
    return holder === null ? null : this.viewerOfHolder(holder);
  }

  private signature(path: string, expires: string, holder: string): string {
    return createHmac('sha256', this.key).update(`${path}\n${expires}\n${holder}`).digest('base64url');
  }
}
