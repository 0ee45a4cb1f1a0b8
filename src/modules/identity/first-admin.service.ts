import { Role, system } from '../../shared/access/viewer';
import type { Database } from '../../shared/database/database';
import { sql } from '../../shared/database/sql';
import { RuleViolationError } from '../../shared/domain/errors';
import { mailAddress } from '../../shared/domain/text';
import { pathOfLink } from './account-link.service';
import { issuePersonReset } from './password.service';
import { User } from './user.entity';
import { UserStatus } from './user.lifecycle';
import { invitePerson } from './user.service';

/** Whether an administrator exists who can sign in, or one who was invited. */
export async function administratorStatus(database: Database): Promise<UserStatus.ACTIVE | UserStatus.INVITED | null> {
  const open = [UserStatus.ACTIVE, UserStatus.INVITED];
  const rows = await database.cells(
    sql`SELECT DISTINCT status FROM user WHERE partnerId IS NULL AND status IN (${open}) AND roles LIKE ${`%"${Role.ADMIN}"%`}`,
  );
  const found = rows.map(([status]) => status);
  return found.includes(UserStatus.ACTIVE) ? UserStatus.ACTIVE : found.length > 0 ? UserStatus.INVITED : null;
}

/**
 * The path at which an administrator sets their password, for a person who may run programs on the machine: an
 * invitation, or a reset if they already have a password.
 */
export function administratorLink(database: Database, person: { email: string; name: string }): Promise<string> {
  return database.transaction({ viewer: system, action: 'admin', requestId: 'admin' }, async (tx) => {
    const email = mailAddress(person.email);
    const user = await tx.first(User, { login: email });
    if (user?.status === UserStatus.ACTIVE) {
      if (!user.roles.includes(Role.ADMIN)) {
        throw new RuleViolationError(
          'not-an-admin',
          `${email} is not an administrator. An existing administrator can grant the role.`,
        );
      }
      return pathOfLink((await issuePersonReset(tx, user)).token!);
    }
    const invitation = await invitePerson(tx, { ...person, email, roles: [Role.ADMIN], partnerId: null });
    return pathOfLink(invitation.token!);
  });
}
