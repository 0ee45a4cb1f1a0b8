import { Role } from '../../../shared/access/viewer';
import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError } from '../../../shared/domain/errors';
import { unexpiredCertification } from '../../assessments';
import { ServiceOffering } from '../../catalog';
import { User, UserStatus } from '../../identity';
import { Partner, Qualification } from '../../partners';
import { Allocation } from './allocation.entity';
import { Project } from '../projects/project.entity';
import { allocationActions } from './allocations.actions';
import * as facts from './allocations.facts';
import type { AllocationCreateInput } from './allocations.inputs';
import { concernsAbout, preventing } from '../projects/staffing-concerns';
import { ProjectStaffing } from '../projects/staffing.entity';
import { assertOpen, requireOffering, staffingGaps, staffingRefused } from '../projects/staffing.service';

const deliveryRoles = [Role.CONSULTANT, Role.MENTOR, Role.PROJECT_MANAGER];

export async function create(tx: Transaction, input: AllocationCreateInput): Promise<Allocation> {
  const project = await tx.require(Project, input.projectId, { field: ['input', 'projectId'] });
  tx.assert(allocationActions.create, project);
  assertOpen(project);
  const { role, startsOn, endsOn, percent } = input;
  if (endsOn < startsOn) throw new InvalidInputError('The last day must not be before the first.', ['input', 'endsOn']);
  const { offeringId } = await requireOffering(tx, project, input.offeringId);
  const { roles } = await tx.load(ServiceOffering, offeringId);
  if (!roles.includes(role)) {
    throw new InvalidInputError(`The offering has the roles ${roles.join(', ')}.`, ['input', 'role']);
  }
  const user = await tx.require(User, input.userId, { field: ['input', 'userId'] });
  const gaps = await gapsOf(tx, user, input);
  if (gaps.length > 0) throw staffingRefused(gaps);
  const allocation = await tx.insert(Allocation, {
    projectId: project.id,
    userId: user.id,
    partnerId: user.partnerId,
    offeringId,
    role,
    startsOn,
    endsOn,
    percent,
  });
  const { projectId, userId, partnerId } = allocation;
  tx.record(facts.allocationCreated, allocation, { projectId, userId, partnerId });
  return allocation;
}

type Place = Pick<AllocationCreateInput, 'projectId' | 'offeringId' | 'startsOn'>;

/**
 * The staffing rule for a person: the reasons why they may not work on the offering from a day on; empty if they
 * may.
 */
export async function staffingGapsOf(tx: Transaction, place: Place & { userId: string }): Promise<string[]> {
  return gapsOf(tx, await tx.load(User, place.userId), place);
}

async function gapsOf(tx: Transaction, user: User, place: Place): Promise<string[]> {
  const gaps = user.partnerId ? await memberGaps(tx, user, user.partnerId, place) : staffGaps(user);
  if (user.status !== UserStatus.ACTIVE) gaps.unshift(`${user.name} is not an active user.`);
  return gaps;
}

function staffGaps(user: User): string[] {
  if (user.roles.some((role) => deliveryRoles.includes(role))) return [];
  return [`${user.name} has none of the roles ${deliveryRoles.join(', ')}.`];
}

/** A partner's member needs a valid staffing of their firm on the project, and a certification of their own. */
async function memberGaps(
  tx: Transaction,
  user: User,
  partnerId: Partner['id'],
  { projectId, offeringId, startsOn }: Place,
): Promise<string[]> {
  const gaps: string[] = [];
  const staffing = await tx.first(ProjectStaffing, { projectId, partnerId, offeringId } as object);
  if (staffing) {
    const mentor = staffing.mentorId ? await tx.load(User, staffing.mentorId) : null;
    const qualification = await tx.load(Qualification, staffing.qualificationId);
    const [concerns = []] = await concernsAbout(tx.reader, [{ partnerId, offeringId }]);
    gaps.push(...staffingGaps(await tx.load(Partner, partnerId), qualification, mentor), ...preventing(concerns));
    await tx.hold(staffing);
  } else {
    gaps.push("The person's firm is not staffed on the project for this offering.");
  }
  for (const day of new Set([tx.clock.today(), startsOn])) {
    if (await unexpiredCertification(tx.reader, user.id, offeringId, day)) continue;
    gaps.push(`${user.name} holds no certification for the offering that is valid on ${day}.`);
  }
  return gaps;
}
