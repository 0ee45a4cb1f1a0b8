import type { Transaction } from '../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import { quoted, searchKey } from '../../shared/domain/text';
import { offeringActions, productActions } from './catalog.actions';
import * as facts from './catalog.facts';
import type {
  OfferingCreateInput,
  OfferingUpdateInput,
  ProductCreateInput,
  ProductUpdateInput,
} from './catalog.inputs';
import { ServiceOffering } from './offering.entity';
import { Product } from './product.entity';

export async function createProduct(tx: Transaction, input: ProductCreateInput): Promise<Product> {
  tx.assert(productActions.create);
  const nameKey = searchKey(input.name);
  if (await tx.first(Product, { nameKey })) throw nameTaken();
  const { name, description, owner } = input;
  const product = await tx.insert(Product, { name, nameKey, description, owner, ...capabilitiesOf(input) });
  tx.record(facts.productCreated, product, {});
  return product;
}

export async function updateProduct(
  tx: Transaction,
  id: string,
  version: number,
  input: ProductUpdateInput,
): Promise<Product> {
  const product = await tx.require(Product, id, { version });
  tx.assert(productActions.update, product);
  const { name, description, owner } = input;
  const nameKey = searchKey(name);
  const namesake = await tx.first(Product, { nameKey });
  if (namesake && namesake.id !== product.id) throw nameTaken();
  await tx.save(Object.assign(product, { name, nameKey, description, owner, ...capabilitiesOf(input) }));
  tx.record(facts.productUpdated, product, {});
  return product;
}

/** The capabilities as they are stored, with the text by which they are searched. */
function capabilitiesOf({ capabilities, capabilityDescriptions }: ProductUpdateInput) {
  const capabilityNotes = capabilityDescriptions ?? [];
  for (const [position, { name }] of capabilityNotes.entries()) {
    if (capabilities.includes(name)) continue;
    const message = `${quoted(name)} is not one of the capabilities. Add it to \`capabilities\`, or remove its description.`;
    throw new InvalidInputError(message, ['input', 'capabilityDescriptions', String(position), 'name']);
  }
  const words = [...capabilities, ...capabilityNotes.map(({ description }) => description)];
  return { capabilities, capabilityNotes, capabilityKey: words.map((each) => searchKey(each)).join('\n') };
}

export async function createOffering(tx: Transaction, input: OfferingCreateInput): Promise<ServiceOffering> {
  tx.assert(offeringActions.create);
  const product = await tx.require(Product, input.productId, { field: ['input', 'productId'] });
  const offering = await tx.insert(ServiceOffering, {
    ...(await offeringContentOf(tx, input)),
    productId: product.id,
    standardisation: input.standardisation,
  });
  tx.record(facts.offeringCreated, offering, { productId: product.id });
  return offering;
}

/** The editable columns of an offering, checked. */
export async function offeringContentOf(tx: Transaction, input: OfferingUpdateInput, itself?: ServiceOffering) {
  const { name, description, deliverables, phases, roles, baselineHours } = input;
  const nameKey = searchKey(name);
  const namesake = await tx.reader.first(ServiceOffering, { nameKey });
  if (namesake && namesake.id !== itself?.id) throw nameTaken();
  const cells = new Set<string>();
  for (const { phase, role } of baselineHours) {
    const cell = `${phase} / ${role}`;
    if (!phases.includes(phase) || !roles.includes(role) || cells.has(cell)) {
      throw new InvalidInputError(`${cell} must be a phase and a role of the offering, and may appear only once.`, [
        'input',
        'baselineHours',
      ]);
    }
    cells.add(cell);
  }
  return { name, nameKey, description, deliverables, phases, roles, baselineHours };
}

function nameTaken(): RuleViolationError {
  return new RuleViolationError('name-taken', 'That name is already taken.', [], ['input', 'name']);
}
