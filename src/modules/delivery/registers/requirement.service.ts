import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError } from '../../../shared/domain/errors';
import { requireBegun, todayOf } from '../../../shared/domain/today';
import { ChangeOrder } from '../change-orders/change-order.entity';
import { Project } from '../projects/project.entity';
import { inRegister, newEntry } from './register.service';
import * as facts from './registers.facts';
import type { RequirementDecideInput, RequirementRaiseInput } from './registers.inputs';
import { RaisedBy, Requirement, RequirementDecision } from './requirement.entity';
import { requirementLifecycle } from './requirement.lifecycle';

export async function raise(tx: Transaction, input: RequirementRaiseInput): Promise<Requirement> {
  const { project, common } = await newEntry(tx, 'requirement.raise', input);
  const { raisedBy, rootCause } = input;
  const contact = input.contact ?? null;
  if ((raisedBy === RaisedBy.CUSTOMER) !== (contact !== null)) {
    throw new InvalidInputError("The customer's contact is named where the customer raised it, and only there.", [
      'input',
      'contact',
    ]);
  }
  const own = tx.viewer.kind === 'PARTNER' ? RaisedBy.PARTNER : RaisedBy.VENDOR;
  if (raisedBy !== RaisedBy.CUSTOMER && raisedBy !== own) {
    throw new InvalidInputError(`What you raise yourself is raised by the ${own}.`, ['input', 'raisedBy']);
  }
  const raisedOn = input.raisedOn ?? todayOf(tx);
  requireBegun(tx.clock, raisedOn, ['input', 'raisedOn']);
  const requirement = await tx.insert(Requirement, {
    ...common,
    raisedBy,
    contact,
    raisedOn,
    recordedById: tx.viewer.userId!,
    rootCause,
    status: requirementLifecycle.initial,
    decision: null,
    decisionReason: null,
    decidedById: null,
    changeOrderId: null,
  });
  tx.state(facts.requirementRaised, requirement, { projectId: project.id, partnerId: requirement.partnerId });
  return requirement;
}

export async function decide(
  tx: Transaction,
  id: string,
  version: number,
  input: RequirementDecideInput,
): Promise<Requirement> {
  const requirement = await tx.require(Requirement, id, { version });
  const project = await tx.load(Project, requirement.projectId);
  tx.assert('requirement.decide', await inRegister(tx.reader, tx.viewer, requirement, project));
  requirement.status = requirementLifecycle.next(requirement.status, 'decide');
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
  tx.state(facts.requirementDecided, requirement, { projectId, partnerId, decision });
  return requirement;
}

/** The change order by which it is agreed may be drafted later; one that is named is of the same project. */
async function changeOrderOf(
  tx: Transaction,
  { projectId }: Requirement,
  { decision, changeOrderId }: RequirementDecideInput,
): Promise<Requirement['changeOrderId']> {
  if (!changeOrderId) return null;
  const field = ['input', 'changeOrderId'];
  if (decision !== RequirementDecision.CHANGE_ORDER) {
    throw new InvalidInputError('A change order is named where that is the decision, and only there.', field);
  }
  const changeOrder = await tx.require(ChangeOrder, changeOrderId, { field });
  if (changeOrder.projectId === projectId) return changeOrder.id;
  throw new InvalidInputError('This is a change order of another project.', field);
}
