import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { searchKey } from '../../../shared/domain/text';
import { Product, ServiceOffering } from '../../catalog';
import { Alliance } from '../alliances/alliance.entity';
import { AllianceStage } from '../alliances/alliance.lifecycle';
import { jointSolutionActions } from './joint-solution.actions';
import { JointSolution, JointSolutionPart, JointSolutionRole, type StoredPart } from './joint-solution.entity';
import * as facts from './joint-solution.facts';
import type {
  JointSolutionDraftInput,
  JointSolutionPartInput,
  JointSolutionUpdateInput,
} from './joint-solution.inputs';
import { type JointSolutionAction, jointSolutionLifecycle, JointSolutionStatus } from './joint-solution.lifecycle';
import { solutionConditionsOf } from './joint-solution.reader';

export async function draft(tx: Transaction, input: JointSolutionDraftInput): Promise<JointSolution> {
  const field = ['input', 'allianceId'];
  const alliance = await tx.require(Alliance, input.allianceId, { field });
  tx.assert(jointSolutionActions.draft, alliance);
  if (alliance.stage === AllianceStage.EXIT) {
    throw new RuleViolationError('alliance-ended', `${alliance.name} has ended. Choose another alliance.`, [], field);
  }
  const { name, description } = input;
  const nameKey = await freeKey(tx, name, null);
  const content = await contentOf(tx, alliance, input.parts);
  await tx.hold(alliance);
  const solution = await tx.insert(JointSolution, {
    name,
    nameKey,
    openKey: nameKey,
    description,
    allianceId: alliance.id,
    status: jointSolutionLifecycle.initial,
    content,
  });
  await setParts(tx, solution);
  tx.record(facts.jointSolutionDrafted, solution, { allianceId: alliance.id });
  return solution;
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: JointSolutionUpdateInput,
): Promise<JointSolution> {
  const solution = await step(tx, id, version, jointSolutionActions.update);
  const { name, description } = input;
  const nameKey = await freeKey(tx, name, solution.id);
  const alliance = await tx.load(Alliance, solution.allianceId);
  const content = await contentOf(tx, alliance, input.parts);
  const before = JSON.stringify(solution.content);
  // The save comes first: one of two concurrent updates conflicts before it touches the parts.
  await tx.save(Object.assign(solution, { name, nameKey, openKey: nameKey, description, content }));
  if (JSON.stringify(content) !== before) await setParts(tx, solution);
  tx.record(facts.jointSolutionUpdated, solution, { allianceId: alliance.id });
  return solution;
}

/** Holds the alliance, which must not end at the same time, and checks that its products still are what they were. */
export async function offer(tx: Transaction, id: string, version: number): Promise<JointSolution> {
  const solution = await step(tx, id, version, jointSolutionActions.offer);
  const alliance = await tx.load(Alliance, solution.allianceId);
  assertOfAlliance(alliance, solution.content, []);
  await tx.hold(alliance);
  await tx.save(Object.assign(solution, { offeredOn: tx.clock.today() }));
  tx.record(facts.jointSolutionOffered, solution, { allianceId: alliance.id });
  return solution;
}

export async function discard(tx: Transaction, id: string, version: number, reason: string): Promise<JointSolution> {
  const solution = await step(tx, id, version, jointSolutionActions.discard);
  await storeWithdrawal(tx, solution, reason);
  return solution;
}

/** Projects that use it continue. */
export async function withdraw(tx: Transaction, id: string, version: number, reason: string): Promise<JointSolution> {
  const solution = await step(tx, id, version, jointSolutionActions.withdraw);
  await storeWithdrawal(tx, solution, reason);
  return solution;
}

/** Withdraws every joint solution of an alliance that ends. */
export async function withdrawAllOf(tx: Transaction, alliance: Alliance, reason: string): Promise<void> {
  const status = [JointSolutionStatus.DRAFT, JointSolutionStatus.OFFERED];
  for (const solution of await tx.list(JointSolution, { allianceId: alliance.id, status }, [{ column: 'id' }])) {
    solution.status = JointSolutionStatus.WITHDRAWN;
    await storeWithdrawal(tx, solution, reason);
  }
}

