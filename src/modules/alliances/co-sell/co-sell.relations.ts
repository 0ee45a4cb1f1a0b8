import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { JointSolution } from '../joint-solutions/joint-solution.entity';
import { Organization } from '../products/organization.entity';
import { CoSell } from './co-sell.entity';

export const relations = [
  belongsTo(CoSell, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: 'The partner that sells; null if the ally is no partner.',
  }),
  belongsTo(CoSell, 'organization', () => Organization, {
    key: 'organizationId',
    nullable: true,
    description: 'The ally that sells; null for a partner without one, and if you may not see it.',
  }),
  belongsTo(CoSell, 'jointSolution', () => JointSolution, {
    key: 'jointSolutionId',
    nullable: true,
    description: 'The joint solution that is sold; null without one, and if you may not see it.',
  }),
  belongsTo(CoSell, 'submittedBy', () => User, {
    key: 'submittedById',
    nullable: true,
    description: 'The user who last submitted it; null while it is a draft, and if you may not see them.',
  }),
  belongsTo(CoSell, 'reviewedBy', () => User, {
    key: 'reviewedById',
    nullable: true,
    description: 'The user who reviews it; null before the review, and for partner roles.',
  }),
  hasPages(Partner, 'coSells', () => CoSell, {
    key: 'partnerId',
    orderBy: [{ column: 'createdAt' }],
    description: 'The opportunities that it shares, oldest first; empty for a PARTNER_MEMBER.',
  }),
];
