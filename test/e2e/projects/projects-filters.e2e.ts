import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  givenActiveProject,
  type GivenProject,
  givenSow,
  givenStaffedPartner,
  signedInAgain,
  takeStep,
} from '../../support/delivery';
import { givenCustomer, givenOffering, unique } from '../../support/given';

describe('the filters of projects', () => {
  let app: TestApp;
  let manager: Client;
  let analyst: Client;
  let early: GivenProject;
  let late: GivenProject;
  let open: GivenProject;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.PROJECT_MANAGER);
    const offeringId = (await givenOffering(app)).id;
    const create = async (input: object) => {
      const customer = await givenCustomer(app);
      const project = await manager.done(
        'projectCreate',
        { input: { name: unique('Project'), customerId: customer.id, offeringIds: [offeringId], ...input } },
        'project { id name version }',
      );
      return { ...project, manager, offeringId, customerId: customer.id } as GivenProject;
    };
    early = await create({ startsOn: '2026-04-01', endsOn: '2026-06-30', deliveryMode: 'ON_SITE' });
    late = await create({ startsOn: '2026-07-01', endsOn: '2026-12-31' });
    open = await create({});
    await givenSow(app, early, { accepted: true });
    early = await takeStep(early, 'Activate');
    app.clock.advanceDays(10);
    manager = await signedInAgain(app, manager);
    early = await takeStep({ ...early, manager }, 'Cancel');
    analyst = await app.as(Role.ANALYST);
  });
  afterAll(() => app.stop());

  const found = async (filter: object, client = analyst) => {
    const { projects } = await client.query(
      'query ($filter: ProjectFilter) { projects(filter: $filter, first: 100) { totalCount nodes { id } } }',
      { filter },
    );
    expect(projects.totalCount).toBe(projects.nodes.length);
    return (projects.nodes as { id: string }[]).map(({ id }) => id).sort();
  };
  const only = (...projects: GivenProject[]) => projects.map(({ id }) => id).sort();

  it('select planned first and last days, both ends included, and never an open day', async () => {
    expect(await found({})).toEqual(only(early, late, open));
    expect(await found({ startsFrom: '2026-04-01' })).toEqual(only(early, late));
    expect(await found({ startsFrom: '2026-04-02' })).toEqual(only(late));
    expect(await found({ startsTo: '2026-07-01' })).toEqual(only(early, late));
    expect(await found({ startsTo: '2026-06-30' })).toEqual(only(early));
    expect(await found({ startsFrom: '2026-04-01', startsTo: '2026-04-01' })).toEqual(only(early));
    expect(await found({ endsFrom: '2026-07-01' })).toEqual(only(late));
    expect(await found({ endsTo: '2026-12-31' })).toEqual(only(early, late));
    expect(await found({ startsFrom: '2026-06-01', endsTo: '2026-12-30' })).toEqual([]);
  });

  it('select the days of the start and the end', async () => {
    expect(await found({ activatedFrom: '2026-03-02', activatedTo: '2026-03-02' })).toEqual(only(early));
    expect(await found({ activatedFrom: '2026-03-03' })).toEqual([]);
    expect(await found({ activatedTo: '2026-03-01' })).toEqual([]);
    expect(await found({ endedFrom: '2026-03-12', endedTo: '2026-03-12' })).toEqual(only(early));
    expect(await found({ endedFrom: '2026-03-13' })).toEqual([]);
    expect(await found({ endedTo: '2026-03-11' })).toEqual([]);
  });

  it('select the delivery mode, and combine', async () => {
    expect(await found({ deliveryMode: ['ON_SITE'] })).toEqual(only(early));
    expect(await found({ deliveryMode: ['REMOTE', 'ON_SITE'], endsFrom: '2026-01-01' })).toEqual(only(early, late));
    expect(await found({ deliveryMode: ['ON_SITE'], status: ['PLANNED'] })).toEqual([]);
    expect(await found({ deliveryMode: [] })).toEqual([]);
  });

  it('search the names of the project and of a customer that the viewer sees', async () => {
    const { customer } = await analyst.query('query ($id: ID!) { customer(id: $id) { name } }', {
      id: late.customerId,
    });
    expect(await found({ search: customer.name.toUpperCase() })).toContain(late.id);
    expect(await found({ search: open.name.slice(-8) })).toEqual(only(open));
    expect(await found({ search: '%' })).toEqual([]);
    const shared = await givenActiveProject(app);
    const partner = await app.asPartner((await givenStaffedPartner(app, shared)).id);
    expect(await found({ search: customer.name }, partner)).toEqual([]);
    const own = await analyst.query('query ($id: ID!) { customer(id: $id) { name } }', { id: shared.customerId });
    expect(await found({ search: own.customer.name }, partner)).toEqual([shared.id]);
  });
});