async function storeWithdrawal(tx: Transaction, solution: JointSolution, reason: string): Promise<void> {
  await tx.save(Object.assign(solution, { withdrawnOn: tx.clock.today(), withdrawalReason: reason, openKey: null }));
  tx.record(facts.jointSolutionWithdrawn, solution, { allianceId: solution.allianceId, reason });
}

async function step(tx: Transaction, id: string, version: number, action: JointSolutionAction): Promise<JointSolution> {
  const solution = await tx.require(JointSolution, id, { version });
  tx.assert(action, solution);
  const conditions = await solutionConditionsOf(tx.reader, solution);
  solution.status = jointSolutionLifecycle.next(solution.status, action, conditions);
  return solution;
}

async function freeKey(tx: Transaction, name: string, itself: JointSolution['id'] | null): Promise<string> {
  const nameKey = searchKey(name);
  const namesake = await tx.first(JointSolution, { openKey: nameKey });
  if (!namesake || namesake.id === itself) return nameKey;
  const message = 'There is already a joint solution with this name.';
  throw new RuleViolationError('name-taken', message, [], ['input', 'name']);
}

async function contentOf(
  tx: Transaction,
  alliance: Alliance,
  inputs: readonly JointSolutionPartInput[],
): Promise<StoredPart[]> {
  const all = ['input', 'parts'];
  const content: StoredPart[] = [];
  for (const [position, input] of inputs.entries()) content.push(await partOf(tx, input, [...all, String(position)]));
  const leads = content.filter(({ role }) => role === JointSolutionRole.LEAD);
  if (leads.length !== 1) {
    const message = `Exactly one product leads a joint solution, but ${leads.length} parts have the role LEAD.`;
    throw new RuleViolationError('one-lead', message, [], all);
  }
  if (leads[0]!.productId === null) {
    throw new RuleViolationError('lead-is-product', 'A product leads a joint solution, not an offering.', [], all);
  }
  const ids = content.map(({ productId, offeringId }) => productId ?? offeringId);
  if (new Set(ids).size < ids.length) throw new InvalidInputError('A part is named twice.', all);
  const offerings = await tx.list(ServiceOffering, { id: content.flatMap(({ offeringId }) => offeringId ?? []) });
  const ofProducts = offerings.map(({ productId }): StoredPart => ({
    role: JointSolutionRole.COMPONENT,
    productId,
    offeringId: null,
  }));
  assertOfAlliance(alliance, [...content, ...ofProducts], all);
  return content;
}

async function partOf(
  tx: Transaction,
  { role, productId = null, offeringId = null }: JointSolutionPartInput,
  field: string[],
): Promise<StoredPart> {
  if ((productId === null) === (offeringId === null)) {
    throw new InvalidInputError('A part is a product or an offering: give one of the two ids.', field);
  }
  if (productId !== null) {
    const product = await tx.require(Product, productId, { field: [...field, 'productId'] });
    return { role, productId: product.id, offeringId: null };
  }
  const offering = await tx.require(ServiceOffering, offeringId!, { field: [...field, 'offeringId'] });
  return { role, productId: null, offeringId: offering.id };
}

function assertOfAlliance(alliance: Alliance, content: readonly StoredPart[], field: string[]): void {
  const strangers = content.flatMap(({ productId }) =>
    productId === null || alliance.productIds.includes(productId) ? [] : [productId],
  );
  if (strangers.length === 0) return;
  const message = `The alliance ${alliance.name} does not include ${strangers.length} of the products, or of the products of the offerings. Use products of the alliance only.`;
  throw new RuleViolationError('not-of-the-alliance', message, strangers, field);
}

async function setParts(tx: Transaction, { id: jointSolutionId, content }: JointSolution): Promise<void> {
  await tx.deleteAll(JointSolutionPart, await tx.list(JointSolutionPart, { jointSolutionId }));
  for (const [position, part] of content.entries()) {
    const leadOfId = part.role === JointSolutionRole.LEAD ? jointSolutionId : null;
    await tx.append(JointSolutionPart, { jointSolutionId, position, leadOfId, ...part });
  }
}
