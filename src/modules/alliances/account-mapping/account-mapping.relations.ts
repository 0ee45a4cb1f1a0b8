import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { Partner } from '../../partners';
import { AccountMapping } from './account-mapping.entity';

export const relations = [
  belongsTo(AccountMapping, 'partner', () => Partner, {
    key: 'partnerId',
    description: 'The partner that compares its accounts with the vendor.',
  }),
  hasPages(Partner, 'accountMappings', () => AccountMapping, {
    key: 'partnerId',
    orderBy: [{ column: 'createdAt' }],
    description: 'The comparisons of its accounts with those of the vendor, oldest first; empty for a PARTNER_MEMBER.',
  }),
];
