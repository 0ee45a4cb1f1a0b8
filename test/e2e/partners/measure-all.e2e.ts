import { qualificationSubject } from '../../../src/modules/partners';
import { metrics } from '../../../src/schema';
import { system } from '../../../src/shared/access/viewer';
import { newId } from '../../../src/shared/domain/ids';
import { measure } from '../../../src/shared/domain/metric';
import { Role, TestApp } from '../../support/app';
import { givenAdmittedPartner, givenCompletedCourse, givenCourse, givenOffering } from '../../support/given';

describe('metrics', () => {
  let app: TestApp;
  let offeringId: string;
  let partnerId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    [{ id: offeringId }, { id: partnerId }] = [await givenOffering(app), await givenAdmittedPartner(app)];
    const course = await givenCourse(app);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const input = { entries: [{ courseId: course.id, required: true }] };
    await manager.done('learningPathSet', { offeringId, input }, 'learningPath { id }');
    await givenCompletedCourse(await app.asPartner(partnerId), course);
  });
  afterAll(() => app.stop());

  const day = { on: '2026-03-02' };
  const subjects = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      partnerId: index === 0 ? partnerId : newId('partner'),
      offeringId: index % 2 === 0 ? offeringId : newId('offering'),
      from: '2026-01-01',
      until: '2026-03-31',
      allianceId: newId('alliance'),
    }));
  const reader = () => app.installation.database.reader(system);

  it.each(metrics.all().map((metric) => [metric.name, metric] as const))(
    '%s costs as many statements for 50 subjects as for one',
    async (_name, metric) => {
      const few = await app.countStatements(() => metric.measureAll(reader(), subjects(1), day));
      const [many, one] = [subjects(50), reader()];
      expect(await app.countStatements(() => metric.measureAll(one, many, day))).toBe(few);
      const another = reader();
      const eachOfMany = () => Promise.all(many.map((subject) => measure(another, metric, subject, day)));
      expect(await app.countStatements(eachOfMany)).toBe(few);
    },
  );

  it('gives one value for each subject, in their order', async () => {
    const metric = metrics.on(qualificationSubject, 'membersCompletedPath')!;
    const [first, second, third] = subjects(3);
    const values = await metric.measureAll(reader(), [third, second, first, first] as never, day);
    expect(values.map(({ value }) => value?.toNumber() ?? null)).toEqual([0, null, 1, 1]);
  });
});
