import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import { type Client, userErrors } from '../../support/client';
import { callOf } from '../../support/crawler';
import { givenApiKey, givenOffering } from '../../support/given';
import { upload } from '../../support/uploads';

/** The only mutations open to an ANALYST: those about their own account. */
const ownAccount = [
  'passwordChange',
  'sessionCreate',
  'sessionRefresh',
  'sessionRevoke',
  'sessionRevokeAll',
  'userActivate',
  'userTimeZoneSet',
];

describe('an ANALYST', () => {
  let app: TestApp;
  let analyst: Client;
  beforeAll(async () => {
    app = await TestApp.start();
    analyst = await app.as(Role.ANALYST);
  });
  afterAll(() => app.stop());

  const refusal = { code: 'FORBIDDEN', message: 'Your role is read-only: ANALYST cannot change anything.' };

  it('is refused every mutation but those about their own account', async () => {
    const fields = Object.values(app.installation.schema.getMutationType()!.getFields());
    const open: string[] = [];
    await app.expectNothingChanged(async () => {
      for (const field of fields) {
        if (field.extensions.ownAccount) {
          open.push(field.name);
          continue;
        }
        const known = { id: newId('partner'), userId: analyst.userId };
        const { declared, passed, variables } = callOf(field, known, () => true);
        const { data } = await analyst.send(
          `mutation${declared} { ${field.name}${passed} { ${userErrors} } }`,
          variables,
        );
        expect([field.name, data?.[field.name].userErrors]).toEqual([field.name, [expect.objectContaining(refusal)]]);
      }
    });
    expect(open.sort()).toEqual(ownAccount);
  });

  it('uploads nothing', async () => {
    const { status } = await app.expectNothingChanged(() => upload(app, analyst));
    expect(status).toBe(403);
  });

  it('signs out', async () => {
    const other = await app.as(Role.ANALYST);
    await other.done('sessionRevoke', {}, 'session { revokedAt }');
  });

  it('is offered no step', async () => {
    const offering = await givenOffering(app);
    const { offering: seen } = await analyst.query(
      'query ($id: ID!) { offering(id: $id) { availableActions { name allowed } } }',
      { id: offering.id },
    );
    expect(seen.availableActions.filter(({ allowed }: { allowed: boolean }) => allowed)).toEqual([]);
  });

  it('may make the changes that another of their roles allows', async () => {
    const both = await app.as(Role.ANALYST, Role.ECOSYSTEM_MANAGER);
    const input = { name: 'Of both roles', description: '', owner: 'Core team', capabilities: [] };
    await both.done('productCreate', { input }, 'product { id }');
  });

  it('may do no more than an API key for reading', async () => {
    const key = await givenApiKey(app, ['GRAPHQL_READ']);
    const input = { name: 'Of a key', description: '', owner: 'Core team', capabilities: [] };
    const { data } = await app.anonymous.send(
      `mutation ($input: ProductCreateInput!) { productCreate(input: $input) { ${userErrors} } }`,
      { input },
      { authorization: `Bearer ${key.secret}` },
    );
    expect(data.productCreate.userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});
