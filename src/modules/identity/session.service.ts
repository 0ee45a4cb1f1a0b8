import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { anonymous, type Role, system, type Viewer } from '../../shared/access/viewer';
import type { Database } from '../../shared/database/database';
import { type Sql, sql } from '../../shared/database/sql';
import type { Transaction } from '../../shared/database/transaction';
import { NotFoundError, RuleViolationError } from '../../shared/domain/errors';
import { type Id, prefixOf } from '../../shared/domain/ids';
import { mailAddress } from '../../shared/domain/text';
import type { Context } from '../../shared/graphql/context';
import { callerAt } from '../../shared/http/address';
import { hashToken } from './account-link.service';
import { ApiKeys } from './api-key.service';
import type { RevokedSession, RevokedSessions, Session, SessionCreateInput } from './identity.inputs';
import { isOverloaded, passwordMatches } from './password';
import { StoredSession } from './session.entity';
import { endSessions } from './session-end.service';
import { refund, settle, SignInGuards, windowMinutes } from './sign-in-guard.service';
import type { AccessTokens } from './tokens';
import { User } from './user.entity';
import { UserStatus } from './user.lifecycle';

const sessionDays = 30;
/** How many days a device, and a network, is remembered after a sign-in. */
export const deviceDays = 180;
const dayMilliseconds = 86_400_000;
const attemptsPerEmail = 5;
const attemptsPerNetwork = 50;
/** How long a sign-in waits for another attempt for the same address; only few requests may wait. */
const waitMilliseconds = 100;
const maxWaits = 20;
const maxWaiting = 8;

const refused = () =>
  new RuleViolationError('sign-in-refused', 'The email address or password is wrong, or this login is not active.');

export function tooManyAttempts(): RuleViolationError {
  const message = `Too many failed attempts. Try again in ${windowMinutes} minutes, or from a device on which you have signed in before.`;
  return new RuleViolationError('too-many-attempts', message);
}

/** Temporary, unlike `too-many-attempts`: ends as soon as the other attempt is checked. */
export function busy(): RuleViolationError {
  return new RuleViolationError('sign-in-busy', 'Another attempt is being checked. Try again in a moment.');
}

type From = Pick<Context, 'address' | 'requestId'> & { userAgent?: string | null };

/** What a new session stores about its device. */
interface Device {
  name: string | null;
  network: string | null;
  token: string;
}

interface Claim {
  userId: Id<'user'>;
  sessionId: Id<'session'>;
}

/** Signs users in, and identifies viewers by token. Each method uses short transactions of its own. */
export class Sessions {
  private readonly apiKeys: ApiKeys;
  private readonly guards: SignInGuards;
  private waiting = 0;

  constructor(
    private readonly database: Database,
    private readonly tokens: AccessTokens,
  ) {
    this.apiKeys = new ApiKeys(database);
    this.guards = new SignInGuards(database);
  }

  async create(input: SessionCreateInput, from: From): Promise<Session> {
    const email = mailAddress(input.email);
    const network = callerAt(from.address);
    const known = await this.knownDevice(email, network, input.deviceToken ?? null);
    // Strangers share a count with each other and with their network; a known device has its own.
    const counted = known ? null : await this.guards.count(['network', network], attemptsPerNetwork);
    if (!known && counted === null) throw tooManyAttempts();
    let guard: string | null = null;
    try {
      const turn = (guard = await this.begin(known ? ['device', email, known] : ['stranger', email]));
      const user = await this.database.reader(system).first(User, { login: email });
      const active = user?.status === UserStatus.ACTIVE ? user : null;
      if (!(await passwordMatches(active?.passwordHash ?? null, input.password))) throw refused();
      const token = known === hashToken(input.deviceToken ?? '') ? input.deviceToken! : newSecret();
      const device = { name: input.device ?? from.userAgent ?? null, network, token };
      return await this.write('sessionCreate', from.requestId, async (tx) => {
        const session = await this.openIn(tx, active!, device);
        await settle(tx, turn, true);
        if (counted !== null) await refund(tx, counted);
        return session;
      });
    } catch (error) {
      const checked = guard !== null && !isOverloaded(error);
      if (guard !== null) await this.guards.settle(guard, false);
      if (!checked) await this.takeBack(guard, counted);
      throw error;
    }
  }

  /** An attempt that was refused before its password was checked reveals nothing, so it does not count. */
  private async takeBack(...counted: (string | null)[]): Promise<void> {
    for (const id of counted) if (id !== null) await this.guards.refund(id);
  }

