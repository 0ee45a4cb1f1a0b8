import { isEmail } from 'class-validator';
import { partnerRoles, type Role } from '../../shared/access/viewer';
import type { Transaction } from '../../shared/database/transaction';
import { isTimeZone } from '../../shared/domain/dates';
import { InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import type { Id } from '../../shared/domain/ids';
import { mailAddress, shortened } from '../../shared/domain/text';
import { unauthenticated } from '../../shared/graphql/errors';
import { Invitation, PasswordReset } from './account-link.entity';
import { endLinksMadeBy, endLinksOf, findLink, issueLink, linkNotValid } from './account-link.service';
import { userActions } from './identity.actions';
import * as facts from './identity.facts';
import type { UserActivateInput, UserInviteInput, UserUpdateInput } from './identity.inputs';
import { endSessions, knowNetwork } from './session-end.service';
import { User } from './user.entity';
import { userLifecycle, UserStatus } from './user.lifecycle';

export async function invite(tx: Transaction, input: UserInviteInput): Promise<Invitation> {
  tx.assert(userActions.invite);
  if (input.roles.some((role) => partnerRoles.includes(role))) {
    throw new InvalidInputError('Grant partner roles with memberInvite.', ['input', 'roles']);
  }
  return invitePerson(tx, { ...input, partnerId: null });
}

interface Person {
  email: string;
  name: string;
  roles: Role[];
  partnerId: Id<'partner'> | null;
}

/** Invites a person, or invites them again: staff, and members for the partners module. */
export async function invitePerson(tx: Transaction, person: Person): Promise<Invitation> {
  const email = requireAddress(person.email);
  const known = await tx.first(User, { email, partnerId: person.partnerId });
  // The vendor deactivated this person, so their partner cannot reverse that.
  if (known?.status === UserStatus.DEACTIVATED && tx.viewer.kind === 'PARTNER') {
    throw new RuleViolationError(
      'deactivated-by-vendor',
      `${known.name} was deactivated. Ask the vendor to invite them again.`,
      [],
      ['input', 'email'],
    );
  }
  if (known?.status === UserStatus.ACTIVE) throw emailInUse();
  // Awards stay with the record, so an invitation must not turn it into another person.
  const keepsName = known !== null && (known.status === UserStatus.DEACTIVATED || known.passwordHash !== null);
  const login = await loginFor(tx, email, known);
  let user = known;
  if (user) {
    const name = keepsName ? user.name : person.name;
    user.status = userLifecycle.next(user.status, userActions.invite);
    Object.assign(user, { name, roles: person.roles, login });
    await tx.save(user);
  } else {
    user = await tx.insert(User, {
      ...person,
      email,
      login,
      status: userLifecycle.initial,
    });
  }
  const invitation = await issueLink(tx, Invitation, user);
  tx.record(facts.userInvited, user, {});
  return invitation;
}

/**
 * The login address; null while another user signs in with it. A partner is not told, because it would learn who has a
 * login elsewhere. The vendor sees it, and moves the address by inviting the person once the other user is deactivated.
 */
async function loginFor(tx: Transaction, email: string, known: User | null): Promise<string | null> {
  const holder = await tx.first(User, { login: email });
  if (!holder || holder.id === known?.id) return email;
  if (tx.viewer.kind === 'PARTNER') return null;
  if (holder.status !== UserStatus.DEACTIVATED) throw emailInUse();
  holder.login = null;
  await tx.save(holder);
  return email;
}

const maxAddress = 254;

/** The normalized address. Without invisible characters, a valid input may have become too long or invalid. */
function requireAddress(text: string): string {
  const email = mailAddress(text);
  if (email.length <= maxAddress && isEmail(email)) return email;
  throw new InvalidInputError('must be an e-mail address', ['input', 'email']);
}

function emailInUse(): RuleViolationError {
  return new RuleViolationError('email-in-use', 'This email address is in use.', [], ['input', 'email']);
}

/** Sets the password with an invitation or a password reset link, and ends every earlier session. */
export async function activate(
  tx: Transaction,
  input: UserActivateInput,
  passwordHash: string,
  network: string | null,
): Promise<User> {
  const link = await findLink(tx, input.token, tx.clock.now());
  const user = await tx.load(User, link.userId);
  // The same message as for other links that do not work, because another user signs in with this address.
  if (user.login === null) throw linkNotValid();
  const reset = link instanceof PasswordReset;
  if (reset && user.status !== UserStatus.ACTIVE) throw linkNotValid();
  if (!reset) user.status = userLifecycle.next(user.status, userActions.activate);
  user.passwordHash = passwordHash;
  await tx.save(user);
  Object.assign(link, { usedAt: tx.clock.now(), openOfUserId: null });
  await tx.save(link);
  await endLinksOf(tx, user);
  await endSessions(tx, user.id, { forgetDevices: true });
  if (network !== null) await knowNetwork(tx, user.id, network);
  tx.record(reset ? facts.passwordWasReset : facts.userActivated, user, {});
  return user;
}

/**
 * Corrects a person's name or address; their identity and awards remain. With a new address, links that were sent to
 * the old one stop working.
 */
export async function update(tx: Transaction, id: string, version: number, input: UserUpdateInput): Promise<User> {
  const user = await tx.require(User, id, { version });
  tx.assert(userActions.update, user);
  const { name } = input;
  const email = requireAddress(input.email);
  const [renamed, moved] = [name !== user.name, email !== user.email];
  if (moved) {
    if (await tx.first(User, { email, partnerId: user.partnerId })) throw emailInUse();
    Object.assign(user, { email, login: await loginFor(tx, email, user) });
  }
  await tx.save(Object.assign(user, { name }));
  if (moved) await endLinksOf(tx, user);
  tx.record(facts.userUpdated, user, { renamed, moved });
  return user;
}

export async function deactivate(tx: Transaction, id: string, version: number, reason: string): Promise<User> {
  const user = await tx.require(User, id, { version });
  tx.assert(userActions.deactivate, user);
  return deactivatePerson(tx, user, reason);
}

/** Deactivates a person: ends their sessions, the links to their account, and those that they created for others. */
export async function deactivatePerson(tx: Transaction, user: User, reason: string): Promise<User> {
  user.status = userLifecycle.next(user.status, userActions.deactivate);
  await tx.save(user);
  await endSessions(tx, user.id, { forgetDevices: true });
  await endLinksOf(tx, user);
  await endLinksMadeBy(tx, user);
  tx.record(facts.userDeactivated, user, { reason });
  return user;
}

export async function setRoles(tx: Transaction, id: string, version: number, roles: Role[]): Promise<User> {
  const user = await tx.require(User, id, { version });
  tx.assert(userActions.setRoles, user);
  const ofPartner = user.partnerId !== null;
  if (roles.length === 0 || roles.some((role) => partnerRoles.includes(role) !== ofPartner)) {
    throw new InvalidInputError(
      ofPartner ? 'Members need partner roles; give at least one.' : 'Staff need staff roles; give at least one.',
      ['roles'],
    );
  }
  const shrinks = user.roles.some((role) => !roles.includes(role));
  user.roles = roles;
  await tx.save(user);
  if (shrinks) {
    await endSessions(tx, user.id);
    await endLinksMadeBy(tx, user);
  }
  tx.record(facts.userRolesChanged, user, { roles });
  return user;
}

/** Sets a person's own time zone; null for the installation's. */
export async function setTimeZone(tx: Transaction, timeZone: string | null): Promise<User> {
  if (tx.viewer.userId === null) throw unauthenticated();
  if (timeZone !== null && !isTimeZone(timeZone)) {
    throw new InvalidInputError(
      `There is no time zone ${shortened(timeZone)}. Use an IANA name, such as Europe/Berlin.`,
      ['timeZone'],
    );
  }
  const user = await tx.load(User, tx.viewer.userId);
  return user.timeZone === timeZone ? user : tx.save(Object.assign(user, { timeZone }));
}

/** A person who can sign in immediately; for demo data and tests. */
export async function createActiveUser(
  tx: Transaction,
  person: Person & { passwordHash: string; timeZone?: string | null },
): Promise<User> {
  const email = mailAddress(person.email);
  return tx.insert(User, { ...person, email, login: email, status: UserStatus.ACTIVE });
}
