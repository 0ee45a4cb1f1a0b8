import type { Logger } from 'pino';
import type { Config } from '../../config';
import type { Access } from '../access/policy';
import type { Viewer } from '../access/viewer';
import type { Database } from '../database/database';
import type { Node } from '../database/record';
import type { Reader } from '../database/reader';
import type { Transaction } from '../database/transaction';
import type { Clock } from '../domain/clock';
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
  create(input: { email: string; password: string }, context: Pick<Context, 'address' | 'requestId'>): Promise<Tokens>;
  refresh(refreshToken: string, requestId: string): Promise<Tokens>;
  revoke(sessionId: string, requestId: string): Promise<{ revokedAt: Date }>;
  /** Signed-in viewers as they are now; null for each whose session, or who themselves, has ended. */
  current(viewers: readonly Viewer[]): Promise<(Viewer | null)[]>;
}

export interface Tokens {
  accessToken: string;
  refreshToken: string;
  expiresAt: Date;
}

/** What the resolver of a mutation has as well: the transaction that it runs in. */
export interface MutationContext extends Context {
  readonly tx: Transaction;
}
