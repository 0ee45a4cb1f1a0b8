import { Role } from '../../../shared/access/viewer';
import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import type { FactType } from '../../../shared/events/fact';
import { searchKey } from '../../../shared/domain/text';
import { ServiceOffering } from '../../catalog';
import { Contact, Customer } from '../../customers';
import { User, UserStatus } from '../../identity';
import { gatherProjectFacts, holdInForce } from '../sow/project-facts';
import { StatementOfWork } from '../sow/sow.entity';
import { Project, ProjectOffering } from './project.entity';
import { type ProjectAction, projectLifecycle, ProjectStatus } from './project.lifecycle';
import * as facts from './projects.facts';
import type { ProjectCreateInput } from './projects.inputs';

export async function create(tx: Transaction, input: ProjectCreateInput): Promise<Project> {
  tx.assert('project.create');
  const { name, deliveryMode, startsOn = null, endsOn = null } = input;
  if (startsOn && endsOn && endsOn < startsOn) {
    throw new InvalidInputError('A project does not end before it begins.', ['input', 'endsOn']);
  }
  const customer = await tx.require(Customer, input.customerId, { field: ['input', 'customerId'] });
  const offerings: ServiceOffering[] = [];
  for (const [position, id] of input.offeringIds.entries()) {
    offerings.push(await tx.require(ServiceOffering, id, { field: ['input', 'offeringIds', String(position)] }));
  }
  const manager = await managerOf(tx, input.managerId ?? tx.viewer.userId);
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
    activatedOn: null,
    endedOn: null,
    pauses: [],
    statusReason: null,
    reportEveryDays: null,
    reportFirstDueOn: null,
    reportsMissedBefore: null,
    reportOverdueToldOn: null,
    healthStatus: null,
    healthAssessedAt: null,
  });
  for (const { id } of offerings) await tx.append(ProjectOffering, { projectId: project.id, offeringId: id });
  const offeringIds = offerings.map(({ id }) => id);
  tx.state(facts.projectCreated, project, { customerId: customer.id, managerId: manager.id, offeringIds });
  return project;
}

/** Names the customer's person that the papers are for, or nobody. Signed papers keep the one that they were signed with. */
export async function setContact(
  tx: Transaction,
  id: string,
  version: number,
  contactId: string | null,
): Promise<Project> {
  const project = await tx.require(Project, id, { version });
  tx.assert('project.setContact', project);
  project.contactId = await contactOf(tx, project.customerId, contactId, ['contactId']);
  await tx.save(project);
  tx.state(facts.projectContactSet, project, { contactId: project.contactId });
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

async function managerOf(tx: Transaction, id: string | null): Promise<User> {
  const field = ['input', 'managerId'];
  if (id === null) throw new InvalidInputError('Name the manager of the project.', field);
  const manager = await tx.require(User, id, { field });
  if (manager.status !== UserStatus.ACTIVE || !manager.roles.includes(Role.PROJECT_MANAGER)) {
    throw new RuleViolationError(
      'not-a-project-manager',
      `${manager.name} is not an active user with the role PROJECT_MANAGER.`,
      [],
      field,
    );
  }
  return manager;
}

export function activate(tx: Transaction, id: string, version: number): Promise<Project> {
  return step(tx, id, version, 'activate', facts.projectActivated, {}, (project) => {
    project.activatedOn = tx.clock.today();
  });
}

export function hold(tx: Transaction, id: string, version: number, reason: string): Promise<Project> {
  return step(tx, id, version, 'hold', facts.projectHeld, { reason }, (project) => {
    project.pauses = [...project.pauses, { from: tx.clock.today(), until: null }];
    project.statusReason = reason;
  });
}

export function resume(tx: Transaction, id: string, version: number): Promise<Project> {
  return step(tx, id, version, 'resume', facts.projectResumed, {}, (project) => {
    endPause(tx, project);
    project.statusReason = null;
  });
}

export function requestAcceptance(tx: Transaction, id: string, version: number): Promise<Project> {
  return step(tx, id, version, 'requestAcceptance', facts.acceptanceRequested, {});
}

export async function close(tx: Transaction, id: string, version: number): Promise<Project> {
  const closed = await step(tx, id, version, 'close', facts.projectClosed, {}, (project) => {
    project.endedOn = tx.clock.today();
  });
  const sow = await tx.first(StatementOfWork, { currentOfProjectId: closed.id });
  if (sow) await holdInForce(tx, sow);
  return closed;
}

export function cancel(tx: Transaction, id: string, version: number, reason: string): Promise<Project> {
  return step(tx, id, version, 'cancel', facts.projectCancelled, { reason }, (project) => {
    endPause(tx, project);
    project.endedOn = tx.clock.today();
    project.statusReason = reason;
  });
}

/** A project in acceptance goes back to work when a deliverable is rejected; one that is at work stays there. */
export async function returnToWork(tx: Transaction, project: Project): Promise<void> {
  if (project.status !== ProjectStatus.ACCEPTANCE) return;
  project.status = projectLifecycle.next(
    project.status,
    'returnToWork',
    await gatherProjectFacts(tx.reader, project.id),
  );
  await tx.save(project);
  tx.state(facts.projectReturnedToWork, project, {});
}

async function step<Data extends object>(
  tx: Transaction,
  id: string,
  version: number,
  action: ProjectAction,
  fact: FactType<Data>,
  data: Data,
  change?: (project: Project) => void,
): Promise<Project> {
  const project = await tx.require(Project, id, { version });
  tx.assert(`project.${action}`, project);
  project.status = projectLifecycle.next(project.status, action, await gatherProjectFacts(tx.reader, project.id));
  change?.(project);
  await tx.save(project);
  tx.state(fact, project, data);
  return project;
}

function endPause(tx: Transaction, project: Project): void {
  project.pauses = project.pauses.map(({ from, until }) => ({ from, until: until ?? tx.clock.today() }));
}
