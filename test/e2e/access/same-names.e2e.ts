import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenProduct, unique } from '../../support/given';

describe('a name', () => {
  let app: TestApp;
  let manager: Client;
  let sales: Client;
  let admin: Client;
  beforeAll(async () => {
    app = await TestApp.start();
    [manager, sales, admin] = [
      await app.as(Role.ECOSYSTEM_MANAGER),
      await app.as(Role.SALES),
      await app.as(Role.ADMIN),
    ];
  });
  afterAll(() => app.stop());

  const product = (name: string) => ({ input: { name, description: '', owner: 'Core', capabilities: [] } });
  const customer = (name: string) => ({
    input: { name, country: 'DE', kind: 'LARGE', tier: 'A', region: 'EMEA', industry: 'Retail' },
  });
  const firm = (name: string, registrationNumber: string) => ({
    input: {
      name,
      legalName: name,
      country: 'DE',
      registrationNumber,
      region: 'EMEA',
      industries: ['Retail'],
      contactName: 'Renate Vogel',
      contactEmail: 'renate.vogel@example.com',
    },
  });

  describe('in twenty concurrent requests', () => {
    const parallel = 20;
    /** How many succeed; the others are refused by a rule. */
    async function made(client: Client, mutation: string, args: object, selection: string): Promise<number> {
      const all = await Promise.all(Array.from({ length: parallel }, () => client.mutate(mutation, args, selection)));
      for (const { userErrors } of all) {
        for (const { code } of userErrors) expect(['RULE_VIOLATION', 'CONFLICT']).toContain(code);
      }
      return all.filter(({ userErrors }) => userErrors.length === 0).length;
    }

    it('creates one customer', async () => {
      expect(await made(sales, 'customerCreate', customer(unique('Customer')), 'customer { id }')).toBe(1);
    });

    it('creates one product and one offering', async () => {
      expect(await made(manager, 'productCreate', product(unique('Product')), 'product { id }')).toBe(1);
      const deliverables = [{ name: 'Live system', acceptanceStandard: 'It runs.' }];
      const content = { description: '', deliverables, phases: ['Build'], roles: ['Consultant'], baselineHours: [] };
      const input = { productId: (await givenProduct(app)).id, name: unique('Offering'), ...content };
      const args = { input };
      expect(await made(manager, 'offeringCreate', args, 'offering { id }')).toBe(1);
    });

    it('creates one partner per registration number', async () => {
      const args = firm(unique('Firm'), unique('HRB'));
      expect(await made(app.anonymous, 'partnerApply', args, 'partner { id }')).toBe(1);
    });

    it('invites one person', async () => {
      const args = { input: { email: 'once@example.com', name: 'Once', roles: ['SALES'] } };
      await made(admin, 'userInvite', args, 'invitation { id }');
      const { users } = await admin.query('{ users(filter: { search: "once@example.com" }) { totalCount } }');
      expect(users.totalCount).toBe(1);
    });
  });

  it.each([
    ['invisible characters', 'Loom\u200bworks\u00ad Süd', '\u200eLoomworks\u200f Süd'],
    ['the case of special letters', 'Straßenbau Iğdır', 'STRASSENBAU IĞDIR'],
    ['typographic signs', 'O’Brien – Söhne', "O'Brien - Söhne"],
    ['the width', 'ＬＯＯＭ　１', 'loom 1'],
  ])('that differs only by %s is taken', async (_what, first, second) => {
    await manager.done('productCreate', product(first), 'product { id }');
    await sales.done('customerCreate', customer(first), 'customer { id }');
    expect(await manager.refused('productCreate', product(second), 'product { id }')).toMatchObject({
      rule: 'name-taken',
    });
    expect(await sales.refused('customerCreate', customer(second), 'customer { id }')).toMatchObject({
      rule: 'name-taken',
    });
  });

  it.each([
    ['search-turkish', 'İstanbul Yazılım', 'istanbul'],
    ['search-greek-beginning-as-written', 'ΟΔΥΣΣΕΥΣ Σύμβουλοι', 'ΟΔΥΣ'],
    ['search-apostrophe', 'O’Brien & Söhne', "O'Brien"],
    ['another capital', 'İstanbul Bilişim', 'İSTANBUL BİLİŞİM'],
    ['another capital', 'Straßenbau Nord', 'STRASSENBAU'],
    ['another capital', 'Diyarbakır Işık', 'diyarbakir işik'],
    ['another end', 'ΦΩΣ Ενέργεια', 'φωσ'],
    ['another ligature', 'Eﬃcient Oﬃce', 'efficient office'],
    ['another sign', 'Saint‐Gobain – Ouest', 'saint-gobain - ouest'],
    ['another sign', 'D“Or” Conseil', 'd"or"'],
  ])('is found by characters on a keyboard, in any case [%s]: %j by %j', async (_id, name, search) => {
    await app.anonymous.done('partnerApply', firm(name, unique('HRB')), 'partner { id }');
    const { partners } = await manager.query(
      'query ($search: String!) { partners(first: 50, filter: { search: $search }) { nodes { name } } }',
      { search },
    );
    expect(partners.nodes).toContainEqual({ name });
  });
});
