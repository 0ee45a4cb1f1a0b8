import { Policy } from '../../shared/access/policy';
import { Role } from '../../shared/access/viewer';
import { raw } from '../../shared/database/sql';
import { ServiceOffering } from './offering.entity';
import { Product } from './product.entity';

export const policy = new Policy();

policy.allow('product.create', 'offering.create').to(Role.ECOSYSTEM_MANAGER);

// The catalogue is what partners are won and trained for: all of them see all of it.
const all = () => raw('1 = 1');
policy.show(Product).toStaff().toPartners(all);
policy.show(ServiceOffering).toStaff().toPartners(all);
