import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { anonymous, ApiScope, Role, system, type Viewer } from '../../shared/access/viewer';
import type { Database } from '../../shared/database/database';
import { sql } from '../../shared/database/sql';
import type { Transaction } from '../../shared/database/transaction';
import { callerAt } from '../../shared/http/address';
import { earliestDay, requireNotOver } from '../../shared/domain/today';
import { ApiKey, issuedKeys } from './api-key.entity';
import { apiKeyLifecycle, ApiKeyStatus } from './api-key.lifecycle';
import { apiKeyActions } from './identity.actions';
import * as facts from './identity.facts';
import type { ApiKeyCreateInput } from './identity.inputs';
import { SignInGuards, windowMinutes } from './sign-in-guard.service';

const form = /^(trellis_[0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;
const failuresPerNetwork = 50;

export async function createApiKey(tx: Transaction, input: ApiKeyCreateInput): Promise<ApiKey> {
  tx.assert(apiKeyActions.create);
  const field = ['input', 'expiresOn'];
  if (input.expiresOn) requireNotOver(tx.clock, input.expiresOn, field, 'The last day is in the past.');
  const prefix = `trellis_${randomBytes(8).toString('hex')}`;
  const secret = randomBytes(32).toString('base64url');
  const key = await tx.insert(ApiKey, {
    name: input.name,
    prefix,
    secretHash: hashOf(secret).toString('hex'),
    scopes: input.scopes,
    status: apiKeyLifecycle.initial,
    expiresOn: input.expiresOn ?? null,
    createdById: tx.viewer.userId,
  });
  issuedKeys.set(key, `${prefix}_${secret}`);
  tx.record(facts.apiKeyCreated, key, { scopes: key.scopes, expiresOn: key.expiresOn });
  return key;
}

export async function revokeApiKey(tx: Transaction, id: string, version: number, reason: string): Promise<ApiKey> {
  const key = await tx.require(ApiKey, id, { version });
  tx.assert(apiKeyActions.revoke, key);
  key.status = apiKeyLifecycle.next(key.status, apiKeyActions.revoke);
  key.revokedBecause = reason;
  key.revokedAt = tx.clock.now();
  await tx.save(key);
  tx.record(facts.apiKeyRevoked, key, { reason });
  return key;
}

/** 256 random bits cannot be guessed, so they need no slow hash. */
function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

const nobodys = hashOf('the secret of nobody').toString('hex');

/** Identifies viewers by API key. Each method uses short transactions of its own. */
export class ApiKeys {
  private readonly guards: SignInGuards;

  constructor(private readonly database: Database) {
    this.guards = new SignInGuards(database);
  }

  /** Whether this looks like an API key, as opposed to an access token. */
  static isOne(token: string): boolean {
    return token.startsWith('trellis_');
  }

  /**
   * The viewer of a key. An unknown, wrong, revoked or expired key has none, and the answer does not tell which it is.
   */
  async viewer(token: string, address: string): Promise<Viewer | null> {
    const [, prefix = '', secret = ''] = form.exec(token) ?? [];
    const key = await this.database.reader(system).first(ApiKey, { prefix });
    const matches = timingSafeEqual(hashOf(secret), Buffer.from(key?.secretHash ?? nobodys, 'hex'));
    if (!key || !matches || !this.works(key)) {
      await this.noteFailure(address);
      return null;
    }
    if (key.lastUsedOn !== this.database.clock.today()) await this.noteUse(key);
    return viewerOf(key);
  }

  /** The viewer of a key by the key's id; null if the key no longer works. */
  async viewerOfKey(id: string): Promise<Viewer | null> {
    const key = await this.database.reader(system).byId(ApiKey, id);
    return key && this.works(key) ? viewerOf(key) : null;
  }

  private works({ status, expiresOn }: ApiKey): boolean {
    return status === ApiKeyStatus.ACTIVE && (expiresOn === null || expiresOn >= earliestDay(this.database.clock));
  }

  /** Records the day of use, outside the key's history. */
  private async noteUse({ id }: ApiKey): Promise<void> {
    const today = this.database.clock.today();
    await this.database.transaction(noting, (tx) =>
      tx.execute(
        sql`UPDATE api_key SET lastUsedOn = ${today} WHERE id = ${id} AND (lastUsedOn IS NULL OR lastUsedOn < ${today})`,
      ),
    );
  }

  /** Counts failures per network only: a person who knows how a key begins must not be able to lock it. */
  private async noteFailure(address: string): Promise<void> {
    const counted = await this.guards.count(['apiKey', callerAt(address)], failuresPerNetwork);
    if (counted === null) throw tooManyAttempts();
  }
}

/** A key with the GraphQL scope reads like an analyst without a name; any other key is anonymous there. */
function viewerOf({ id, scopes }: ApiKey): Viewer {
  const apiKey = { id, scopes };
  return scopes.includes(ApiScope.GRAPHQL_READ)
    ? { ...anonymous, kind: 'STAFF', roles: [Role.ANALYST], apiKey }
    : { ...anonymous, apiKey };
}

const noting = { viewer: system, action: 'apiKeyUse', requestId: 'apiKeyUse' };

function tooManyAttempts(): GraphQLError {
  const headers = new Map([['retry-after', String(windowMinutes * 60)]]);
  return new GraphQLError(`Too many failed attempts. Try again in ${windowMinutes} minutes.`, {
    extensions: { code: 'RATE_LIMITED', http: { status: 429, headers } },
  });
}