  /** A new session of a user whose identity is established. */
  async open(userId: Id<'user'>, requestId: string): Promise<Session> {
    const user = await this.database.reader(system).require(User, userId);
    const device = { name: null, network: null, token: newSecret() };
    return this.write('sessionCreate', requestId, (tx) => this.openIn(tx, user, device));
  }

  /**
   * Each refresh token works once. A token that is used again was stolen or lost in transit, so the session ends. A
   * token that was never issued ends nothing, because session ids are not secret.
   */
  async refresh(refreshToken: string, requestId: string): Promise<Session> {
    const [sessionId = '', secret = ''] = refreshToken.split('.');
    const session = prefixOf(sessionId) === 'session' ? await this.find(sessionId) : null;
    if (!session) throw refused();
    const next = this.refreshSecret(session.userId);
    const now = this.stored(this.database.clock.now());
    const rotated = await this.write('sessionRefresh', requestId, (tx) =>
      tx.execute(
        sql`UPDATE session SET refreshHash = ${hashToken(next)}, lastUsedAt = ${now}
            WHERE id = ${session.id} AND refreshHash = ${hashToken(secret)} AND revokedAt IS NULL`,
      ),
    );
    const viewer = rotated === 1 ? await this.viewerOf(session.userId, session.id) : anonymous;
    if (viewer.userId === null) {
      if (this.tokens.wasGivenTo(session.userId, secret)) await this.revoke(session.id, requestId);
      throw refused();
    }
    const claim = { userId: session.userId, sessionId: session.id };
    return { ...this.tokens.sign(claim), refreshToken: `${session.id}.${next}`, deviceToken: null };
  }

  async revoke(sessionId: string, requestId: string): Promise<RevokedSession> {
    const revokedAt = this.database.clock.now();
    await this.write('sessionRevoke', requestId, (tx) =>
      tx.execute(
        sql`UPDATE session SET revokedAt = ${this.stored(revokedAt)} WHERE id = ${sessionId} AND revokedAt IS NULL`,
      ),
    );
    return { revokedAt };
  }

  /** Ends one of a user's own sessions; the session of another user is not found. */
  async revokeOwn(userId: Id<'user'>, sessionId: string, requestId: string): Promise<RevokedSession> {
    const session = prefixOf(sessionId) === 'session' ? await this.find(sessionId) : null;
    if (session?.userId !== userId) throw new NotFoundError(sessionId);
    return this.revoke(session.id, requestId);
  }

  async revokeAll(userId: Id<'user'>, requestId: string): Promise<RevokedSessions> {
    const revokedAt = this.database.clock.now();
    const count = await this.write('sessionRevokeAll', requestId, (tx) => endSessions(tx, userId));
    return { revokedAt, count };
  }

  /** The viewer of an access token or API key, with their current rights; null if it no longer works. */
  async viewer(token: string, address: string): Promise<Viewer | null> {
    if (ApiKeys.isOne(token)) return this.apiKeys.viewer(token, address);
    const claims = this.tokens.verify(token);
    if (!claims) return null;
    const viewer = await this.viewerOf(claims.userId, claims.sessionId, claims.expiresAt);
    return viewer.userId === null ? null : viewer;
  }

  /** The current state of signed-in viewers, in one statement; null for each whose session or account has ended. */
  async current(viewers: readonly Viewer[]): Promise<(Viewer | null)[]> {
    const ids = viewers.map(({ sessionId }) => sessionId);
    const rows = await this.inForce<[string, string, ...Rights]>(sql`s.id, u.id`, sql`s.id IN (${ids})`);
    const found = new Map(rows.map(([sessionId, userId, ...rights]) => [`${sessionId} ${userId}`, rights]));
    return viewers.map(({ sessionId, userId, expiresAt }) => {
      const rights = found.get(`${sessionId} ${userId}`);
      return rights ? viewerFrom(rights, { userId: userId!, sessionId: sessionId!, expiresAt }) : null;
    });
  }

  /** The holder of a signed link: the viewer of the session or API key that it was issued to. */
  async viewerOfHolder(holder: string): Promise<Viewer | null> {
    if (prefixOf(holder) === 'apikey') return this.apiKeys.viewerOfKey(holder);
    const [row] = await this.inForce<[Id<'user'>, ...Rights]>(sql`u.id`, sql`s.id = ${holder}`);
    if (!row) return null;
    const [userId, ...rights] = row;
    return viewerFrom(rights, { userId, sessionId: holder as Id<'session'> });
  }

