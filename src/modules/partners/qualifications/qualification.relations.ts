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
    description: 'What it may deliver, oldest first; revoked ones too.',
  }),
  belongsTo(Qualification, 'partner', () => Partner, { key: 'partnerId', description: 'Who is qualified.' }),
  belongsTo(Qualification, 'offering', () => ServiceOffering, { key: 'offeringId', description: 'For what.' }),
  hasMany(Qualification, 'history', () => QualificationTransition, {
    key: 'qualificationId',
    orderBy: [{ column: 'at' }, { column: 'id' }],
    description: 'Its steps, oldest first, each with the result of its gate as it stood.',
  }),
  hasPages(ServiceOffering, 'qualifications', () => Qualification, {
    key: 'offeringId',
    orderBy: byAge,
    description: "The partners that qualify for it, oldest first; their own for a partner's people.",
  }),
  belongsTo(QualificationTransition, 'qualification', () => Qualification, {
    key: 'qualificationId',
    description: 'What moved.',
  }),
  belongsTo(QualificationTransition, 'programme', () => Programme, {
    key: 'programmeId',
    nullable: true,
    description: 'The programme in force then; null where none was.',
  }),
  belongsTo(QualificationTransition, 'actor', () => User, {
    key: 'actorId',
    nullable: true,
    description: 'Who did it; null for the system, and for partner roles.',
  }),
];
