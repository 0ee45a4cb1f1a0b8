import { Role, type TestApp } from './app';
import { approveTime, type Worker } from './costs';
import { givenActiveProject, givenAllocation, type GivenProject, type GivenSow, takeStep } from './delivery';
import { unique } from './given';

/* What tests of standards stand on: playbooks, and projects that are over. */

/** A playbook of an offering of `givenOffering` with 8 hours of consultants in Build: published, unless it is to stay a draft. */
export async function givenPlaybook(
  app: TestApp,
  offeringId: string,
  options: { draft?: boolean; hours?: string } = {},
): Promise<{ id: string; version: number }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const work = { phase: 'Build', role: 'Consultant' };
  const input = {
    offeringId,
    name: unique('Playbook'),
    phases: [{ phase: 'Build', plannedDays: 10 }],
    activities: [{ ...work, title: 'Build it', hours: options.hours ?? '8' }],
    scopeItems: [{ ...work, title: 'The system', quantity: '1', startsAfterDays: 0, durationDays: 10 }],
    milestones: [{ name: 'Live', dueAfterDays: 10, paymentShare: '100' }],
  };
  const drafted = await manager.done('playbookDraft', { input }, 'playbook { id version }');
  if (options.draft) return drafted;
  const args = { id: drafted.id, version: drafted.version };
  return manager.done('playbookPublish', args, 'playbook { id version }');
}

/** A project of the offering on which a consultant of its own works, who can record time today. */
export async function givenWork(
  app: TestApp,
  options: Parameters<typeof givenActiveProject>[1] = {},
): Promise<Worker & { project: GivenProject & GivenSow }> {
  const project = await givenActiveProject(app, { accepted: true, ...options });
  const client = await app.as(Role.CONSULTANT);
  const { id } = await givenAllocation(project, client.userId!);
  return { client, partnerId: null, allocationId: id, project };
}

/** A closed project of the offering with these approved minutes of consultants, by phase. */
export async function givenClosedProject(
  app: TestApp,
  minutes: Record<string, number>,
  options: Parameters<typeof givenActiveProject>[1] = {},
): Promise<GivenProject> {
  const worker = await givenWork(app, options);
  for (const [phase, spent] of Object.entries(minutes)) await approveTime(worker, { phase, minutes: spent });
  return takeStep(await takeStep(worker.project, 'RequestAcceptance'), 'Close');
}
