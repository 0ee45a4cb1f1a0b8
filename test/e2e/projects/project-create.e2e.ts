import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenCustomer, givenOffering, givenPartner } from '../../support/given';

describe('projectCreate', () => {
  let app: TestApp;
  let manager: Client;
  let customer: { id: string; name: string };
  let offering: { id: string; name: string };

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.PROJECT_MANAGER);
    customer = await givenCustomer(app, { region: 'North China', industry: 'Retail' });
    offering = await givenOffering(app);
  });
  afterAll(() => app.stop());

  const input = (changes: object = {}) => ({
    input: { name: 'Rollout', customerId: customer.id, offeringIds: [offering.id], ...changes },
  });
  const selection = `project {
    id version name status region industry deliveryMode startsOn endsOn activatedOn pauses { from } managerId
    manager { id } customer { name } offerings { name } staffings { id } allocations { totalCount }
    availableActions { name allowed blockedBy { code } }
  }`;

  it('creates a project that the viewer manages, records the fact and keeps the history', async () => {
    const project = await manager.done('projectCreate', input({ startsOn: '2026-04-01' }), selection);
    expect(project).toMatchObject({
      version: 1,
      status: 'PLANNED',
      region: 'North China',
      industry: 'Retail',
      deliveryMode: 'REMOTE',
      startsOn: '2026-04-01',
      endsOn: null,
      activatedOn: null,
      pauses: [],
      managerId: manager.userId,
      manager: { id: manager.userId },
      customer: { name: customer.name },
      offerings: [{ name: offering.name }],
      staffings: [],
      allocations: { totalCount: 0 },
      availableActions: [
        { name: 'projectActivate', allowed: false, blockedBy: [{ code: 'sow-not-signed' }] },
        { name: 'projectCancel', allowed: true, blockedBy: [] },
      ],
    });
    expect(await app.factsAbout(project.id)).toEqual(['ProjectCreated']);
    expect(await app.historyOf(project.id)).toEqual(['projectCreate']);
  });

  it('lets SALES name the manager, and every creator name the region and the industry', async () => {
    const sales = await app.as(Role.SALES);
    const changes = { managerId: manager.userId, region: 'EMEA', industry: 'Energy', deliveryMode: 'ON_SITE' };
    const project = await sales.done('projectCreate', input(changes), selection);
    expect(project).toMatchObject(changes);
  });

  it.each([
    ['a name of 10,000 characters', { name: 'x'.repeat(10_000) }, { code: 'INVALID_INPUT', field: ['input', 'name'] }],
    ['an empty name', { name: '' }, { code: 'INVALID_INPUT', field: ['input', 'name'] }],
    ['no offering', { offeringIds: [] }, { code: 'INVALID_INPUT', field: ['input', 'offeringIds'] }],
    [
      'an end before the start',
      { startsOn: '2026-04-02', endsOn: '2026-04-01' },
      { code: 'INVALID_INPUT', field: ['input', 'endsOn'] },
    ],
    [
      'a customer that is not there',
      { customerId: 'customer_01jd5s9c0ye5rt3t7m6x0j5d1q' },
      { code: 'NOT_FOUND', field: ['input', 'customerId'] },
    ],
    [
      'an id of another kind',
      { offeringIds: ['customer_01jd5s9c0ye5rt3t7m6x0j5d1q'] },
      { code: 'INVALID_INPUT', field: ['input', 'offeringIds', '0'] },
    ],
    [
      'an offering that is not there',
      { offeringIds: ['offering_01jd5s9c0ye5rt3t7m6x0j5d1q'] },
      { code: 'NOT_FOUND', field: ['input', 'offeringIds', '0'] },
    ],
    [
      'a manager that is not there',
      { managerId: 'user_01jd5s9c0ye5rt3t7m6x0j5d1q' },
      { code: 'NOT_FOUND', field: ['input', 'managerId'] },
    ],
  ])('refuses %s', async (_what, changes, error) => {
    const refusal = await app.expectNothingChanged(() => manager.refused('projectCreate', input(changes), selection));
    expect(refusal).toMatchObject(error);
  });

  it('refuses a manager without that role', async () => {
    const error = { rule: 'not-a-project-manager', field: ['input', 'managerId'] };
    const consultant = await app.as(Role.CONSULTANT);
    const sales = await app.as(Role.SALES);
    for (const [client, changes] of [
      [manager, { managerId: consultant.userId }],
      [sales, {}],
    ] as const) {
      const refusal = await app.expectNothingChanged(() => client.refused('projectCreate', input(changes), selection));
      expect(refusal).toMatchObject(error);
    }
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.PROJECT_MANAGER, Role.SALES].includes(role)))(
    'is not for %s',
    async (role) => {
      const client = role.startsWith('PARTNER')
        ? await app.asPartner((await givenPartner(app)).id, role)
        : await app.as(role);
      const refusal = await app.expectNothingChanged(() => client.refused('projectCreate', input(), selection));
      expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
    },
  );
});
