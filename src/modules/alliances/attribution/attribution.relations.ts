import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { Organization } from '../products/organization.entity';
import { Attribution } from './attribution.entity';

export const relations = [
  belongsTo(Attribution, 'project', () => Project, {
    key: 'projectId',
    nullable: true,
    description: 'The project; null if it is about a deal, and if you may not see it.',
  }),
  belongsTo(Attribution, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: 'The partner; null if the ally is no partner.',
  }),
  belongsTo(Attribution, 'organization', () => Organization, {
    key: 'organizationId',
    nullable: true,
    description: 'The ally; null for a partner without one, and if you may not see it.',
  }),
  belongsTo(Attribution, 'proposedBy', () => User, {
    key: 'proposedById',
    nullable: true,
    description: 'The user who proposed it; null if you may not see them.',
  }),
  belongsTo(Attribution, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'The user who decided on it; null before that, and for partner roles.',
  }),
  hasPages(Partner, 'attributions', () => Attribution, {
    key: 'partnerId',
    orderBy: [{ column: 'createdAt' }],
    description: 'Its credit for projects and deals, oldest first; empty for a PARTNER_MEMBER.',
  }),
  hasPages(Project, 'attributions', () => Attribution, {
    key: 'projectId',
    orderBy: [{ column: 'createdAt' }],
    description: 'The credit of partners and allies for the project; for a PARTNER_ADMIN, that of the own firm.',
  }),
];
