import { createHash } from 'node:crypto';
import { Role } from '../../../shared/access/viewer';
import type { Transaction } from '../../../shared/database/transaction';
import { addMonths, type PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { searchKey } from '../../../shared/domain/text';
import { Product } from '../../catalog';
import { requireEvidence } from '../../documents';
import { User, UserStatus } from '../../identity';
import { allianceActions } from './alliance.actions';
import { Alliance, AllianceProduct, AllianceStep } from './alliance.entity';
import * as facts from './alliance.facts';
import type { AllianceDecisionInput, AllianceCreateInput, AllianceUpdateInput } from './alliance.inputs';
import { type AllianceAction, allianceLifecycle, AllianceStage, isDeliberating } from './alliance.lifecycle';
import { conditionsOf } from './alliance.reader';

export async function create(tx: Transaction, input: AllianceCreateInput): Promise<Alliance> {
  tx.assert(allianceActions.create);
  const { name, purpose, reviewEveryMonths } = input;
  const products = await productsOf(tx, input.productIds);
  const productIds = products.map(({ id }) => id);
  const openKey = await freeKey(tx, productIds, null);
  const alliance = await tx.insert(Alliance, {
    name,
    nameKey: searchKey(name),
    purpose,
    stage: allianceLifecycle.initial,
    managerId: await managerOf(tx, input.managerId ?? tx.viewer.userId),
    productIds,
    openKey,
    reviewEveryMonths,
  });
  await setProducts(tx, alliance, products);
  tx.record(facts.allianceCreated, alliance, { productIds });
  return alliance;
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: AllianceUpdateInput,
): Promise<Alliance> {
  const alliance = await findFor(tx, id, version, allianceActions.update);
  allianceLifecycle.next(alliance.stage, allianceActions.update, conditionsOf(alliance));
  const { name, purpose, reviewEveryMonths } = input;
  const managerId = await managerOf(tx, input.managerId ?? alliance.managerId);
  Object.assign(alliance, { name, nameKey: searchKey(name), purpose, reviewEveryMonths, managerId });
  if (alliance.reviewsCountFrom) countReviewsFrom(alliance, alliance.reviewsCountFrom);
  let products: Product[] | null = null;
  if (!sameSet(alliance.productIds, input.productIds)) {
    if (!isDeliberating(alliance.stage)) {
      const message = `The products were decided with the selection; the alliance is in ${alliance.stage}. Create another alliance.`;
      throw new RuleViolationError('products-selected', message, [], ['input', 'productIds']);
    }
    products = await productsOf(tx, input.productIds);
    alliance.productIds = products.map((product) => product.id);
    alliance.openKey = await freeKey(tx, alliance.productIds, alliance.id);
  }
  // The save comes first: one of two concurrent updates conflicts before it touches the products.
  await tx.save(alliance);
  if (products) await setProducts(tx, alliance, products);
  tx.record(facts.allianceUpdated, alliance, { productIds: alliance.productIds });
  return alliance;
}

/** Takes the one step forward that the stage allows. */
export async function advance(
  tx: Transaction,
  id: string,
  version: number,
  input: AllianceDecisionInput,
): Promise<Alliance> {
  const alliance = await findFor(tx, id, version, allianceActions.advance);
  const from = alliance.stage;
  const to = allianceLifecycle.next(from, allianceActions.advance, conditionsOf(alliance));
  alliance.stage = to;
  const today = tx.clock.today();
  if (to === AllianceStage.SELECTION) alliance.selectedOn = today;
  if (to === AllianceStage.WORKING_TOGETHER) countReviewsFrom(alliance, today);
  await tx.save(alliance);
  const documents = await requireEvidence(tx, {}, input.documentIds);
  await recordStep(tx, alliance, { from, reason: input.reason, documents });
  tx.record(facts.allianceAdvanced, alliance, { from, to });
  return alliance;
}

export async function findFor(tx: Transaction, id: string, version: number, action: AllianceAction): Promise<Alliance> {
  const alliance = await tx.require(Alliance, id, { version });
  tx.assert(action, alliance);
  return alliance;
}

/** Records the decision by which the alliance reached its stage. */
export async function recordStep(
  tx: Transaction,
  { id, stage }: Alliance,
  decision: Pick<AllianceStep, 'from' | 'reason' | 'documents'> & Partial<AllianceStep>,
): Promise<void> {
  await tx.append(AllianceStep, {
    allianceId: id,
    to: stage,
    decidedById: tx.viewer.userId!,
    at: tx.clock.now(),
    ...decision,
  });
}

/** The next review is due a number of months after this day. */
export function countReviewsFrom(alliance: Alliance, day: PlainDate): void {
  alliance.reviewsCountFrom = day;
  alliance.nextReviewOn = addMonths(day, alliance.reviewEveryMonths);
}

/** The products in the order of the input; of at least two owners, of whom teams of the vendor count as different ones. */
async function productsOf(tx: Transaction, ids: readonly string[]): Promise<Product[]> {
  const products: Product[] = [];
  for (const [position, id] of ids.entries()) {
    products.push(await tx.require(Product, id, { field: ['input', 'productIds', String(position)] }));
  }
  const owners = new Set(products.map(({ organizationId, owner }) => organizationId ?? searchKey(owner)));
  if (owners.size > 1) return products;
  const message = 'All products have the same owner. An alliance needs products of at least two owners.';
  throw new RuleViolationError('one-owner', message, [], ['input', 'productIds']);
}

/** Holds the products, so that none of them gets another owner at the same time. */
async function setProducts(tx: Transaction, alliance: Alliance, products: readonly Product[]): Promise<void> {
  const present = await tx.list(AllianceProduct, { allianceId: alliance.id });
  await tx.deleteAll(AllianceProduct, present);
  // In the order of their ids, so that two alliances do not wait for each other.
  for (const product of [...products].sort((one, other) => (one.id < other.id ? -1 : 1))) await tx.hold(product);
  for (const { id: productId, organizationId } of products) {
    await tx.append(AllianceProduct, { allianceId: alliance.id, productId, organizationId });
  }
}

/** The key of an open alliance of exactly these products. Throws if another alliance has it. */
async function freeKey(tx: Transaction, productIds: readonly string[], itself: Alliance['id'] | null): Promise<string> {
  const openKey = createHash('sha256')
    .update([...productIds].sort().join(' '))
    .digest('hex');
  const present = await tx.first(Alliance, { openKey });
  if (!present || present.id === itself) return openKey;
  const message = `${present.name} is an alliance of exactly these products and has not ended. Update it instead.`;
  throw new RuleViolationError('alliance-exists', message, [present.id], ['input', 'productIds']);
}

async function managerOf(tx: Transaction, id: string | null): Promise<User['id']> {
  const field = ['input', 'managerId'];
  if (id === null) throw new InvalidInputError('Name the ecosystem manager who answers for it.', field);
  const manager = await tx.require(User, id, { field });
  const { status, roles } = manager;
  if (status === UserStatus.ACTIVE && (roles.includes(Role.ECOSYSTEM_MANAGER) || roles.includes(Role.ADMIN))) {
    return manager.id;
  }
  const message = `${manager.name} is not an active user with the role ECOSYSTEM_MANAGER.`;
  throw new RuleViolationError('not-an-ecosystem-manager', message, [], field);
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}
