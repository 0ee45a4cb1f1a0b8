import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { requireId } from '../../../shared/domain/ids';
import { refuseBlocked } from '../../../shared/domain/lifecycle';
import type { FactType } from '../../../shared/events/fact';
import { searchKey } from '../../../shared/domain/text';
import { ServiceOffering } from '../../catalog';
import { Contact, Customer } from '../../customers';
import { User } from '../../identity';
import { canManage } from './manager.reader';
import { Project, ProjectOffering } from './project.entity';
import { isOpen, type ProjectAction, projectLifecycle, ProjectStatus } from './project.lifecycle';
import { projectActions } from './projects.actions';
import * as facts from './projects.facts';
import type { ProjectCreateInput, ProjectUpdateInput } from './projects.inputs';
import { dayOfStep } from './step-day';

export async function create(tx: Transaction, input: ProjectCreateInput): Promise<Project> {
  tx.assert(projectActions.create);
  const { name, deliveryMode, startsOn = null, endsOn = null } = input;
  assertInOrder(startsOn, endsOn);
  const customer = await tx.require(Customer, input.customerId, { field: ['input', 'customerId'] });
  const offerings: ServiceOffering[] = [];
  for (const [position, id] of input.offeringIds.entries()) {
    offerings.push(await tx.require(ServiceOffering, id, { field: ['input', 'offeringIds', String(position)] }));
  }
  const manager = await managerOf(tx, input.managerId ?? tx.viewer.userId, ['input', 'managerId']);
  const project = await tx.insert(Project, {
    name,
    nameKey: searchKey(name),
    customerId: customer.id,
    contactId: await contactOf(tx, customer.id, input.contactId ?? null, ['input', 'contactId']),
    region: input.region ?? customer.region,
    industry: input.industry ?? customer.industry,
    deliveryMode,
    managerId: manager.id,
    status: projectLifecycle.initial,
    startsOn,
    endsOn,
    pauses: [],
    jointSolutionId: solutionOf(input),
  });
  if (project.jointSolutionId) await tx.check(projectActions.useJointSolution, project);
  for (const { id } of offerings) await tx.append(ProjectOffering, { projectId: project.id, offeringId: id });
  const offeringIds = offerings.map(({ id }) => id);
  tx.record(facts.projectCreated, project, { customerId: customer.id, managerId: manager.id, offeringIds });
  return project;
}

/** Sets or clears the contact for whom papers are printed. Signed papers keep the contact for whom they were signed. */
export async function setContact(
  tx: Transaction,
  id: string,
  version: number,
  contactId: string | null,
): Promise<Project> {
  const project = await tx.require(Project, id, { version });
  tx.assert(projectActions.setContact, project);
  project.contactId = await contactOf(tx, project.customerId, contactId, ['contactId']);
  await tx.save(project);
  tx.record(facts.projectContactSet, project, { contactId: project.contactId });
  return project;
}

async function contactOf(
  tx: Transaction,
  customerId: Project['customerId'],
  id: string | null,
  field: string[],
): Promise<Project['contactId']> {
  if (id === null) return null;
  const contact = await tx.require(Contact, id, { field });
  if (contact.customerId !== customerId) {
    throw new RuleViolationError('contact-of-another', `${contact.name} is a contact of another customer.`, [], field);
  }
  return contact.id;
}

/** Replaces the entered data. Signed papers keep the name under which they were signed. */
export async function update(
  tx: Transaction,
  id: string,
  version: number,
  { name, region, industry, deliveryMode, startsOn = null, endsOn = null, ...input }: ProjectUpdateInput,
): Promise<Project> {
  const project = await tx.require(Project, id, { version });
  tx.assert(projectActions.update, project);
  if (!isOpen(project.status)) throw new RuleViolationError('project-ended', `The project is ${project.status}.`);
  assertInOrder(startsOn, endsOn);
  const nameKey = searchKey(name);
  const before = project.jointSolutionId;
  const jointSolutionId = solutionOf(input);
  Object.assign(project, { name, nameKey, region, industry, deliveryMode, startsOn, endsOn, jointSolutionId });
  await tx.save(project);
  if (jointSolutionId && jointSolutionId !== before) await tx.check(projectActions.useJointSolution, project);
  tx.record(facts.projectUpdated, project, {});
  return project;
}

/** A module downstream checks that the joint solution exists and is offered. */
function solutionOf({ jointSolutionId = null }: Pick<ProjectUpdateInput, 'jointSolutionId'>) {
  if (jointSolutionId !== null) requireId('joint_solution', jointSolutionId, ['input', 'jointSolutionId']);
  return jointSolutionId as Project['jointSolutionId'];
}

