import { belongsTo, hasPages } from '../../shared/graphql/relations';
import { ServiceOffering } from './offering.entity';
import { Product } from './product.entity';

belongsTo(ServiceOffering, 'product', () => Product, { key: 'productId', description: 'What the service is for.' });
hasPages(Product, 'offerings', () => ServiceOffering, {
  key: 'productId',
  orderBy: [{ column: 'nameKey' }],
  description: 'The services for this product, by name.',
});
