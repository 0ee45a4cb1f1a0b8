import type { Transaction } from '../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import { refuseBlocked } from '../../shared/domain/lifecycle';
import { requireBegun } from '../../shared/domain/today';
import { Contact } from '../customers';
import { requireEvidence } from '../documents';
import { Partner } from '../partners';
import { Project, ProjectStaffing } from '../projects';
import { Milestone, originOf } from '../sow';
import { type OnResponse, surveyResponseActions } from './survey-response.actions';
import { SurveyResponse } from './survey-response.entity';
import * as facts from './survey-response.facts';
import type { SurveyResponseRecordInput, SurveyResponseUpdateInput } from './survey-response.inputs';
import { type SurveyResponseAction, surveyResponseLifecycle } from './survey-response.lifecycle';
import { conditionsOf } from './survey-response.reader';
import { scoreRanges } from './survey-score.formula';

/** Records what a customer answered, in the name of its contact: customers have no login. */
export async function record(tx: Transaction, input: SurveyResponseRecordInput): Promise<SurveyResponse> {
  const project = await tx.require(Project, input.projectId, { field: ['input', 'projectId'] });
  tx.assert(surveyResponseActions.record, project);
  const response = await tx.insert(SurveyResponse, {
    projectId: project.id,
    customerId: project.customerId,
    ...(await described(tx, project, input, null)),
    recordedById: tx.viewer.userId,
    status: surveyResponseLifecycle.initial,
  });
  tx.record(facts.surveyResponseRecorded, response, answerOf(response));
  return response;
}

/** Replaces the description, as long as no decision has counted the response. */
export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: SurveyResponseUpdateInput,
): Promise<SurveyResponse> {
  const { response, project } = await take(tx, id, version, surveyResponseActions.update);
  Object.assign(response, await described(tx, project, input, response.id));
  await tx.save(response);
  tx.record(facts.surveyResponseUpdated, response, answerOf(response));
  return response;
}

/** The response no longer counts from now on. What was decided by it stays. */
export async function withdraw(tx: Transaction, id: string, version: number, reason: string): Promise<SurveyResponse> {
  const { response } = await take(tx, id, version, surveyResponseActions.withdraw);
  Object.assign(response, {
    answerKey: null,
    withdrawnById: tx.viewer.userId,
    withdrawnAt: tx.clock.now(),
    withdrawalReason: reason,
  });
  await tx.save(response);
  tx.record(facts.surveyResponseWithdrawn, response, { ...answerOf(response), reason });
  return response;
}

/** The response with its status after the step. */
async function take(tx: Transaction, id: string, version: number, action: SurveyResponseAction): Promise<OnResponse> {
  const response = await tx.require(SurveyResponse, id, { version });
  const project = await tx.load(Project, response.projectId);
  tx.assert(action, { response, project });
  response.status = surveyResponseLifecycle.next(response.status, action, await conditionsOf(tx.reader, response));
  refuseBlocked(await tx.blockersOf(action, { response, project }));
  return { response, project };
}

async function described(
  tx: Transaction,
  project: Project,
  input: SurveyResponseUpdateInput,
  itself: SurveyResponse['id'] | null,
) {
  const { kind, score, comment, respondedOn, documentIds } = input;
  const { lowest, highest } = scoreRanges[kind];
  if (score < lowest || score > highest) {
    throw new InvalidInputError(`A ${kind} score is from ${lowest} to ${highest}.`, ['input', 'score']);
  }
  assertAnswerable(tx, project, respondedOn);
  const contact = await tx.require(Contact, input.contactId, { field: ['input', 'contactId'] });
  if (contact.customerId !== project.customerId) {
    const message = 'The contact works for another customer: name a contact of the customer of the project.';
    throw new InvalidInputError(message, ['input', 'contactId']);
  }
  const milestone = await milestoneOf(tx, project, input.milestoneId ?? null);
  const partnerId = await partnerOf(tx, project, input.partnerId ?? null);
  const documents = await requireEvidence(tx, { partnerId, projectId: project.id }, documentIds);
  const answerKey = `${contact.id} ${project.id} ${milestone ? originOf(milestone) : '-'} ${kind}`;
  const same = await tx.first(SurveyResponse, { answerKey });
  if (same && same.id !== itself) throw answeredBefore(contact, kind);
  const milestoneId = milestone?.id ?? null;
  return { contactId: contact.id, milestoneId, partnerId, kind, score, comment, respondedOn, documents, answerKey };
}

function answeredBefore({ name }: Contact, kind: string): RuleViolationError {
  const message = `${name} has already given a ${kind} score here: correct or withdraw that response.`;
  return new RuleViolationError('already-answered', message, [], ['input', 'contactId']);
}

function assertAnswerable(tx: Transaction, project: Project, respondedOn: string): void {
  const field = ['input', 'respondedOn'];
  const { activatedOn } = project;
  if (activatedOn === null) {
    const message = `Work on the project has not started: it is ${project.status}.`;
    throw new RuleViolationError('project-not-started', message, [], ['input', 'projectId']);
  }
  requireBegun(tx.clock, respondedOn, field);
  if (respondedOn < activatedOn) {
    throw new InvalidInputError(`Work on the project started on ${activatedOn}: pick that day or a later one.`, field);
  }
}

async function milestoneOf(tx: Transaction, project: Project, id: string | null): Promise<Milestone | null> {
  if (id === null) return null;
  const field = ['input', 'milestoneId'];
  const milestone = await tx.require(Milestone, id, { field });
  if (milestone.projectId === project.id && milestone.archivedAt === null) return milestone;
  throw new InvalidInputError('The milestone does not belong to the project.', field);
}

async function partnerOf(tx: Transaction, project: Project, id: string | null): Promise<Partner['id'] | null> {
  if (id === null) return null;
  const field = ['input', 'partnerId'];
  const partner = await tx.require(Partner, id, { field });
  if (await tx.first(ProjectStaffing, { projectId: project.id, partnerId: partner.id })) return partner.id;
  throw new RuleViolationError('not-on-the-project', `${partner.name} is not staffed on the project.`, [], field);
}

const answerOf = ({ projectId, partnerId, kind, score }: SurveyResponse) => ({ projectId, partnerId, kind, score });
