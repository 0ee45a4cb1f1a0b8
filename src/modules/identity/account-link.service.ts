import { createHash, randomBytes } from 'node:crypto';
import type { Reader } from '../../shared/database/reader';
import type { StoredClass } from '../../shared/database/record';
import { column, sql } from '../../shared/database/sql';
import type { Transaction } from '../../shared/database/transaction';
import { RuleViolationError } from '../../shared/domain/errors';
import { AccountLink, Invitation, issuedTokens, PasswordReset } from './account-link.entity';
import type { User } from './user.entity';

const hoursOf = new Map<StoredClass<AccountLink>, number>([
  [Invitation, 14 * 24],
  [PasswordReset, 24],
]);
/** Every kind of link that sets a password. */
export const linkKinds: readonly StoredClass<AccountLink>[] = [Invitation, PasswordReset];

export const pathOfLink = (token: string) => `/activate/${token}`;

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Creates the one open link of its kind for an account, and ends an earlier one. */
export async function issueLink<T extends AccountLink>(
  tx: Transaction,
  kind: new () => T & AccountLink,
  user: User,
): Promise<T> {
  await endLinksOf(tx, user);
  const token = randomBytes(24).toString('base64url');
  const values = {
    userId: user.id,
    openOfUserId: user.id,
    tokenHash: hashToken(token),
    createdById: tx.viewer.userId,
    expiresAt: new Date(tx.clock.now().getTime() + hoursOf.get(kind)! * 3_600_000),
  };
  const link = await tx.insert<AccountLink>(kind, values);
  issuedTokens.set(link, token);
  return link as T;
}

/** The link of a token that still works; otherwise throws the same refusal for any reason. */
export async function findLink(reader: Reader | Transaction, token: string, now: Date): Promise<AccountLink> {
  for (const kind of linkKinds) {
    const link = await reader.first(kind, { tokenHash: hashToken(token) });
    if (link && link.openOfUserId !== null && link.expiresAt > now) return link;
  }
  throw linkNotValid();
}

export function linkNotValid(): RuleViolationError {
  const message = 'This link was used, replaced or withdrawn, or it has expired. Ask its sender for a new one.';
  return new RuleViolationError('invitation-not-valid', message, [], ['input', 'token']);
}

/** Ends every link that opens the account. */
export async function endLinksOf(tx: Transaction, user: User): Promise<void> {
  for (const kind of linkKinds) await end(tx, await tx.list(kind, { openOfUserId: user.id }));
}

/** Ends the links that a user created for others, because they depend on the right to create them. */
export async function endLinksMadeBy(tx: Transaction, { id }: User): Promise<void> {
  for (const kind of linkKinds) {
    const open = sql`${column<AccountLink>('openOfUserId')} IS NOT NULL`;
    await end(tx, await tx.list(kind, { createdById: id, and: [open] }));
  }
}

export async function end(tx: Transaction, links: readonly AccountLink[]): Promise<void> {
  for (const link of links) {
    Object.assign(link, { openOfUserId: null, revokedAt: tx.clock.now() });
    await tx.save(link);
  }
}
