import { actions, actionsOn } from '../../../shared/domain/action';
import type { Product } from '../../catalog';
import type { Organization } from './organization.entity';

export const organizationActions = {
  ...actions('organization', 'create'),
  ...actionsOn<Organization>()('organization', 'update'),
};

export const productOwnerActions = actionsOn<Product>()('product', 'assignOwner');
