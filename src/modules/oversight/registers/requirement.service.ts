import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError } from '../../../shared/domain/errors';
import { requireBegun, todayOf } from '../../../shared/domain/today';
import { ChangeOrder } from '../../sow';
import { Project } from '../../projects';
import { inRegister, newEntry, partnerOf } from './register.service';
import { requirementActions } from './registers.actions';
import * as facts from './registers.facts';
import type { RequirementDecideInput, RequirementRaiseInput, RequirementUpdateInput } from './registers.inputs';
import { RaisedBy, Requirement, RequirementDecision } from './requirement.entity';
import { type RequirementAction, requirementLifecycle } from './requirement.lifecycle';

export async function raise(tx: Transaction, input: RequirementRaiseInput): Promise<Requirement> {
  const { project, common } = await newEntry(tx, requirementActions.raise, input);
  const requirement = await tx.insert(Requirement, {
    ...common,
    ...originIn(tx, input, todayOf(tx)),
    recordedById: tx.viewer.userId!,
    rootCause: input.rootCause,
    status: requirementLifecycle.initial,
  });
  tx.record(facts.requirementRaised, requirement, { projectId: project.id, partnerId: requirement.partnerId });
  return requirement;
}

/** Replaces the description of an open requirement. */
export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: RequirementUpdateInput,
): Promise<Requirement> {
  const { requirement, project } = await find(tx, id, version, requirementActions.update);
  const { title, description, rootCause } = input;
  const partnerId = await partnerOf(tx, project, input);
  const origin = originIn(tx, input, requirement.raisedOn, requirement.raisedBy);
  await tx.save(Object.assign(requirement, { title, description, rootCause, partnerId, ...origin }));
  tx.record(facts.requirementUpdated, requirement, { projectId: project.id, partnerId });
  return requirement;
}

/** The side, contact and day of a requirement; `usual` is the day if none is given. */
function originIn(tx: Transaction, input: RequirementUpdateInput, usual: PlainDate, before?: RaisedBy) {
  const { raisedBy, contact = null } = input;
  if ((raisedBy === RaisedBy.CUSTOMER) !== (contact !== null)) {
    throw new InvalidInputError("Name the customer's contact if the customer raised it, and only then.", [
      'input',
      'contact',
    ]);
  }
  const own = tx.viewer.kind === 'PARTNER' ? RaisedBy.PARTNER : RaisedBy.VENDOR;
  if (raisedBy !== RaisedBy.CUSTOMER && raisedBy !== own && raisedBy !== before) {
    throw new InvalidInputError(`Your own requirement must be raised by ${own}.`, ['input', 'raisedBy']);
  }
  const raisedOn = input.raisedOn ?? usual;
  requireBegun(tx.clock, raisedOn, ['input', 'raisedOn']);
  return { raisedBy, contact, raisedOn };
}

async function find(tx: Transaction, id: string, version: number, action: RequirementAction) {
  const requirement = await tx.require(Requirement, id, { version });
  const project = await tx.load(Project, requirement.projectId);
  tx.assert(action, await inRegister(tx.reader, tx.viewer, requirement, project));
  requirement.status = requirementLifecycle.next(requirement.status, action);
  return { requirement, project };
}

export async function decide(
  tx: Transaction,
  id: string,
  version: number,
  input: RequirementDecideInput,
): Promise<Requirement> {
  const { requirement } = await find(tx, id, version, requirementActions.decide);
  const { decision, reason, rootCause } = input;
  await tx.save(
    Object.assign(requirement, {
      decision,
      decisionReason: reason,
      rootCause: rootCause ?? requirement.rootCause,
      decidedById: tx.viewer.userId,
      changeOrderId: await changeOrderOf(tx, requirement, input),
    }),
  );
  const { projectId, partnerId } = requirement;
  tx.record(facts.requirementDecided, requirement, { projectId, partnerId, decision });
  return requirement;
}

/** The change order may be drafted later; one that is named must belong to the same project. */
async function changeOrderOf(
  tx: Transaction,
  { projectId }: Requirement,
  { decision, changeOrderId }: RequirementDecideInput,
): Promise<Requirement['changeOrderId']> {
  if (!changeOrderId) return null;
  const field = ['input', 'changeOrderId'];
  if (decision !== RequirementDecision.CHANGE_ORDER) {
    throw new InvalidInputError('Name a change order with the decision CHANGE_ORDER, and only then.', field);
  }
  const changeOrder = await tx.require(ChangeOrder, changeOrderId, { field });
  if (changeOrder.projectId === projectId) return changeOrder.id;
  throw new InvalidInputError('This change order belongs to another project.', field);
}
