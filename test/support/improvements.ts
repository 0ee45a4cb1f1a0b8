import { Role, type TestApp } from './app';
import type { Client } from './client';
import { givenActiveProject, type GivenProject, givenStaffedPartner } from './delivery';

export interface Improvement {
  id: string;
  version: number;
}

/** An active project with a staffed partner, whose administrator and member propose improvements. */
export async function givenProjectWithPartner(app: TestApp, options: Parameters<typeof givenActiveProject>[1] = {}) {
  const project = await givenActiveProject(app, options);
  const { id: partnerId } = await givenStaffedPartner(app, project);
  return {
    project,
    partnerId,
    administrator: await app.asPartner(partnerId, Role.PARTNER_ADMIN),
    member: await app.asPartner(partnerId, Role.PARTNER_MEMBER),
  };
}

export function improvementInput(project: GivenProject, changes: object = {}) {
  return {
    projectId: project.id,
    offeringId: project.offeringId,
    title: 'Test data before the workshop',
    phase: 'Build',
    problem: 'The test data came a week late, and three people waited.',
    proposal: 'Ask for it in the design phase, with a template.',
    hoursSaved: '12.5',
    ...changes,
  };
}

export function proposeImprovement(client: Client, project: GivenProject, changes: object = {}): Promise<Improvement> {
  const input = improvementInput(project, changes);
  return client.done('playbookImprovementPropose', { input }, 'playbookImprovement { id version }');
}

export type ImprovementStep = 'Accept' | 'Reject' | 'Release' | 'Withdraw';

export function argumentsOf(
  step: ImprovementStep,
  { id, version }: Improvement,
  releasedIn = 'playbook_01jd5s9c0ye5rt3t7m6x0j5d1q',
): object {
  return {
    id,
    version,
    ...(step === 'Reject' && { reason: 'It is in the playbook already.' }),
    ...(step === 'Release' && { input: { releasedIn } }),
  };
}

export function takeImprovementStep(
  client: Client,
  step: ImprovementStep,
  improvement: Improvement,
  releasedIn?: string,
): Promise<Improvement> {
  const selection = 'playbookImprovement { id version }';
  return client.done(`playbookImprovement${step}`, argumentsOf(step, improvement, releasedIn), selection);
}
