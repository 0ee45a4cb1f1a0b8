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
    description: 'The criteria of the admission gate that were waived for it; revoked waivers too.',
  }),
  hasMany(Qualification, 'waivers', () => GateWaiver, {
    key: 'subjectId',
    orderBy: byAge,
    description: 'The criteria of its gates that were waived for it; revoked waivers too.',
  }),
  belongsTo(GateWaiver, 'partner', () => Partner, { key: 'partnerId', description: 'Whose gate it is.' }),
  belongsTo(GateWaiver, 'waivedBy', () => User, {
    key: 'waivedById',
    nullable: true,
    description: 'Who waived it; null for the system, and for partner roles.',
  }),
  belongsTo(GateWaiver, 'revokedBy', () => User, {
    key: 'revokedById',
    nullable: true,
    description: 'Who revoked it; null where nobody did, and for partner roles.',
  }),
];
