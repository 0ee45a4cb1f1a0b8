import { keepHealth, reportsService, StatusAssessment } from '../modules/oversight';
import { Project, ProjectStatus } from '../modules/projects';
import { User } from '../modules/identity';
import { addDays } from '../shared/domain/dates';
import type { Stage } from './stage';

const everyDays = 14;
const { GREEN, AMBER } = StatusAssessment;

const texts = [
  ['The design was walked through with the process owners.', 'Configure the first area.', ''],
  ['The first area is configured and was shown.', 'Load the test data.', 'The test data may come late.'],
  ['The test data is loaded; the key users test.', 'Mend what they find.', 'Key users have little time before the quarter ends.'],
] as const; // prettier-ignore

/** Managers file status reports on active projects: one report came late, and one is overdue. */
export async function reportOnProjects(stage: Stage): Promise<void> {
  const running = await stage.as(null, 'demo', (tx) =>
    tx.list(Project, { status: ProjectStatus.ACTIVE }, [{ column: 'activatedOn' }, { column: 'id' }]),
  );
  const projects = running.slice(0, 8);
  for (const [index, { id, version, managerId, activatedOn }] of projects.entries()) {
    const manager = await stage.as(null, 'demo', (tx) => tx.load(User, managerId));
    const firstDueOn = addDays(activatedOn!, everyDays);
    stage.goTo(activatedOn!);
    await stage.as(manager, 'projectReportingSet', (tx) =>
      reportsService.setReporting(tx, id, version, { everyDays, firstDueOn }),
    );
    const owes = index === projects.length - 1;
    const last = owes ? stage.ago(everyDays) : stage.today;
    for (let dueOn = firstDueOn, number = 0; dueOn <= last; dueOn = addDays(dueOn, everyDays), number += 1) {
      const late = index === 0 && number === 1;
      stage.goTo(late ? addDays(dueOn, 3) : dueOn);
      const [progress, plan, risks] = texts[Math.min(number, texts.length - 1)]!;
      await stage.as(manager, 'statusReportFile', (tx) =>
        reportsService.file(tx, {
          projectId: id,
          asOf: dueOn,
          progress,
          plan,
          risks,
          requirements: '',
          assessment: risks === '' ? GREEN : AMBER,
        }),
      );
    }
  }
  stage.goTo(stage.today);
  await stage.as(null, 'projectHealthAssess', async (tx) => {
    const inWork = [ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD, ProjectStatus.ACCEPTANCE];
    for (const { id } of await tx.list(Project, { status: inWork }, [{ column: 'id' }])) await keepHealth(tx, id);
  });
}
