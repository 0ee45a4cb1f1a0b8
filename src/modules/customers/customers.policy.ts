import { Policy } from '../../shared/access/policy';
import { Role } from '../../shared/access/viewer';
import { Contact } from './contact.entity';
import { Customer } from './customer.entity';
import { contactActions, customerActions } from './customers.actions';

export const policy = new Policy();

policy
  .allow(customerActions.create, customerActions.update, contactActions.create, contactActions.update)
  .to(Role.SALES, Role.PROJECT_MANAGER, Role.OPERATIONS);

// The projects module shows partners the customers of the projects that they are staffed on.
policy.show(Customer).toStaff();
policy.show(Contact).toStaff();
