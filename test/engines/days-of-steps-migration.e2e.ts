import { DaysOfSteps0000000000046 } from '../../migrations/0046-days-of-steps';
import { Project } from '../../src/modules/projects';
import { system } from '../../src/shared/access/viewer';
import { TestApp } from '../support/app';
import { givenActiveProject, givenProject, signedInAgain, takeStep } from '../support/delivery';

describe('the migration to projects that keep the day of their last step', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('gives projects the day of their last step, and planned projects none', async () => {
    const planned = await givenProject(app);
    const active = await givenActiveProject(app);
    const later = await givenActiveProject(app, { accepted: true });
    app.clock.set('2026-03-09T09:00:00.000Z');
    const manager = await signedInAgain(app, later.manager);
    const accepting = await takeStep({ ...later, manager }, 'RequestAcceptance');
    app.clock.set('2026-03-11T09:00:00.000Z');
    const other = await signedInAgain(app, active.manager);
    const held = await takeStep({ ...active, manager: other }, 'Hold');
    const { database } = app.installation;
    const read = async () => {
      const all = await database.reader(system).list(Project, {}, [{ column: 'id' }]);
      return Object.fromEntries(all.map(({ id, statusSince }) => [id, statusSince]));
    };
    const days = { [planned.id]: null, [held.id]: '2026-03-11', [accepting.id]: '2026-03-09' };
    expect(await read()).toEqual(days);

    const runner = database.dataSource.createQueryRunner();
    const migration = new DaysOfSteps0000000000046();
    await migration.down(runner);
    await migration.up(runner);
    expect(await read()).toEqual(days);
    // A second run, as after a kill, changes nothing.
    await migration.up(runner);
    await runner.release();
    expect(await read()).toEqual(days);
  });
});
