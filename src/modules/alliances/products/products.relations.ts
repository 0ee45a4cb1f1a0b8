import { belongsTo, hasOne, hasPages } from '../../../shared/graphql/relations';
import { Product } from '../../catalog';
import { Partner } from '../../partners';
import { Organization } from './organization.entity';

export const relations = [
  belongsTo(Product, 'organization', () => Organization, {
    key: 'organizationId',
    nullable: true,
    description: 'The organization that owns the product; null if the vendor does, or if you may not see it.',
  }),
  hasPages(Organization, 'products', () => Product, {
    key: 'organizationId',
    orderBy: [{ column: 'nameKey' }],
    description: 'The products that it owns, by name.',
  }),
  belongsTo(Organization, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: 'The partner that it is; null if it is not a partner, or if you may not see it.',
  }),
  hasOne(Partner, 'organization', () => Organization, {
    key: 'partnerId',
    description: 'The organization as which the partner owns products; null if it owns none.',
  }),
];
