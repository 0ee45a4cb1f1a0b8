import { belongsTo, hasOne } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { IncentiveEntry, IncentiveRelease } from './incentive-entry.entity';

export const relations = [
  belongsTo(IncentiveEntry, 'partner', () => Partner, {
    key: 'partnerId',
    description: 'The partner whose ledger it is in.',
  }),
  belongsTo(IncentiveEntry, 'member', () => User, {
    key: 'memberId',
    nullable: true,
    description: "The partner's member who is rewarded; null if the firm is.",
  }),
  belongsTo(IncentiveEntry, 'project', () => Project, {
    key: 'projectId',
    nullable: true,
    description: 'The project that it belongs to; null without one, and if you may not see it.',
  }),
  belongsTo(IncentiveEntry, 'postedBy', () => User, {
    key: 'postedById',
    nullable: true,
    description: 'The user who posted it; null if a rule did, and for partner roles.',
  }),
  belongsTo(IncentiveEntry, 'reverses', () => IncentiveEntry, {
    key: 'reversesId',
    nullable: true,
    description: 'The entry that it takes back; null if it is not a reversal.',
  }),
  hasOne(IncentiveEntry, 'reversal', () => IncentiveEntry, {
    key: 'reversesId',
    description: 'The entry that takes it back; null while it stands.',
  }),
  hasOne(IncentiveEntry, 'release', () => IncentiveRelease, {
    key: 'entryId',
    description: 'The end of its hold; null while it is held, and if it never was.',
  }),
  belongsTo(IncentiveRelease, 'releasedBy', () => User, {
    key: 'releasedById',
    nullable: true,
    description: 'The user who released it; null if a fact did, and for partner roles.',
  }),
];
