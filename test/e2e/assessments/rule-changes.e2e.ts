import type { User } from '../../../src/modules/identity';
import { Role, TestApp, testStart } from '../../support/app';
import type { Client } from '../../support/client';
import { givenAttempt, givenExam, givenOffering } from '../../support/given';

/*
 * People who have passed everything take no step that would apply new rules. Names of reported cases are in brackets.
 */
describe("a change of an offering's requirements", () => {
  let app: TestApp;
  let manager: Client;
  let member: Client;
  let offeringId: string;
  let first: { id: string; version: number };
  let second: { id: string; version: number };

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.clock.set(testStart);
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    member = await app.as(Role.CONSULTANT);
    offeringId = (await givenOffering(app)).id;
    first = await givenExam(app, offeringId, { title: 'First', validityMonths: 12, coolOffDays: 0 });
    second = await givenExam(app, offeringId, { title: 'Second', validityMonths: 24, coolOffDays: 0 });
  });

  const at = async (moment: string) => {
    app.clock.set(moment);
    const again = (client: Client) => app.signIn({ id: client.userId } as User);
    [manager, member] = [await again(manager), await again(member)];
  };
  const retire = ({ id, version }: { id: string; version: number }) =>
    manager.done('assessmentRetire', { id, version, input: { reason: 'No more.' } }, 'assessment { id }');
  const succeed = (predecessor: { id: string }, changes: object) =>
    givenExam(app, offeringId, { predecessorId: predecessor.id, coolOffDays: 0, ...changes });
  const certifications = async () =>
    (
      await manager.query(
        'query ($filter: CertificationFilter) { certifications(filter: $filter) { nodes { id status issuedOn expiresOn evidence } } }',
        { filter: { userId: [member.userId] } },
      )
    ).certifications.nodes;
  /** Every daily job, in the order in which the server runs them. */
  const runAll = async () => {
    await app.installation.relay.settle();
    for (const { job } of await app.installation.jobs.standings()) {
      if (/^(attempts|certifications)/.test(job.name)) await app.installation.jobs.run(job.name);
    }
  };

  it('certifies people by the next daily job who passed all that is still required [required-exam-retired-leaves-stuck]', async () => {
    const { id } = await givenAttempt(member, first.id);
    await retire(second);
    await at('2026-03-03T00:10:00.000Z');
    await runAll();
    expect(await certifications()).toMatchObject([
      { status: 'ACTIVE', issuedOn: '2026-03-03', expiresOn: '2027-03-02', evidence: [id] },
    ]);
    const [{ id: certificationId }] = await certifications();
    expect(await app.factsAbout(certificationId)).toEqual(['CertificationIssued']);
    // Nothing is left to judge.
    expect((await app.installation.jobs.run('certificationsJudge'))!.changed).toBe(0);
  });

  it('certifies people who passed all but what became optional, also forever', async () => {
    const forEver = await succeed(first, { validityMonths: 0 });
    await givenAttempt(member, forEver.id);
    await succeed(second, { required: false });
    await runAll();
    expect(await certifications()).toMatchObject([{ status: 'ACTIVE', expiresOn: null }]);
  });

  it('lets no certification expire with a requirement that no longer exists', async () => {
    for (const exam of [first, second]) await givenAttempt(member, exam.id);
    const [{ id }] = await certifications();
    await at('2027-03-02T20:00:00.000Z');
    await retire(first);
    await at('2027-03-03T00:10:00.000Z');
    await runAll();
    expect(await certifications()).toMatchObject([
      { id, status: 'ACTIVE', issuedOn: '2026-03-02', expiresOn: '2028-03-02' },
    ]);
    expect(await app.factsAbout(id)).toEqual(['CertificationIssued', 'CertificationProlonged']);
  });

  it('counts a pass for as long as one of today, and never for less than was promised', async () => {
    for (const exam of [first, second]) await givenAttempt(member, exam.id);
    const longer = await succeed(first, { validityMonths: 36 });
    await succeed(second, { validityMonths: 6 });
    await runAll();
    expect(await certifications()).toMatchObject([{ status: 'ACTIVE', expiresOn: '2028-03-02' }]);
    const refusal = await member.refused('attemptStart', { assessmentId: longer.id }, 'attempt { id }');
    expect(refusal).toMatchObject({ rule: 'already-passed', details: ['recertificationOpensOn 2028-12-02'] });
  });

  it('takes nothing away for a new requirement', async () => {
    for (const exam of [first, second]) await givenAttempt(member, exam.id);
    const before = await certifications();
    await givenExam(app, offeringId, { title: 'Third' });
    await runAll();
    expect(await certifications()).toEqual(before);
  });

  it('certifies nobody if nothing is required any more, nor for passes before a revocation', async () => {
    await givenAttempt(member, first.id);
    for (const exam of [first, second]) await retire(exam);
    await runAll();
    expect(await certifications()).toEqual([]);

    const third = await givenExam(app, offeringId, { coolOffDays: 0 });
    await givenAttempt(member, third.id);
    const [{ id }] = await certifications();
    await manager.done('certificationRevoke', { id, version: 1, input: { reason: 'Copied.' } }, 'certification { id }');
    await at('2026-03-03T00:10:00.000Z');
    await succeed(third, { validityMonths: 0 });
    await runAll();
    expect(await certifications()).toMatchObject([{ id, status: 'REVOKED' }]);
  });

  it('judges everyone again after a run that failed', async () => {
    await givenAttempt(member, first.id);
    await retire(second);
    const transaction = jest.spyOn(app.installation.database, 'transaction');
    transaction.mockRejectedValueOnce(new Error('The database is away.'));
    await app.installation.jobs.run('certificationsJudge').catch(() => undefined);
    transaction.mockRestore();
    await at('2026-03-04T00:10:00.000Z');
    await runAll();
    expect(await certifications()).toMatchObject([{ status: 'ACTIVE' }]);
  });
});