  private async openIn(tx: Transaction, user: User, { name, network, token }: Device): Promise<Session> {
    // Concurrent with a transaction that ends the user's sessions: one of the two sees the other's change.
    const unchanged = await tx.execute(
      sql`UPDATE user SET updatedAt = updatedAt WHERE id = ${user.id} AND version = ${user.version} AND status = ${UserStatus.ACTIVE}`,
    );
    if (unchanged !== 1) throw refused();
    const now = tx.clock.now();
    const secret = this.refreshSecret(user.id);
    const session = await tx.append(StoredSession, {
      userId: user.id,
      refreshHash: hashToken(secret),
      createdAt: now,
      lastUsedAt: now,
      expiresAt: new Date(now.getTime() + sessionDays * dayMilliseconds),
      device: name?.slice(0, 200) ?? null,
      network,
      deviceHash: hashToken(token),
    });
    const claim: Claim = { userId: user.id, sessionId: session.id };
    return { ...this.tokens.sign(claim), refreshToken: `${session.id}.${secret}`, deviceToken: token };
  }

  /**
   * Takes the turn of an address. Waits briefly while another attempt is checked, so that two attempts of one person
   * both succeed.
   */
  private async begin(what: readonly string[]): Promise<string> {
    for (let waits = 0; ; waits += 1) {
      const begun = await this.guards.begin(what, attemptsPerEmail);
      if (begun !== 'FULL' && begun !== 'BUSY') return begun.id;
      if (begun === 'FULL') throw tooManyAttempts();
      if (waits >= maxWaits || this.waiting >= maxWaiting) throw busy();
      this.waiting += 1;
      await pause(waitMilliseconds).finally(() => (this.waiting -= 1));
    }
  }

  /** The key of a known device: the hash of its token, else its network; null for strangers. */
  private async knownDevice(email: string, network: string, token: string | null): Promise<string | null> {
    const since = this.stored(new Date(this.database.clock.now().getTime() - deviceDays * dayMilliseconds));
    const deviceHash = hashToken(token ?? '');
    const rows = await this.database.cells(
      sql`SELECT DISTINCT CASE WHEN s.deviceHash = ${deviceHash} THEN s.deviceHash ELSE s.network END
          FROM user AS u JOIN session AS s ON s.userId = u.id
          WHERE u.login = ${email} AND s.createdAt > ${since} AND (s.deviceHash = ${deviceHash} OR s.network = ${network})`,
    );
    const found = rows.map(([known]) => known as string);
    return found.includes(deviceHash) ? deviceHash : (found[0] ?? null);
  }

  private async viewerOf(userId: Id<'user'>, sessionId: Id<'session'>, expiresAt?: Date): Promise<Viewer> {
    const [rights] = await this.inForce<Rights>(null, sql`s.id = ${sessionId} AND u.id = ${userId}`);
    return rights ? viewerFrom(rights, { userId, sessionId, expiresAt }) : anonymous;
  }

  /**
   * Active sessions, with the requested columns and the rights of their users. Every request reads its own session
   * here, so it reads no column that is already known.
   */
  private async inForce<Row extends unknown[]>(asked: Sql | null, which: Sql): Promise<Row[]> {
    const now = this.stored(this.database.clock.now());
    const rows = await this.database.cells(
      sql`SELECT ${asked ? sql`${asked}, ` : sql``}u.roles, u.partnerId, u.timeZone
          FROM session AS s JOIN user AS u ON u.id = s.userId
          WHERE ${which} AND s.revokedAt IS NULL AND s.expiresAt > ${now} AND u.status = ${UserStatus.ACTIVE}`,
    );
    return rows as Row[];
  }

  private refreshSecret(userId: string): string {
    return this.tokens.refreshPrefix(userId) + newSecret();
  }

  private find(sessionId: string): Promise<StoredSession | null> {
    return this.database.reader(system).first(StoredSession, { id: sessionId as Id<'session'> });
  }

  /** A moment as the columns of a session store it. */
  private stored(moment: Date): unknown {
    return this.database.shapes.of(StoredSession).stored('expiresAt', moment);
  }

  private write<T>(action: string, requestId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction({ viewer: system, action, requestId }, work);
  }
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The roles (JSON text on one engine, a list on the other), the partner, and the time zone. */
type Rights = [string | Role[], Id<'partner'> | null, string | null];

function viewerFrom(
  [stored, partnerId, timeZone]: Rights,
  who: { userId: Id<'user'>; sessionId: Id<'session'>; expiresAt?: Date },
): Viewer {
  const roles = typeof stored === 'string' ? (JSON.parse(stored) as Role[]) : stored;
  const { userId, sessionId, expiresAt } = who;
  return { kind: partnerId ? 'PARTNER' : 'STAFF', userId, roles, partnerId, sessionId, timeZone, expiresAt };
}
