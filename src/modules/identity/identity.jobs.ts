import { randomUUID } from 'node:crypto';
import { system } from '../../shared/access/viewer';
import { column, sql } from '../../shared/database/sql';
import { forEach } from '../../shared/jobs/for-each';
import { removeBefore } from '../../shared/jobs/remove-before';
import type { Job } from '../../shared/jobs/job';
import type { AccountLink } from './account-link.entity';
import { end, linkKinds } from './account-link.service';
import { StoredSession } from './session.entity';
import { deviceDays } from './session.service';
import { SignInGuard } from './sign-in-guard.entity';

const guardDays = 1;

export const jobs: Job[] = [
  {
    name: 'signInCleanUp',
    description:
      'Removes sessions whose device is no longer remembered, and counts of failed sign-ins after a day; ends expired links to set a password.',
    run: async (database) => {
      const command = { viewer: system, action: 'signInCleanUp', requestId: randomUUID() };
      const sessions = await removeBefore(database, command, StoredSession, 'createdAt', deviceDays);
      const guards = await removeBefore(database, command, SignInGuard, 'startedAt', guardDays);
      let links = 0;
      for (const kind of linkKinds) {
        const now = database.shapes.of(kind).stored('expiresAt', database.clock.now());
        const expired = [
          sql`${column<AccountLink>('openOfUserId')} IS NOT NULL`,
          sql`${column<AccountLink>('expiresAt')} <= ${now}`,
        ];
        links += await forEach(database, kind, { and: expired }, async (page, change) => {
          for (const { id } of page) {
            await change(command.action, async (tx) => {
              const open = (await tx.list(kind, { id })).filter((link) => link.openOfUserId !== null);
              await end(tx, open);
              return open.length > 0;
            });
          }
        });
      }
      return sessions + guards + links;
    },
  },
];
