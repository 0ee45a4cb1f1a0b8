import type { Logger } from 'pino';
import type { Config } from '../../config';
import type { Access } from '../access/policy';
import type { Viewer } from '../access/viewer';
import type { Database } from '../database/database';
import type { Node } from '../database/record';
import type { Reader } from '../database/reader';
import type { Transaction } from '../database/transaction';
import type { Clock } from '../domain/clock';
import type { Id } from '../domain/ids';
import type { MetricRegistry } from '../domain/metric';
import type { Audience } from '../events/audience';
import type { Fact } from '../events/fact';
import type { SignedLinks } from '../http/links';
import type { JobRunner } from '../jobs/runner';

/** What a resolver has at hand: who asks, and how to read as they may. */
export interface Context {
  readonly viewer: Viewer;
  readonly reader: Reader;
  readonly access: Access;
  readonly clock: Clock;
  readonly metrics: MetricRegistry<Reader>;
  readonly requestId: string;
  /** Under which address the world reaches the server, without a slash at its end. */
  readonly publicUrl: string;
  /** What the vendor is called. */
  readonly issuerName: string;
  /** The caller's network address; throttling counts by it. */
  readonly address: string;
  /** What the client calls itself, by the header `User-Agent`; null where it does not. */
  readonly userAgent: string | null;
  /** The `Idempotency-Key` header, if any. */
  readonly idempotencyKey: string | null;
  readonly database: Database;
  readonly audience: Audience;
  /** Where facts are told as they happen: the record that a fact is about, read once for everybody who hears of it. */
  readonly subjectOf?: (fact: Fact) => Promise<Node | null>;
  readonly sessions: SignIn;
  readonly jobs: JobRunner;
  readonly links: SignedLinks;
  readonly log: Logger;
  readonly config: Config;
}

/** Signing in and out, which the identity module provides. */
export interface SignIn {
  create(
    input: { email: string; password: string; deviceToken?: string | null; device?: string | null },
    context: Pick<Context, 'address' | 'requestId' | 'userAgent'>,
  ): Promise<Tokens>;
  refresh(refreshToken: string, requestId: string): Promise<Tokens>;
  /** Ends one of a user's own sessions; that of somebody else is not found. */
  revokeOwn(userId: Id<'user'>, sessionId: string, requestId: string): Promise<{ revokedAt: Date }>;
  revokeAll(userId: Id<'user'>, requestId: string): Promise<{ revokedAt: Date; count: number }>;
  /** Signed-in viewers as they are now, in one statement; null for each whose session, or who themselves, has ended. */
  current(viewers: readonly Viewer[]): Promise<(Viewer | null)[]>;
}

export interface Tokens {
  accessToken: string;
  refreshToken: string;
  expiresAt: Date;
  /** By which the device is known at its next sign-in; null where the tokens were only renewed. */
  deviceToken: string | null;
}

/** What the resolver of a mutation has as well: the transaction that it runs in. */
export interface MutationContext extends Context {
  readonly tx: Transaction;
}
