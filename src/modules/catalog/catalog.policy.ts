import { Policy } from '../../shared/access/policy';
import { Role } from '../../shared/access/viewer';
import { column, raw, sql } from '../../shared/database/sql';
import { offeringActions, playbookActions, productActions } from './catalog.actions';
import { ServiceOffering } from './offering.entity';
import { Playbook } from './playbook.entity';
import { Product } from './product.entity';

export const policy = new Policy();

policy
  .allow(
    productActions.create,
    productActions.update,
    offeringActions.create,
    offeringActions.update,
    offeringActions.openToPartners,
    offeringActions.closeToPartners,
    playbookActions.draft,
    playbookActions.update,
    playbookActions.publish,
    playbookActions.retire,
  )
  .to(Role.ECOSYSTEM_MANAGER);

// Partners are recruited and trained for the catalog, so all partners see all of it.
const all = () => raw('1 = 1');
policy.show(Product).toStaff().toPartners(all);
policy.show(ServiceOffering).toStaff().toPartners(all);
// Partners learn from published playbooks, including retired ones that a running project was made from. Drafts are for
// staff.
policy
  .show(Playbook)
  .toStaff()
  .toPartners(() => sql`${column<Playbook>('edition')} IS NOT NULL`);
