import { belongsTo, hasMany } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../firms/partner.entity';
import { Qualification } from '../qualifications/qualification.entity';
import { GateWaiver } from './waiver.entity';

const byAge = [{ column: 'id' }];

export const relations = [
  hasMany(Partner, 'waivers', () => GateWaiver, {
    key: 'subjectId',
    orderBy: byAge,
    description: 'The waivers of its admission gate, including revoked ones.',
  }),
  hasMany(Qualification, 'waivers', () => GateWaiver, {
    key: 'subjectId',
    orderBy: byAge,
    description: 'The waivers of its gates, including revoked ones.',
  }),
  belongsTo(GateWaiver, 'partner', () => Partner, { key: 'partnerId', description: 'The partner whose gate it is.' }),
  belongsTo(GateWaiver, 'waivedBy', () => User, {
    key: 'waivedById',
    nullable: true,
    description: 'The user who waived it; null for the system, and for partner roles.',
  }),
  belongsTo(GateWaiver, 'revokedBy', () => User, {
    key: 'revokedById',
    nullable: true,
    description: 'The user who revoked it; null while it applies, and for partner roles.',
  }),
];
