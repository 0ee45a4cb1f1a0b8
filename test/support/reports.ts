import type { TestApp } from './app';
import type { Client } from './client';
import { type GivenProject, signedInAgain } from './delivery';

/* Status reports as their managers file them. */

export const reportInput = (projectId: string, changes: object = {}) => ({
  projectId,
  progress: 'The interfaces run.',
  plan: 'Train the users.',
  risks: 'The training room is not booked.',
  requirements: 'A report by cost center: declined.',
  assessment: 'AMBER',
  ...changes,
});

export const reportSelection = 'statusReport { id asOf dueOn daysLate edition filedAt corrects { id } filedBy { id } }';

export const fileArgs = (projectId: string, changes: object = {}) => ({ input: reportInput(projectId, changes) });

export const fileReport = (project: GivenProject, changes: object = {}) =>
  project.manager.done('statusReportFile', fileArgs(project.id, changes), reportSelection);

export const rhythmArgs = ({ id, version }: { id: string; version: number }, input: object) => ({ id, version, input });

const reporting = 'reporting { everyDays firstDueOn nextDueOn overdueDays lateReports missedReports }';

export async function setRhythm<T extends GivenProject>(project: T, input: object): Promise<T> {
  const { version } = await project.manager.done(
    'projectReportingSet',
    rhythmArgs(project, input),
    'project { version }',
  );
  return { ...project, version };
}

export const reportingOf = async (client: Client, id: string) =>
  (await client.query(`query ($id: ID!) { project(id: $id) { ${reporting} } }`, { id })).project.reporting;

/** The same project this many days later, with its manager signed in again. */
export async function afterDays<T extends GivenProject>(app: TestApp, project: T, days: number): Promise<T> {
  app.clock.advanceDays(days);
  return { ...project, manager: await signedInAgain(app, project.manager) };
}
