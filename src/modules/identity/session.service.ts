import { randomBytes } from 'node:crypto';
import { anonymous, type Role, system, type Viewer } from '../../shared/access/viewer';
import type { Database } from '../../shared/database/database';
import type { Transaction } from '../../shared/database/transaction';
import { column, sql } from '../../shared/database/sql';
import { NotFoundError, RuleViolationError } from '../../shared/domain/errors';
import { type Id, prefixOf } from '../../shared/domain/ids';
import type { Context } from '../../shared/graphql/context';
import type { RevokedSession, Session, SessionCreateInput } from './identity.inputs';
import { ApiKeys } from './api-key.service';
import { passwordMatches } from './password';
import type { AccessTokens } from './tokens';
import { LoginFailure, StoredSession, User } from './user.entity';
import { hashToken } from './user.service';
import { UserStatus } from './user.lifecycle';

const sessionDays = 30;
const throttleMinutes = 15;
const failuresPerEmail = 5;
const failuresPerAddress = 50;

const refused = () =>
  new RuleViolationError('sign-in-refused', 'E-mail address or password is wrong, or this login is not active.');

/** Sign-in, and whom a token stands for. Everything here works in short transactions of its own. */
export class Sessions {
  private readonly apiKeys: ApiKeys;

  constructor(
    private readonly database: Database,
    private readonly tokens: AccessTokens,
  ) {
    this.apiKeys = new ApiKeys(database);
  }

  async create(input: SessionCreateInput, context: Pick<Context, 'address' | 'requestId'>): Promise<Session> {
    const email = input.email.trim().toLowerCase();
    await this.throttle(email, context.address);
    const user = await this.database.reader(system).first(User, { email });
    const active = user?.status === UserStatus.ACTIVE ? user : null;
    if (!(await passwordMatches(active?.passwordHash ?? null, input.password))) {
      await this.write('sessionCreate', context.requestId, (tx) =>
        tx.append(LoginFailure, { email, address: context.address, at: this.database.clock.now() }),
      );
      throw refused();
    }
    return this.open(active!.id, context.requestId);
  }

  /** A new session of a user whose identity is established. */
  async open(userId: Id<'user'>, requestId: string): Promise<Session> {
    const secret = randomBytes(32).toString('base64url');
    const now = this.database.clock.now();
    const session = await this.write('sessionCreate', requestId, (tx) =>
      tx.append(StoredSession, {
        userId,
        refreshHash: hashToken(secret),
        createdAt: now,
        expiresAt: new Date(now.getTime() + sessionDays * 86_400_000),
        revokedAt: null,
      }),
    );
    return { ...this.tokens.sign({ userId, sessionId: session.id }), refreshToken: `${session.id}.${secret}` };
  }

  /** Each refresh token works once. One that comes again was stolen or lost on the way: the session ends. */
  async refresh(refreshToken: string, requestId: string): Promise<Session> {
    const [sessionId = '', secret = ''] = refreshToken.split('.');
    const session = prefixOf(sessionId) === 'session' ? await this.find(sessionId) : null;
    if (!session) throw refused();
    const next = randomBytes(32).toString('base64url');
    const rotated = await this.write('sessionRefresh', requestId, (tx) =>
      tx.execute(
        sql`UPDATE session SET refreshHash = ${hashToken(next)} WHERE id = ${session.id} AND refreshHash = ${hashToken(secret)} AND revokedAt IS NULL`,
      ),
    );
    const viewer = rotated === 1 ? await this.viewerOf(session.userId, session.id) : anonymous;
    if (viewer.userId === null) {
      await this.revoke(session.id, requestId);
      throw refused();
    }
    return {
      ...this.tokens.sign({ userId: session.userId, sessionId: session.id }),
      refreshToken: `${session.id}.${next}`,
    };
  }

  async revoke(sessionId: string | null, requestId: string): Promise<RevokedSession> {
    if (sessionId === null) throw new NotFoundError('session');
    const revokedAt = this.database.clock.now();
    const stored = this.database.shapes.of(StoredSession).stored('revokedAt', revokedAt);
    await this.write('sessionRevoke', requestId, (tx) =>
      tx.execute(sql`UPDATE session SET revokedAt = ${stored} WHERE id = ${sessionId} AND revokedAt IS NULL`),
    );
    return { revokedAt };
  }

  /** Whom an access token or an API key stands for, as their rights are now; null where it stands for nobody any more. */
  async viewer(token: string, address: string): Promise<Viewer | null> {
    if (ApiKeys.isOne(token)) return this.apiKeys.viewer(token, address);
    const claims = this.tokens.verify(token);
    if (!claims) return null;
    const viewer = await this.viewerOf(claims.userId, claims.sessionId);
    return viewer.userId === null ? null : viewer;
  }

  async current({ userId, sessionId }: Viewer): Promise<Viewer | null> {
    if (userId === null || sessionId === null) return null;
    const viewer = await this.viewerOf(userId, sessionId);
    return viewer.userId === null ? null : viewer;
  }

  private async viewerOf(userId: Id<'user'>, sessionId: Id<'session'>): Promise<Viewer> {
    const now = this.database.shapes.of(StoredSession).stored('expiresAt', this.database.clock.now());
    const [row] = await this.database.cells(
      sql`SELECT u.roles, u.partnerId FROM session AS s JOIN user AS u ON u.id = s.userId
          WHERE s.id = ${sessionId} AND u.id = ${userId} AND s.revokedAt IS NULL AND s.expiresAt > ${now} AND u.status = ${UserStatus.ACTIVE}`,
    );
    if (!row) return anonymous;
    const [stored, partnerId] = row as [unknown, Id<'partner'> | null];
    const roles = (typeof stored === 'string' ? JSON.parse(stored) : stored) as Role[];
    return { kind: partnerId ? 'PARTNER' : 'STAFF', userId, roles, partnerId, sessionId };
  }

  private find(sessionId: string): Promise<StoredSession | null> {
    return this.database.reader(system).first(StoredSession, { id: sessionId as Id<'session'> });
  }

  /** Counts each attempt of a document alone, and those of all nodes together. */
  private async throttle(email: string, address: string): Promise<void> {
    const since = new Date(this.database.clock.now().getTime() - throttleMinutes * 60_000);
    const recent = sql`${column('at')} >= ${this.database.shapes.of(LoginFailure).stored('at', since)}`;
    const reader = this.database.reader(system);
    const ofEmail = await reader.count(LoginFailure, { email, and: [recent] });
    const ofAddress = await reader.count(LoginFailure, { address, and: [recent] });
    if (ofEmail >= failuresPerEmail || ofAddress >= failuresPerAddress) {
      throw new RuleViolationError(
        'too-many-attempts',
        `Too many failed attempts; try again in ${throttleMinutes} minutes.`,
      );
    }
  }

  private write<T>(action: string, requestId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction({ viewer: system, action, requestId }, work);
  }
}
