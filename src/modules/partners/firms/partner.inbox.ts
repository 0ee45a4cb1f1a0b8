import { inboxOf, type InboxSection } from '../../../shared/access/inbox';
import { column, sql } from '../../../shared/database/sql';
import { partnerActions } from './partner.actions';
import { Partner } from './partner.entity';
import { PartnerStatus } from './partner.lifecycle';

export const inbox: InboxSection[] = [
  inboxOf(Partner, {
    kind: 'PARTNER_APPLICATION',
    description: 'A firm has applied to become a partner.',
    settledBy: partnerActions.startOnboarding,
    since: 'createdAt',
    waitingFor: () => sql`${column<Partner>('status')} = ${PartnerStatus.APPLICANT}`,
  }),
];
