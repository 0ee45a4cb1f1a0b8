import { ResourceLine, ResourceParty } from '../../src/modules/sow';
import { system } from '../../src/shared/access/viewer';
import { Role, type TestApp } from './app';
import type { Client } from './client';
import { givenActiveProject, givenAllocation, type GivenProject, type GivenSow, givenStaffedPartner } from './delivery';
import { givenCertification } from './given';

/** A person who works on a project, for a partner or for the vendor. */
export interface Worker {
  client: Client;
  partnerId: string | null;
  allocationId: string;
  project: GivenProject & GivenSow;
}

export interface Team {
  project: GivenProject & GivenSow;
  /** A member of staff, at 60.00 an hour. */
  consultant: Worker;
  /** A member of a partner, at 30.00 an hour. */
  member: Worker;
}

/** An active project on which a member of staff and a member of a partner record time. */
export async function givenTeam(app: TestApp, currencyCode = 'EUR'): Promise<Team> {
  const project = await givenActiveProject(app, { costRateMinor: 6_000, currencyCode });
  const partner = await givenStaffedPartner(app, project);
  await app.installation.database.transaction({ viewer: system, action: 'test', requestId: 'test' }, (tx) =>
    tx.insert(ResourceLine, {
      sowId: project.sow.id,
      projectId: project.sow.projectId,
      position: 1,
      role: 'Consultant',
      party: ResourceParty.PARTNER,
      partnerId: partner.id,
      hours: [],
      currencyCode,
      billRateMinor: 5_000,
      costRateMinor: 3_000,
    }),
  );
  const member = await app.createUser([Role.PARTNER_MEMBER], { partnerId: partner.id });
  await givenCertification(app, member, project.offeringId);
  const consultant = await app.as(Role.CONSULTANT);
  const worker = async (client: Client, partnerId: string | null): Promise<Worker> => {
    const { id } = await givenAllocation(project, client.userId!);
    return { client, partnerId, allocationId: id, project };
  };
  return {
    project,
    consultant: await worker(consultant, null),
    member: await worker(await app.signIn(member), partner.id),
  };
}

export interface GivenEntry {
  id: string;
  version: number;
}

/** Records a time entry of the worker. */
export function recordTime({ client, allocationId, project }: Worker, changes: object = {}): Promise<GivenEntry> {
  const input = {
    allocationId,
    scopeItemId: project.inScope.id,
    phase: 'Build',
    workedOn: '2026-03-02',
    minutes: 60,
    ...changes,
  };
  return client.done('timeEntryRecord', { input }, 'timeEntry { id version }');
}

export type TimeStep = 'Submit' | 'Withdraw' | 'Discard' | 'Approve' | 'Reject' | 'Reopen' | 'Reverse';

/** The arguments of a step, with the version and, if the step requires it, a reason. */
export function stepArgs(step: string, { id, version }: GivenEntry): object {
  const reason = ['Reject', 'Reverse', 'Correct'].includes(step) ? { reason: 'Wrong phase.' } : {};
  return { id, version, ...reason };
}

export function takeTimeStep(client: Client, step: TimeStep, entry: GivenEntry): Promise<GivenEntry> {
  return client.done(`timeEntry${step}`, stepArgs(step, entry), 'timeEntry { id version }');
}

export async function submitTime(worker: Worker, changes: object = {}): Promise<GivenEntry> {
  return takeTimeStep(worker.client, 'Submit', await recordTime(worker, changes));
}

export async function approveTime(worker: Worker, changes: object = {}): Promise<GivenEntry> {
  return takeTimeStep(worker.project.manager, 'Approve', await submitTime(worker, changes));
}
