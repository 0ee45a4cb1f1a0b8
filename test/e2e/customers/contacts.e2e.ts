import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenProject } from '../../support/delivery';
import { givenCustomer } from '../../support/given';

let app: TestApp;
let sales: Client;
let customerId: string;

beforeAll(async () => {
  app = await TestApp.start();
  sales = await app.as(Role.SALES);
  customerId = (await givenCustomer(app)).id;
});
afterAll(() => app.stop());

const selection = 'contact { id version name email language customer { id } }';
const create = (changes: object = {}) => ({
  input: { customerId, name: 'Chen Wei', email: 'chen.wei@example.com', ...changes },
});
const update = (contact: { id: string; version: number }, changes: object) => ({
  id: contact.id,
  version: contact.version,
  input: { name: 'Chen Wei', ...changes },
});

describe('contacts', () => {
  it('are added, with English as the default language, and changed, with history', async () => {
    const contact = await sales.done('contactCreate', create(), selection);
    expect(contact).toMatchObject({ name: 'Chen Wei', language: 'EN', customer: { id: customerId } });
    const changed = await sales.done('contactUpdate', update(contact, { name: '陈伟', language: 'ZH' }), selection);
    expect(changed).toMatchObject({ version: 2, name: '陈伟', language: 'ZH', email: null });
    expect(await app.factsAbout(contact.id)).toEqual(['ContactCreated', 'ContactUpdated']);
    expect(await app.historyOf(contact.id)).toEqual(['contactCreate', 'contactUpdate']);
    const { customer } = await sales.query('query ($id: ID!) { customer(id: $id) { contacts { id name } } }', {
      id: customerId,
    });
    expect(customer.contacts).toEqual([{ id: contact.id, name: '陈伟' }]);
  });

  it.each([
    [
      'an invalid customer id',
      { customerId: 'customer_none' },
      { code: 'INVALID_INPUT', field: ['input', 'customerId'] },
    ],
    ['no name', { name: '' }, { code: 'INVALID_INPUT', field: ['input', 'name'] }],
    ['an invalid address', { email: 'chen' }, { code: 'INVALID_INPUT', field: ['input', 'email'] }],
  ])('refuse %s', async (_what, changes, error) => {
    expect(
      await app.expectNothingChanged(() => sales.refused('contactCreate', create(changes), selection)),
    ).toMatchObject(error);
  });

  it('are written only by some roles, and not visible to partners', async () => {
    const contact = await sales.done('contactCreate', create(), selection);
    const others = [await app.as(Role.CONSULTANT), await app.as(Role.ANALYST)];
    for (const client of others) {
      await app.expectNothingChanged(async () => {
        expect(await client.refused('contactCreate', create(), selection)).toMatchObject({ code: 'FORBIDDEN' });
        expect(await client.refused('contactUpdate', update(contact, {}), selection)).toMatchObject({
          code: 'FORBIDDEN',
        });
      });
    }
    expect(await sales.refused('contactUpdate', update({ ...contact, version: 9 }, {}), selection)).toMatchObject({
      code: 'CONFLICT',
    });
  });
});

describe('projectSetContact', () => {
  it("accepts only a contact of the project's customer", async () => {
    const project = await givenProject(app);
    const query = 'query ($id: ID!) { project(id: $id) { version customerId contact { name } } }';
    const read = async () => (await project.manager.query(query, { id: project.id })).project;
    const set = (contactId: string | null, version: number) => ({ id: project.id, version, contactId });
    const before = await read();
    const own = await sales.done('contactCreate', create({ customerId: before.customerId }), selection);
    const others = await sales.done('contactCreate', create({ customerId: (await givenCustomer(app)).id }), selection);
    const anotherManager = await app.as(Role.PROJECT_MANAGER);
    await app.expectNothingChanged(async () => {
      const refused = await project.manager.refused(
        'projectSetContact',
        set(others.id, before.version),
        'project { id }',
      );
      expect(refused).toMatchObject({ rule: 'contact-of-another', field: ['contactId'] });
      expect(
        await anotherManager.refused('projectSetContact', set(own.id, before.version), 'project { id }'),
      ).toMatchObject({ code: 'FORBIDDEN' });
    });
    await project.manager.done('projectSetContact', set(own.id, before.version), 'project { id }');
    expect(await read()).toMatchObject({ contact: { name: 'Chen Wei' } });
    expect(await app.factsAbout(project.id)).toContain('ProjectContactSet');
    await project.manager.done('projectSetContact', set(null, (await read()).version), 'project { id }');
    expect(await read()).toMatchObject({ contact: null });
  });
});
