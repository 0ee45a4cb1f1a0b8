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

/** What a resolver can use: the viewer, and a reader narrowed to them. */
export interface Context {
  readonly viewer: Viewer;
  readonly reader: Reader;
  readonly access: Access;
  readonly clock: Clock;
  readonly metrics: MetricRegistry<Reader>;
  readonly requestId: string;
  /** The public base URL, without a trailing slash. */
  readonly publicUrl: string;
  /** The vendor's name. */
  readonly issuerName: string;
  /** The caller's network address, for rate limits. */
  readonly address: string;
  /** The `User-Agent` header; null if absent. */
  readonly userAgent: string | null;
  /** The `Idempotency-Key` header, if any. */
  readonly idempotencyKey: string | null;
  readonly database: Database;
  readonly audience: Audience;
  /** In a subscription to facts: the subject of a fact, read once for all subscribers. */
  readonly subjectOf?: (fact: Fact) => Promise<Node | null>;
  readonly sessions: SignIn;
  readonly jobs: JobRunner;
  readonly links: SignedLinks;
  readonly log: Logger;
  readonly config: Config;
}

/** Signing in and out; the identity module implements it. */
export interface SignIn {
  create(
    input: { email: string; password: string; deviceToken?: string | null; device?: string | null },
    context: Pick<Context, 'address' | 'requestId' | 'userAgent'>,
  ): Promise<Tokens>;
  refresh(refreshToken: string, requestId: string): Promise<Tokens>;
  /** Ends one of a user's own sessions. The session of another user is not found. */
  revokeOwn(userId: Id<'user'>, sessionId: string, requestId: string): Promise<{ revokedAt: Date }>;
  revokeAll(userId: Id<'user'>, requestId: string): Promise<{ revokedAt: Date; count: number }>;
  /** The current state of signed-in viewers, in one statement; null for each whose session or account has ended. */
  current(viewers: readonly Viewer[]): Promise<(Viewer | null)[]>;
}

export interface Tokens {
  accessToken: string;
  refreshToken: string;
  expiresAt: Date;
  /** Identifies the device at its next sign-in; null if the tokens were only renewed. */
  deviceToken: string | null;
}

/** The context of a mutation's resolver, with the transaction that it runs in. */
export interface MutationContext extends Context {
  readonly tx: Transaction;
}
