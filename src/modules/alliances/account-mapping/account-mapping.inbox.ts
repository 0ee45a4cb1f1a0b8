import { inboxOf, type InboxSection } from '../../../shared/access/inbox';
import { column, sql } from '../../../shared/database/sql';
import { accountMappingActions } from './account-mapping.actions';
import { AccountMapping } from './account-mapping.entity';
import { AccountMappingStatus } from './account-mapping.lifecycle';
import { sideOf } from './account-mapping.policy';

export const inbox: InboxSection[] = [
  inboxOf(AccountMapping, {
    kind: 'ACCOUNT_MAPPING_TO_ACCEPT',
    description: 'The other side proposes to compare accounts.',
    settledBy: accountMappingActions.accept,
    since: 'createdAt',
    waitingFor: (viewer) => sql`${column<AccountMapping>('status')} = ${AccountMappingStatus.PROPOSED}
      AND ${column<AccountMapping>('proposedBy')} <> ${sideOf(viewer)}`,
  }),
];
