import { Role, type TestApp } from './app';
import { approveTime, type Worker } from './costs';
import { givenActiveProject, givenAllocation, type GivenProject, type GivenSow, takeStep } from './delivery';

/* What tests of standards stand on: projects that are over. */

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
