import { createHash, randomBytes } from 'node:crypto';
import { partnerRoles, type Role } from '../../shared/access/viewer';
import type { Transaction } from '../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import type { Id } from '../../shared/domain/ids';
import * as facts from './identity.facts';
import type { UserActivateInput, UserInviteInput } from './identity.inputs';
import { Invitation, issuedTokens, User } from './user.entity';
import { userLifecycle, UserStatus } from './user.lifecycle';

const invitationDays = 14;

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export async function invite(tx: Transaction, input: UserInviteInput): Promise<Invitation> {
  tx.assert('user.invite');
  if (input.roles.some((role) => partnerRoles.includes(role))) {
    throw new InvalidInputError("A partner's roles are given by memberInvite.", ['input', 'roles']);
  }
  return invitePerson(tx, { ...input, partnerId: null });
}

/** Invites a person, or invites them again; for staff and, called by the partners' module, for members. */
export async function invitePerson(
  tx: Transaction,
  person: { email: string; name: string; roles: Role[]; partnerId: Id<'partner'> | null },
): Promise<Invitation> {
  const email = person.email.trim().toLowerCase();
  let user = await tx.first(User, { email });
  if (user && (user.partnerId !== person.partnerId || user.status === UserStatus.ACTIVE)) {
    // The same words whoever has the address: it may be in use at a firm that the viewer must not know of.
    throw new RuleViolationError('email-in-use', 'This e-mail address is in use.', [], ['input', 'email']);
  }
  if (user) {
    user.status = userLifecycle.next(user.status, 'invite');
    Object.assign(user, { name: person.name, roles: person.roles });
    await tx.save(user);
  } else {
    user = await tx.insert(User, { ...person, email, status: userLifecycle.initial, passwordHash: null });
  }
  const token = randomBytes(24).toString('base64url');
  const invitation = await tx.insert(Invitation, {
    userId: user.id,
    tokenHash: hashToken(token),
    expiresAt: new Date(tx.clock.now().getTime() + invitationDays * 86_400_000),
    usedAt: null,
  });
  issuedTokens.set(invitation, token);
  tx.state(facts.userInvited, user, {});
  return invitation;
}

export async function activate(tx: Transaction, input: UserActivateInput, passwordHash: string): Promise<User> {
  const invitation = await tx.first(Invitation, { tokenHash: hashToken(input.token), usedAt: null });
  if (!invitation || invitation.expiresAt <= tx.clock.now()) {
    throw new RuleViolationError(
      'invitation-not-valid',
      'This invitation is used, replaced or expired.',
      [],
      ['input', 'token'],
    );
  }
  const user = await tx.load(User, invitation.userId);
  user.status = userLifecycle.next(user.status, 'activate');
  user.passwordHash = passwordHash;
  // Every other invitation of the same person ends with this one.
  for (const open of await tx.list(Invitation, { userId: user.id, usedAt: null })) {
    open.usedAt = tx.clock.now();
    await tx.save(open);
  }
  await tx.save(user);
  tx.state(facts.userActivated, user, {});
  return user;
}

export async function deactivate(tx: Transaction, id: string, version: number, reason: string): Promise<User> {
  const user = await tx.require(User, id, { version });
  tx.assert('user.deactivate', user);
  return deactivatePerson(tx, user, reason);
}

/** Ends a person's way in, with all their sessions. */
export async function deactivatePerson(tx: Transaction, user: User, reason: string): Promise<User> {
  user.status = userLifecycle.next(user.status, 'deactivate');
  await tx.save(user);
  tx.state(facts.userDeactivated, user, { reason });
  return user;
}

export async function setRoles(tx: Transaction, id: string, version: number, roles: Role[]): Promise<User> {
  const user = await tx.require(User, id, { version });
  tx.assert('user.setRoles', user);
  const ofPartner = user.partnerId !== null;
  if (roles.length === 0 || roles.some((role) => partnerRoles.includes(role) !== ofPartner)) {
    throw new InvalidInputError(
      ofPartner ? "A partner's member has partner roles, at least one." : 'Staff have staff roles, at least one.',
      ['roles'],
    );
  }
  user.roles = roles;
  await tx.save(user);
  tx.state(facts.userRolesChanged, user, { roles });
  return user;
}

/** A person who can sign in at once; for demo data and tests. */
export async function createActiveUser(
  tx: Transaction,
  person: { email: string; name: string; roles: Role[]; partnerId: Id<'partner'> | null; passwordHash: string },
): Promise<User> {
  return tx.insert(User, { ...person, email: person.email.toLowerCase(), status: UserStatus.ACTIVE });
}
