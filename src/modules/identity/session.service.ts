import { randomBytes } from 'node:crypto';
import { anonymous, type Role, system, type Viewer } from '../../shared/access/viewer';
import type { Database } from '../../shared/database/database';
import type { Transaction } from '../../shared/database/transaction';
import { column, type Sql, sql } from '../../shared/database/sql';
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
    const viewer = await this.viewerOf(claims.userId, claims.sessionId, claims.expiresAt);
    return viewer.userId === null ? null : viewer;
  }

  /** Signed-in viewers as their rights are now, in one statement; null for each whose session, or who themselves, has ended. */
  async current(viewers: readonly Viewer[]): Promise<(Viewer | null)[]> {
    const found = await this.rows(sql`s.id IN (${viewers.map(({ sessionId }) => sessionId)})`);
    return viewers.map((viewer) => {
      const row = found.get(viewer.sessionId ?? '');
      return row && row.userId === viewer.userId ? viewerFrom(row, viewer.sessionId!, viewer.expiresAt) : null;
    });
  }

  private async viewerOf(userId: Id<'user'>, sessionId: Id<'session'>, expiresAt?: Date): Promise<Viewer> {
    const row = (await this.rows(sql`s.id = ${sessionId} AND u.id = ${userId}`)).get(sessionId);
    return row ? viewerFrom(row, sessionId, expiresAt) : anonymous;
  }

  /** The users of sessions that are in force, by the session. */
  private async rows(which: Sql): Promise<Map<string, SessionRow>> {
    const now = this.database.shapes.of(StoredSession).stored('expiresAt', this.database.clock.now());
    const cells = await this.database.cells(
      sql`SELECT s.id, u.id, u.roles, u.partnerId FROM session AS s JOIN user AS u ON u.id = s.userId
          WHERE ${which} AND s.revokedAt IS NULL AND s.expiresAt > ${now} AND u.status = ${UserStatus.ACTIVE}`,
    );
    return new Map(
      cells.map(([sessionId, userId, roles, partnerId]) => [sessionId, { userId, roles, partnerId }]) as [
        string,
        SessionRow,
      ][],
    );
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

interface SessionRow {
  userId: Id<'user'>;
  /** A text of JSON on one engine, a list on the other. */
  roles: string | Role[];
  partnerId: Id<'partner'> | null;
}

function viewerFrom(row: SessionRow, sessionId: Id<'session'>, expiresAt?: Date): Viewer {
  const { userId, partnerId } = row;
  const roles = typeof row.roles === 'string' ? (JSON.parse(row.roles) as Role[]) : row.roles;
  return { kind: partnerId ? 'PARTNER' : 'STAFF', userId, roles, partnerId, sessionId, expiresAt };
}
