import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { Product } from '../../catalog';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Integration } from './integration.entity';
import { IntegrationTest } from './integration-test.entity';

export const relations = [
  belongsTo(Integration, 'product', () => Product, { key: 'productId', description: 'The first product.' }),
  belongsTo(Integration, 'otherProduct', () => Product, { key: 'otherProductId', description: 'The second product.' }),
  belongsTo(Integration, 'supportPartner', () => Partner, {
    key: 'supportPartnerId',
    nullable: true,
    description: 'The partner that supports it; null if no partner does, or if you may not see it.',
  }),
  hasPages(Integration, 'tests', () => IntegrationTest, {
    key: 'integrationId',
    orderBy: [{ column: 'testedOn', direction: 'DESC' }],
    description: 'Its tests, latest first.',
  }),
  belongsTo(IntegrationTest, 'integration', () => Integration, {
    key: 'integrationId',
    description: 'The tested integration.',
  }),
  belongsTo(IntegrationTest, 'recordedBy', () => User, {
    key: 'recordedById',
    nullable: true,
    description: 'The user who recorded it; null if you may not see them.',
  }),
];
