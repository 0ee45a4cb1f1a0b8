import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenCompletedCourse, givenCourse } from '../../support/given';

interface Target {
  id: string;
  version: number;
}

describe('an enrollment that others change', () => {
  let app: TestApp;
  let manager: Client;
  let member: Client;
  let partnerAdmin: Client;
  let course: Awaited<ReturnType<typeof givenCourse>>;
  const partnerId = newId('partner');
  const selection =
    'enrollment { id version status dueOn completedOn counts waiverReason waivedBy { id } progress { completed } }';

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    partnerAdmin = await app.asPartner(partnerId, Role.PARTNER_ADMIN);
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    course = await givenCourse(app);
    member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
  });

  const enroll = (client: Client, dueOn: string | null = null): Promise<Target> =>
    client.done('enrollmentCreate', { input: { courseId: course.id, userId: client.userId, dueOn } }, selection);
  const waiver = ({ id, version }: Target, reason = 'Teaches it herself.') => ({ id, version, input: { reason } });
  const due = ({ id, version }: Target, dueOn: string | null) => ({ id, version, input: { dueOn } });

  describe('enrollmentWaive', () => {
    it('counts as completed, with the reason and who decided', async () => {
      const enrollment = await enroll(member);
      const waived = await manager.done('enrollmentWaive', waiver(enrollment), selection);
      expect(waived).toMatchObject({
        status: 'COMPLETED',
        completedOn: '2026-03-02',
        counts: true,
        waiverReason: 'Teaches it herself.',
        waivedBy: { id: manager.userId },
        progress: { completed: 0 },
      });
      expect(await app.factsAbout(enrollment.id)).toEqual(['EnrollmentCreated', 'EnrollmentWaived']);
      expect(await app.historyOf(enrollment.id)).toEqual(['enrollmentCreate', 'enrollmentWaive']);
      // The partner sees the waiver and its reason, but not which member of staff decided.
      const { node } = await member.query(
        'query ($id: ID!) { node(id: $id) { ... on Enrollment { waiverReason waivedBy { id } } } }',
        { id: enrollment.id },
      );
      expect(node).toEqual({ waiverReason: 'Teaches it herself.', waivedBy: null });
    });

    it('is refused once completed, without a reason, on a stale version, and for an unknown id', async () => {
      const completed = await givenCompletedCourse(member, course);
      const other = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
      const enrollment = await enroll(other);
      const cases: [object, object][] = [
        [waiver(completed), { code: 'ILLEGAL_TRANSITION', from: 'COMPLETED' }],
        [waiver(enrollment, ''), { code: 'INVALID_INPUT', field: ['input', 'reason'] }],
        [waiver({ ...enrollment, version: 9 }), { code: 'CONFLICT', currentVersion: 1 }],
        [waiver({ id: newId('enrollment'), version: 1 }), { code: 'NOT_FOUND' }],
      ];
      for (const [args, error] of cases) {
        const refusal = await app.expectNothingChanged(() => manager.refused('enrollmentWaive', args, selection));
        expect(refusal).toMatchObject(error);
      }
    });

    it("refuses to waive one's own course, also for administrators", async () => {
      for (const client of [manager, await app.as(Role.ADMIN)]) {
        const enrollment = await enroll(client);
        const refusal = await app.expectNothingChanged(() =>
          client.refused('enrollmentWaive', waiver(enrollment), selection),
        );
        expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', rule: 'own-act' });
      }
    });
  });

  describe('enrollmentUpdate', () => {
    it('changes or removes the due date', async () => {
      const enrollment = await enroll(member, '2026-04-01');
      const later = await partnerAdmin.done('enrollmentUpdate', due(enrollment, '2026-05-01'), selection);
      expect(later).toMatchObject({ dueOn: '2026-05-01' });
      expect(await manager.done('enrollmentUpdate', due(later, null), selection)).toMatchObject({ dueOn: null });
      expect(await app.factsAbout(enrollment.id)).toEqual([
        'EnrollmentCreated',
        'EnrollmentDueDateSet',
        'EnrollmentDueDateSet',
      ]);
      expect((await app.historyOf(enrollment.id)).slice(1)).toEqual(['enrollmentUpdate', 'enrollmentUpdate']);
    });

    it('lets enrollments be filtered by due date', async () => {
      await enroll(member, '2026-04-01');
      const list = (day: string) =>
        member.query(
          'query ($day: Date!, $id: ID!) { enrollments(filter: { dueUntil: $day, courseId: [$id] }) { totalCount } }',
          {
            day,
            id: course.id,
          },
        );
      expect(await list('2026-04-01')).toEqual({ enrollments: { totalCount: 1 } });
      expect(await list('2026-03-31')).toEqual({ enrollments: { totalCount: 0 } });
    });

    it('is refused for a past day, once completed, and on a stale version', async () => {
      const completed = await givenCompletedCourse(member, course);
      const enrollment = await enroll(await app.asPartner(partnerId, Role.PARTNER_MEMBER));
      const cases: [object, object][] = [
        [due(enrollment, '2026-02-28'), { code: 'INVALID_INPUT', field: ['input', 'dueOn'] }],
        [due(completed, '2026-04-01'), { rule: 'enrollment-not-open' }],
        [due({ ...enrollment, version: 9 }, '2026-04-01'), { code: 'CONFLICT', currentVersion: 1 }],
      ];
      for (const [args, error] of cases) {
        const refusal = await app.expectNothingChanged(() => manager.refused('enrollmentUpdate', args, selection));
        expect(refusal).toMatchObject(error);
      }
    });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'is not for %s',
    async (role) => {
      const client = role.startsWith('PARTNER') ? await app.asPartner(partnerId, role) : await app.as(role);
      const enrollment = await enroll(member, '2026-04-01');
      const [waiving, changing] = await app.expectNothingChanged(async () => [
        await client.refused('enrollmentWaive', waiver(enrollment), selection),
        role === Role.PARTNER_ADMIN
          ? { code: 'FORBIDDEN' }
          : await client.refused('enrollmentUpdate', due(enrollment, null), selection),
      ]);
      expect(waiving).toMatchObject({ code: 'FORBIDDEN' });
      expect(changing).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it('does not exist for another firm', async () => {
    const foreigner = await app.asPartner(newId('partner'), Role.PARTNER_ADMIN);
    const enrollment = await enroll(member);
    for (const { id } of [enrollment, { id: newId('enrollment') }]) {
      const refusals = await app.expectNothingChanged(async () => [
        await foreigner.refused('enrollmentWaive', waiver({ id, version: 1 }), selection),
        await foreigner.refused('enrollmentUpdate', due({ id, version: 1 }, null), selection),
      ]);
      for (const refusal of refusals) {
        expect(refusal).toMatchObject({ code: 'NOT_FOUND', message: `There is no record ${id}.` });
      }
    }
  });
});
