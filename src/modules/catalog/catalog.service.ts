import type { Transaction } from '../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import { searchKey } from '../../shared/domain/text';
import * as facts from './catalog.facts';
import type { OfferingCreateInput, ProductCreateInput } from './catalog.inputs';
import { ServiceOffering } from './offering.entity';
import { Product } from './product.entity';

export async function createProduct(tx: Transaction, input: ProductCreateInput): Promise<Product> {
  tx.assert('product.create');
  const nameKey = searchKey(input.name);
  if (await tx.first(Product, { nameKey })) throw nameTaken();
  const product = await tx.insert(Product, { ...input, nameKey });
  tx.state(facts.productCreated, product, {});
  return product;
}

export async function createOffering(tx: Transaction, input: OfferingCreateInput): Promise<ServiceOffering> {
  tx.assert('offering.create');
  const product = await tx.require(Product, input.productId, { field: ['input', 'productId'] });
  const nameKey = searchKey(input.name);
  if (await tx.first(ServiceOffering, { nameKey })) throw nameTaken();
  const cells = new Set<string>();
  for (const { phase, role } of input.baselineHours) {
    const cell = `${phase} / ${role}`;
    if (!input.phases.includes(phase) || !input.roles.includes(role) || cells.has(cell)) {
      throw new InvalidInputError(`${cell} is not one phase and role of the offering, named once.`, [
        'input',
        'baselineHours',
      ]);
    }
    cells.add(cell);
  }
  const offering = await tx.insert(ServiceOffering, { ...input, productId: product.id, nameKey });
  tx.state(facts.offeringCreated, offering, { productId: product.id });
  return offering;
}

function nameTaken(): RuleViolationError {
  return new RuleViolationError('name-taken', 'There is already one of this name.', [], ['input', 'name']);
}
