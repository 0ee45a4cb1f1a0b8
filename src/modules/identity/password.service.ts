import { system } from '../../shared/access/viewer';
import type { Database } from '../../shared/database/database';
import type { Transaction } from '../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import type { Context } from '../../shared/graphql/context';
import { unauthenticated } from '../../shared/graphql/errors';
import { callerAt } from '../../shared/http/address';
import { PasswordReset } from './account-link.entity';
import { endLinksOf, findLink, issueLink } from './account-link.service';
import { passwordActions } from './identity.actions';
import * as facts from './identity.facts';
import type { PasswordChangeInput, UserActivateInput } from './identity.inputs';
import { hashPassword, isOverloaded, passwordMatches } from './password';
import { weaknessOf } from './password.rules';
import { endSessions } from './session-end.service';
import { busy, tooManyAttempts } from './session.service';
import { SignInGuards } from './sign-in-guard.service';
import { User } from './user.entity';
import { UserStatus } from './user.lifecycle';
import { activate } from './user.service';

const attemptsToChange = 5;

/** Sets the password of the account that a link opens. Does not hash anything for a link that does not work. */
export async function setPasswordByLink(
  { database, viewer, requestId, address }: Pick<Context, 'database' | 'viewer' | 'requestId' | 'address'>,
  input: UserActivateInput,
): Promise<User> {
  const reader = database.reader(system);
  const link = await findLink(reader, input.token, database.clock.now());
  const user = await reader.require(User, link.userId);
  requireStrong(input.password, user, ['input', 'password']);
  const passwordHash = await hashPassword(input.password);
  return database.transaction({ viewer, action: 'userActivate', requestId }, (tx) =>
    activate(tx, input, passwordHash, callerAt(address)),
  );
}

/** Changes the viewer's own password, given the old one. Ends every other session, and every link to the account. */
export async function changePassword(context: Context, input: PasswordChangeInput): Promise<User> {
  const { database, viewer, requestId } = context;
  if (viewer.userId === null) throw unauthenticated();
  const user = await database.reader(system).require(User, viewer.userId);
  requireStrong(input.newPassword, user, ['input', 'newPassword']);
  await confirm(database, user, input.currentPassword);
  const passwordHash = await hashPassword(input.newPassword);
  return database.transaction({ viewer, action: 'passwordChange', requestId }, async (tx) => {
    const current = await tx.load(User, user.id);
    // Between the check and this transaction, the password was reset or the account deactivated.
    if (current.passwordHash !== user.passwordHash || current.status !== UserStatus.ACTIVE) throw notTheCurrent();
    current.passwordHash = passwordHash;
    await tx.save(current);
    await endSessions(tx, current.id, { except: viewer.sessionId });
    await endLinksOf(tx, current);
    tx.record(facts.passwordChanged, current, {});
    return current;
  });
}

/** A person with a stolen access token must not be able to guess the password faster than a stranger. */
async function confirm(database: Database, user: User, password: string): Promise<void> {
  const guards = new SignInGuards(database);
  const begun = await guards.begin(['password', user.id], attemptsToChange);
  if (begun === 'FULL') throw tooManyAttempts();
  if (begun === 'BUSY') throw busy();
  let right = false;
  try {
    right = await passwordMatches(user.passwordHash, password);
  } catch (error) {
    if (isOverloaded(error)) await guards.refund(begun.id);
    throw error;
  } finally {
    await guards.settle(begun.id, right);
  }
  if (!right) throw notTheCurrent();
}

function notTheCurrent(): InvalidInputError {
  return new InvalidInputError('This is not your current password.', ['input', 'currentPassword']);
}

export async function issueReset(tx: Transaction, id: string): Promise<PasswordReset> {
  const user = await tx.require(User, id);
  tx.assert(passwordActions.reset, user);
  if (user.status !== UserStatus.ACTIVE) {
    throw new RuleViolationError(
      'not-active',
      `${user.name} has no password to reset. Send an invitation instead.`,
      [],
      ['id'],
    );
  }
  return issuePersonReset(tx, user);
}

export async function issuePersonReset(tx: Transaction, user: User): Promise<PasswordReset> {
  const reset = await issueLink(tx, PasswordReset, user);
  tx.record(facts.passwordResetIssued, user, {});
  return reset;
}

export function requireStrong(password: string, person: { email: string; name: string }, field: string[]): void {
  const weakness = weaknessOf(password, person);
  if (weakness) throw new InvalidInputError(weakness, field);
}