/** Hands the project over to another manager, who also answers for corrections after its end. */
export async function reassign(
  tx: Transaction,
  id: string,
  version: number,
  managerId: string,
  reason: string,
): Promise<Project> {
  const project = await tx.require(Project, id, { version });
  tx.assert(projectActions.reassign, project);
  const before = project.managerId;
  const manager = await managerOf(tx, managerId, ['managerId']);
  if (manager.id === before) throw new InvalidInputError(`${manager.name} already answers for it.`, ['managerId']);
  await tx.save(Object.assign(project, { managerId: manager.id }));
  tx.record(facts.projectReassigned, project, { managerId: manager.id, before, reason });
  return project;
}

function assertInOrder(startsOn: PlainDate | null, endsOn: PlainDate | null): void {
  if (!startsOn || !endsOn || endsOn >= startsOn) return;
  throw new InvalidInputError('A project must not end before it begins.', ['input', 'endsOn']);
}

async function managerOf(tx: Transaction, id: string | null, field: string[]): Promise<User> {
  if (id === null) throw new InvalidInputError('Name the manager of the project.', field);
  const manager = await tx.require(User, id, { field });
  if (!canManage(manager)) {
    throw new RuleViolationError(
      'not-a-project-manager',
      `${manager.name} is not an active user with the role PROJECT_MANAGER.`,
      [],
      field,
    );
  }
  return manager;
}

export function activate(tx: Transaction, id: string, version: number, on: PlainDate | null = null): Promise<Project> {
  return step(tx, id, version, projectActions.activate, facts.projectActivated, { on }, (project, day) => {
    project.activatedOn = day;
  });
}

export function hold(
  tx: Transaction,
  id: string,
  version: number,
  reason: string,
  on: PlainDate | null = null,
): Promise<Project> {
  return step(tx, id, version, projectActions.hold, facts.projectHeld, { on, reason }, (project, day) => {
    project.pauses = [...project.pauses, { from: day, until: null }];
    project.statusReason = reason;
  });
}

export function resume(tx: Transaction, id: string, version: number, on: PlainDate | null = null): Promise<Project> {
  return step(tx, id, version, projectActions.resume, facts.projectResumed, { on }, (project, day) => {
    endPause(project, day);
    project.statusReason = null;
  });
}

export function requestAcceptance(
  tx: Transaction,
  id: string,
  version: number,
  on: PlainDate | null = null,
): Promise<Project> {
  return step(tx, id, version, projectActions.requestAcceptance, facts.acceptanceRequested, { on });
}

export function close(tx: Transaction, id: string, version: number, on: PlainDate | null = null): Promise<Project> {
  return step(tx, id, version, projectActions.close, facts.projectClosed, { on }, (project, day) => {
    project.endedOn = day;
  });
}

export function cancel(
  tx: Transaction,
  id: string,
  version: number,
  reason: string,
  on: PlainDate | null = null,
): Promise<Project> {
  return step(tx, id, version, projectActions.cancel, facts.projectCancelled, { on, reason }, (project, day) => {
    endPause(project, day);
    project.endedOn = day;
    project.statusReason = reason;
  });
}

/** A project in acceptance goes back to work when a deliverable is rejected; an active one stays as it is. */
export async function returnToWork(tx: Transaction, project: Project, rejectedOn: PlainDate): Promise<void> {
  if (project.status !== ProjectStatus.ACCEPTANCE) return;
  project.status = projectLifecycle.next(project.status, projectActions.returnToWork);
  const since = project.statusSince;
  project.statusSince = since !== null && since > rejectedOn ? since : rejectedOn;
  await tx.save(project);
  tx.record(facts.projectReturnedToWork, project, { on: project.statusSince });
}

async function step<Data extends { on: PlainDate }>(
  tx: Transaction,
  id: string,
  version: number,
  action: ProjectAction,
  fact: FactType<Data>,
  data: Omit<Data, 'on'> & { on: PlainDate | null },
  change?: (project: Project, day: PlainDate) => void,
): Promise<Project> {
  const project = await tx.require(Project, id, { version });
  tx.assert(action, project);
  const status = projectLifecycle.next(project.status, action);
  refuseBlocked(await tx.blockersOf(action, project));
  const day = await dayOfStep(tx, data.on, { project, action });
  Object.assign(project, { status, statusSince: day });
  change?.(project, day);
  await tx.save(project);
  await tx.check(action, project);
  tx.record(fact, project, { ...data, on: day } as Data);
  return project;
}

function endPause(project: Project, day: PlainDate): void {
  project.pauses = project.pauses.map(({ from, until }) => ({ from, until: until ?? day }));
}
