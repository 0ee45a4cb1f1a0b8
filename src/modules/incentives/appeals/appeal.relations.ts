import { belongsTo, hasMany, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { IncentiveEntry } from '../ledger/incentive-entry.entity';
import { Sanction } from '../sanctions/sanction.entity';
import { Appeal } from './appeal.entity';

const newest = [{ column: 'createdAt', direction: 'DESC' as const }];

export const relations = [
  belongsTo(Appeal, 'partner', () => Partner, { key: 'partnerId', description: 'The partner that appeals.' }),
  belongsTo(Appeal, 'entry', () => IncentiveEntry, {
    key: 'entryId',
    nullable: true,
    description: 'The incentive entry that it is against; null if it is against a sanction.',
  }),
  belongsTo(Appeal, 'sanction', () => Sanction, {
    key: 'sanctionId',
    nullable: true,
    description: 'The sanction that it is against; null if it is against an entry.',
  }),
  belongsTo(Appeal, 'filedBy', () => User, {
    key: 'filedById',
    nullable: true,
    description: 'The user who filed it; null if you may not see them.',
  }),
  belongsTo(Appeal, 'endedBy', () => User, {
    key: 'endedById',
    nullable: true,
    description: 'The user who decided on it or withdrew it; null before that, and if you may not see them.',
  }),
  hasMany(Sanction, 'appeals', () => Appeal, {
    key: 'sanctionId',
    orderBy: [...newest, { column: 'id' }],
    description: 'The appeals against it, newest first; all but one are withdrawn.',
  }),
  hasMany(IncentiveEntry, 'appeals', () => Appeal, {
    key: 'entryId',
    orderBy: [...newest, { column: 'id' }],
    description: 'The appeals against it, newest first; all but one are withdrawn.',
  }),
  hasPages(Partner, 'appeals', () => Appeal, {
    key: 'partnerId',
    orderBy: newest,
    description: "The partner's appeals, newest first; for partner roles, only its administrators see them.",
  }),
];
