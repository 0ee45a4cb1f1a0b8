import { Role } from '../../../shared/access/viewer';
import { sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { refuseBlocked } from '../../../shared/domain/lifecycle';
import { ServiceOffering } from '../../catalog';
import { User, UserStatus } from '../../identity';
import { openQualification, Partner, PartnerStatus, type Qualification, QualificationStage } from '../../partners';
import { Project, ProjectOffering } from './project.entity';
import { isOpen } from './project.lifecycle';
import { projectActions } from './projects.actions';
import * as facts from './projects.facts';
import type { ProjectStaffPartnerInput } from './projects.inputs';
import { concernsAbout, preventing } from './staffing-concerns';
import { ProjectStaffing } from './staffing.entity';

export async function staffPartner(tx: Transaction, input: ProjectStaffPartnerInput): Promise<ProjectStaffing> {
  const project = await tx.require(Project, input.projectId, { field: ['input', 'projectId'] });
  tx.assert(projectActions.staffPartner, project);
  assertOpen(project);
  const partner = await tx.require(Partner, input.partnerId, { field: ['input', 'partnerId'] });
  const { offeringId } = await requireOffering(tx, project, input.offeringId);
  const mentor = input.mentorId ? await tx.require(User, input.mentorId, { field: ['input', 'mentorId'] }) : null;
  const qualification = await openQualification(tx.reader, partner.id, offeringId);
  const [concerns = []] = await concernsAbout(tx.reader, [{ partnerId: partner.id, offeringId }]);
  const gaps = [...staffingGaps(partner, qualification, mentor), ...preventing(concerns)];
  if (gaps.length > 0 || !qualification) throw staffingRefused(gaps);
  if (await tx.first(ProjectStaffing, { projectId: project.id, partnerId: partner.id, offeringId })) {
    throw new RuleViolationError('already-staffed', 'The partner already delivers this offering on the project.');
  }
  const staffing = await tx.insert(ProjectStaffing, {
    projectId: project.id,
    partnerId: partner.id,
    offeringId,
    qualificationId: qualification.id,
    mentorId: mentor?.id ?? null,
  });
  const { projectId, partnerId, mentorId } = staffing;
  tx.record(facts.partnerStaffed, staffing, { projectId, partnerId, offeringId, mentorId });
  return staffing;
}

/**
 * Removes a partner from an offering to which it was assigned by mistake, if nothing on the project depends on it. A
 * partner that has worked there stays, so that it can still see its work.
 */
export async function unstaffPartner(tx: Transaction, id: string, version: number, reason: string): Promise<Project> {
  const staffing = await tx.require(ProjectStaffing, id, { version });
  const { projectId, partnerId, offeringId } = staffing;
  const project = await tx.load(Project, projectId);
  tx.assert(projectActions.unstaffPartner, { project, staffing });
  if (!isOpen(project.status)) throw new RuleViolationError('project-ended', `The project is ${project.status}.`);
  const blockers = await tx.blockersOf(projectActions.unstaffPartner, { project, staffing });
  // Counts allocations as they are now, not as of the snapshot of this transaction.
  const taken = await tx.execute(sql`
    DELETE FROM project_staffing WHERE id = ${id} AND version = ${version}
      AND NOT EXISTS (SELECT 1 FROM allocation AS person WHERE person.projectId = ${projectId} AND person.partnerId = ${partnerId} AND person.offeringId = ${offeringId})`);
  if (taken !== 1) {
    blockers.unshift({
      code: 'partner-at-work',
      message: 'People of the partner are allocated to the offering on the project.',
    });
  }
  refuseBlocked(blockers);
  tx.record(facts.partnerUnstaffed, project, { projectId, partnerId, offeringId, reason });
  return project;
}

/** The staffing rule: the reasons why the partner may not deliver the offering; empty if none exist. */
export function staffingGaps(partner: Partner, qualification: Qualification | null, mentor: User | null): string[] {
  const gaps = partnerGaps(partner, qualification);
  if (qualification?.stage === QualificationStage.ASSISTED && !mentor) {
    gaps.push('The qualification is ASSISTED, so a mentor must be named.');
  }
  if (mentor && (mentor.status !== UserStatus.ACTIVE || !mentor.roles.includes(Role.MENTOR))) {
    gaps.push(`${mentor.name} is not an active user with the role MENTOR.`);
  }
  return gaps;
}

/** The part of the staffing rule that no mentor can remedy. */
export function partnerGaps(partner: Partner, qualification: Qualification | null): string[] {
  const gaps: string[] = [];
  const stage = qualification?.stage;
  if (partner.status !== PartnerStatus.ACTIVE) gaps.push(`The partner is ${partner.status}; it must be ACTIVE.`);
  if (!stage) gaps.push('The partner has no qualification for the offering.');
  else if (stage !== QualificationStage.ASSISTED && stage !== QualificationStage.INDEPENDENT) {
    gaps.push(`The qualification is at the stage ${stage}; it must be INDEPENDENT, or ASSISTED with a mentor.`);
  }
  return gaps;
}

export function staffingRefused(gaps: string[]): RuleViolationError {
  return new RuleViolationError('staffing-rule', gaps.join(' '), gaps);
}

export function assertOpen(project: Project): void {
  if (isOpen(project.status)) return;
  throw new RuleViolationError('project-ended', `The project is ${project.status}.`, [], ['input', 'projectId']);
}

/** One of the project's offerings, named by the input `offeringId`. */
export async function requireOffering(tx: Transaction, project: Project, offeringId: string): Promise<ProjectOffering> {
  const field = ['input', 'offeringId'];
  const { id } = await tx.require(ServiceOffering, offeringId, { field });
  const found = await tx.first(ProjectOffering, { projectId: project.id, offeringId: id });
  if (!found) throw new InvalidInputError('The project does not deliver this offering.', field);
  return found;
}
