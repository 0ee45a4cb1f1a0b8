import { Policy } from '../../shared/access/policy';
import { Role } from '../../shared/access/viewer';
import { Contact } from './contact.entity';
import { Customer } from './customer.entity';

export const policy = new Policy();

policy
  .allow('customer.create', 'customer.update', 'contact.create', 'contact.update')
  .to(Role.SALES, Role.PROJECT_MANAGER, Role.OPERATIONS);

// The delivery module shows partners the customers of the projects that they are staffed on.
policy.show(Customer).toStaff();
policy.show(Contact).toStaff();
