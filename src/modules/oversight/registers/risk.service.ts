import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import { User, UserStatus } from '../../identity';
import { Project } from '../../projects';
import { scoreOf } from './heat-map.formula';
import { inRegister, newEntry, partnerOf } from './register.service';
import { riskActions } from './registers.actions';
import * as facts from './registers.facts';
import type { RiskCloseInput, RiskRaiseInput, RiskUpdateInput } from './registers.inputs';
import { Risk } from './risk.entity';
import { type RiskAction, riskLifecycle } from './risk.lifecycle';

export async function raise(tx: Transaction, input: RiskRaiseInput): Promise<Risk> {
  const { project, common } = await newEntry(tx, riskActions.raise, input);
  const { probability, impact, response, responsePlan, reviewOn = null } = input;
  const risk = await tx.insert(Risk, {
    ...common,
    probability,
    impact,
    response,
    responsePlan,
    reviewOn,
    // Partner users see the project's manager, so naming that person as the owner reveals nothing.
    ownerId: (await ownerOf(tx, input.ownerId ?? project.managerId, common.partnerId)).id,
    status: riskLifecycle.initial,
  });
  tx.record(facts.riskRaised, risk, { ...whose(risk), score: risk.score });
  return risk;
}

export async function update(tx: Transaction, id: string, version: number, input: RiskUpdateInput): Promise<Risk> {
  const { risk, project } = await find(tx, id, version, riskActions.update);
  const { title, description, probability, impact, response, responsePlan, reviewOn = null } = input;
  const partnerId = await partnerOf(tx, project, input);
  const { id: ownerId } = await ownerOf(tx, input.ownerId ?? risk.ownerId, partnerId);
  const values = { title, description, probability, impact, response, responsePlan, reviewOn, partnerId, ownerId };
  await tx.save(Object.assign(risk, values));
  tx.record(facts.riskUpdated, risk, { ...whose(risk), score: scoreOf(risk) });
  return risk;
}

export async function close(tx: Transaction, id: string, version: number, input: RiskCloseInput): Promise<Risk> {
  const { risk } = await find(tx, id, version, riskActions.close);
  const { outcome, note } = input;
  await tx.save(Object.assign(risk, { outcome, closingNote: note }));
  tx.record(facts.riskClosed, risk, { ...whose(risk), outcome });
  return risk;
}

async function find(tx: Transaction, id: string, version: number, action: RiskAction) {
  const risk = await tx.require(Risk, id, { version });
  const project = await tx.load(Project, risk.projectId);
  tx.assert(action, await inRegister(tx.reader, tx.viewer, risk, project));
  risk.status = riskLifecycle.next(risk.status, action);
  return { risk, project };
}

/** The owner must see the risk: staff, or a user of the partner that it concerns. */
async function ownerOf(tx: Transaction, id: string, partnerId: Risk['partnerId']): Promise<User> {
  const field = ['input', 'ownerId'];
  const owner = await tx.require(User, id, { field });
  const sees = owner.partnerId === null || owner.partnerId === partnerId;
  if (owner.status === UserStatus.ACTIVE && sees) return owner;
  throw new RuleViolationError(
    'owner-sees-it',
    `${owner.name} is not an active user of the vendor or of the partner that it concerns: choose another owner.`,
    [],
    field,
  );
}

const whose = ({ projectId, partnerId }: Risk) => ({ projectId, partnerId });
