import { actions, actionsOn } from '../../shared/domain/action';
import type { ServiceOffering } from './offering.entity';
import type { Playbook } from './playbook.entity';
import type { Product } from './product.entity';

export const productActions = {
  ...actions('product', 'create'),
  ...actionsOn<Product>()('product', 'update'),
};

export const offeringActions = {
  ...actions('offering', 'create'),
  ...actionsOn<ServiceOffering>()('offering', 'update', 'openToPartners', 'closeToPartners'),
};

export const playbookActions = {
  ...actions('playbook', 'draft'),
  ...actionsOn<Playbook>()('playbook', 'update', 'publish', 'retire'),
};
