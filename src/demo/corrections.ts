import { catalogService, Product } from '../modules/catalog';
import { Customer, customersService } from '../modules/customers';
import { withdrawDocument } from '../modules/documents';
import { updateUser, User } from '../modules/identity';
import { Role } from '../shared/access/viewer';
import type { Catalogue } from './catalogue';
import { uploadPaper } from './papers';
import type { PartnerOnStage } from './partners';
import type { People } from './people';
import type { Stage } from './stage';

/** Corrects records: renames a person, a customer and a product, and withdraws a wrong document. */
export async function correctRecords(
  stage: Stage,
  people: People,
  catalogue: Catalogue,
  partners: readonly PartnerOnStage[],
): Promise<void> {
  stage.goTo(stage.ago(3));
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  const partner = partners.find(({ members }) => members.length > 0)!;
  const member = partner.members.at(-1)!;
  await stage.as(people.one(Role.ADMIN), 'userUpdate', async (tx) => {
    const { name, email, version } = await tx.load(User, member.id);
    return updateUser(tx, member.id, version, { name: `${name} Castell`, email });
  });
  await stage.as(people.one(Role.SALES), 'customerUpdate', async (tx) => {
    const customer = await tx.load(Customer, catalogue.customers.at(-1)!.id);
    const { name, country, kind, tier, industry, version } = customer;
    return customersService.update(tx, customer.id, version, {
      ...{ name: `${name} en Kust`, country, kind, tier: tier!, industry },
      region: 'Benelux',
    });
  });
  await stage.as(manager, 'productUpdate', async (tx) => {
    const { id, name, description, owner, capabilities, version } = await tx.load(
      Product,
      catalogue.products.at(-1)!.id,
    );
    const more = [...capabilities, 'edge devices'];
    return catalogService.updateProduct(tx, id, version, {
      name: `${name} Edge`,
      description,
      owner,
      capabilities: more,
    });
  });
  const documentId = await uploadPaper(stage, manager, partner.id, 'Partner agreement');
  await stage.as(manager, 'documentWithdraw', (tx) =>
    withdrawDocument(tx, documentId, 1, 'The agreement of another firm was uploaded by mistake.'),
  );
}
