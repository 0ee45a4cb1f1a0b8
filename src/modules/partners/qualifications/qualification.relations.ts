import { belongsTo, hasMany, hasPages } from '../../../shared/graphql/relations';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Partner } from '../firms/partner.entity';
import { Programme } from '../programmes/programme.entity';
import { Qualification, QualificationTransition } from './qualification.entity';

const byAge = [{ column: 'id' }];

export const relations = [
  hasPages(Partner, 'qualifications', () => Qualification, {
    key: 'partnerId',
    orderBy: byAge,
    description: 'Its qualifications, oldest first, including revoked ones.',
  }),
  belongsTo(Qualification, 'partner', () => Partner, {
    key: 'partnerId',
    description: 'The partner that qualifies.',
  }),
  belongsTo(Qualification, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'The offering for which the partner qualifies.',
  }),
  hasMany(Qualification, 'history', () => QualificationTransition, {
    key: 'qualificationId',
    orderBy: [{ column: 'at' }, { column: 'id' }],
    description: 'Its steps, oldest first, each with the result of its gate at that moment.',
  }),
  hasPages(ServiceOffering, 'qualifications', () => Qualification, {
    key: 'offeringId',
    orderBy: byAge,
    description: "The partners' qualifications for it, oldest first; partner users see their own.",
  }),
  belongsTo(QualificationTransition, 'qualification', () => Qualification, {
    key: 'qualificationId',
    description: 'The qualification that took the step.',
  }),
  belongsTo(QualificationTransition, 'programme', () => Programme, {
    key: 'programmeId',
    nullable: true,
    description: 'The programme in force at that time; null if no programme was.',
  }),
  belongsTo(QualificationTransition, 'actor', () => User, {
    key: 'actorId',
    nullable: true,
    description: 'The user who took the step; null for the system, and for partner roles.',
  }),
];
