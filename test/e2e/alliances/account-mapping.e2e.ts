import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { overlapCounts } from '../../../src/modules/alliances/account-mapping/account-mapping.reader';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenCustomer, givenPartner, unique } from '../../support/given';

interface Versioned {
  id: string;
  version: number;
}

interface Case {
  id: string;
  input: { ours: Record<string, string[]>; theirs: Record<string, string[]> };
  expected: { matrix: Record<string, number> };
}

describe('an account mapping', () => {
  let app: TestApp;
  let seller: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    seller = await app.as(Role.SALES);
  });
  afterAll(() => app.stop());

  const level = (customers: string, openOpportunities = customers, prospects = customers) => ({
    customers,
    openOpportunities,
    prospects,
  });
  const fields = `accountMapping { id version status proposedBy endReason partner { id }
    vendorLevels { customers openOpportunities prospects } partnerLevels { customers openOpportunities prospects }
    effectiveLevels { customers openOpportunities prospects } availableActions { name allowed blockedBy { code } } }`;
  const step = ({ id, version }: Versioned, more: object = {}) => ({ id, version, ...more });
  const refuse = (client: Client, name: string, args: object) =>
    app.expectNothingChanged(() => client.refused(name, args, 'accountMapping { id }'));

  interface Sides {
    partnerId: string;
    administrator: Client;
    mapping: Versioned;
  }

  async function givenSides(): Promise<{ partnerId: string; administrator: Client }> {
    const { id: partnerId } = await givenPartner(app);
    return { partnerId, administrator: await app.asPartner(partnerId, Role.PARTNER_ADMIN) };
  }

  async function givenAgreed(vendor: object = level('ALL'), partner: object = level('ALL')): Promise<Sides> {
    const { partnerId, administrator } = await givenSides();
    const input = { partnerId, levels: vendor };
    const proposed = await seller.done('accountMappingPropose', { input }, fields);
    const mapping = await administrator.done('accountMappingAccept', step(proposed, { levels: partner }), fields);
    return { partnerId, administrator, mapping };
  }

  /** Records accounts of a side; the sides carry the new version. */
  async function record(sides: Sides, client: Client, population: string, names: string[], step_ = 'Replace') {
    const args = step(sides.mapping, { input: { population, names } });
    sides.mapping = await client.done(`accountMapping${step_}Accounts`, args, 'accountMapping { id version }');
  }

  const pairs = 'matrix { vendorPopulation partnerPopulation level count }';
  const common = `commonAccounts(vendorPopulation: $ours, partnerPopulation: $theirs, first: 2) { nodes { vendorName partnerName } nextAfter }`;
  async function look(client: Client, { id }: Versioned, ours = 'CUSTOMERS', theirs = 'CUSTOMERS') {
    const { accountMapping } = await client.query(
      `query ($id: ID!, $ours: AccountPopulation!, $theirs: AccountPopulation!) { accountMapping(id: $id) { ${pairs} ${common}
        theirs: accounts(side: PARTNER, population: $theirs) { names } ours: accounts(side: VENDOR, population: $ours) { names } } }`,
      { id, ours, theirs },
    );
    const cell = accountMapping.matrix.find(
      (each: { vendorPopulation: string; partnerPopulation: string }) =>
        each.vendorPopulation === ours && each.partnerPopulation === theirs,
    );
    return {
      count: cell.count as number | null,
      level: cell.level as string,
      common: accountMapping.commonAccounts.nodes as { vendorName: string; partnerName: string }[],
      ours: accountMapping.ours.names as string[],
      theirs: accountMapping.theirs.names as string[],
    };
  }

  it('counts as in the published example, in SQL', async () => {
    const file = join(__dirname, '../../cases/alliances.json');
    const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] };
    const { input, expected } = cases.find(({ id }) => id === 'B-overlap-counts')!;
    for (const name of input.ours.customers!) await givenCustomer(app, { name });
    const sides = await givenAgreed();
    await record(sides, seller, 'OPEN_OPPORTUNITIES', input.ours.opportunities!);
    await record(sides, sides.administrator, 'CUSTOMERS', input.theirs.customers!);
    await record(sides, sides.administrator, 'PROSPECTS', input.theirs.prospects!);
    const rows = await app.installation.database.query(overlapCounts([sides.mapping.id]));
    const words: Record<string, string> = {
      CUSTOMERS: 'customers',
      OPEN_OPPORTUNITIES: 'opportunities',
      PROSPECTS: 'prospects',
    };
    const found = rows.map(({ ours, theirs, many }) => [
      `${words[String(ours)]}/${words[String(theirs)]}`,
      Number(many),
    ]);
    expect(Object.fromEntries(found)).toEqual(expected.matrix);
  });

  it('is proposed, accepted, changed and revoked, with facts and history', async () => {
    const { partnerId, administrator } = await givenSides();
    const input = { partnerId, levels: level('ALL', 'COUNTS', 'NONE') };
    const proposed = await seller.done('accountMappingPropose', { input }, fields);
    expect(proposed).toMatchObject({
      status: 'PROPOSED',
      proposedBy: 'VENDOR',
      vendorLevels: input.levels,
      partnerLevels: level('NONE'),
      effectiveLevels: level('NONE'),
      availableActions: [
        { name: 'accountMappingAccept', allowed: false, blockedBy: [{ code: 'own-act' }] },
        { name: 'accountMappingDecline', allowed: false },
        { name: 'accountMappingWithdraw', allowed: true },
      ],
    });
    const levels = level('OVERLAPS', 'ALL', 'ALL');
    for (const client of [seller, await app.as(Role.ADMIN)]) {
      expect(await refuse(client, 'accountMappingAccept', step(proposed, { levels }))).toMatchObject({
        rule: 'own-act',
      });
    }
    expect(await refuse(administrator, 'accountMappingWithdraw', step(proposed))).toMatchObject({
      rule: 'not-own-proposal',
    });
    const agreed = await administrator.done('accountMappingAccept', step(proposed, { levels }), fields);
    expect(agreed).toMatchObject({ status: 'AGREED', effectiveLevels: level('OVERLAPS', 'COUNTS', 'NONE') });
    expect(await refuse(administrator, 'accountMappingPropose', { input: { levels } })).toMatchObject({
      rule: 'already-mapped',
    });
    const lower = await administrator.done('accountMappingSetLevels', step(agreed, { levels: level('NONE') }), fields);
    expect(lower).toMatchObject({ effectiveLevels: level('NONE'), partnerLevels: level('NONE') });
    const reason = 'The partnership changes.';
    const revoked = await administrator.done('accountMappingRevoke', step(lower, { reason }), fields);
    expect(revoked).toMatchObject({ status: 'REVOKED', endReason: reason, availableActions: [] });
    expect(await app.factsAbout(proposed.id)).toEqual([
      'AccountMappingProposed',
      'AccountMappingAccepted',
      'AccountMappingLevelsSet',
      'AccountMappingRevoked',
    ]);
    expect(await app.historyOf(proposed.id)).toEqual([
      'accountMappingPropose',
      'accountMappingAccept',
      'accountMappingSetLevels',
      'accountMappingRevoke',
    ]);
    // The partner may propose the next one; the vendor declines it, then the partner withdraws another.
    const next = await administrator.done('accountMappingPropose', { input: { levels } }, fields);
    expect(next).toMatchObject({ proposedBy: 'PARTNER', partner: { id: partnerId } });
    expect(await refuse(administrator, 'accountMappingAccept', step(next, { levels }))).toMatchObject({
      rule: 'own-act',
    });
    const declined = await seller.done('accountMappingDecline', step(next, { reason: 'Not now.' }), fields);
    expect(declined).toMatchObject({ status: 'DECLINED', endReason: 'Not now.' });
    const last = await administrator.done('accountMappingPropose', { input: { levels } }, fields);
    expect(await administrator.done('accountMappingWithdraw', step(last), fields)).toMatchObject({
      status: 'WITHDRAWN',
    });
  });

  it('tells each side what the lower level allows, and nothing more', async () => {
    const shared = ['Alpha', 'Beta', 'Gamma'];
    for (const name of [...shared, 'Only Ours']) await givenCustomer(app, { name: `${name} GmbH` });
    const sides = await givenAgreed(level('ALL'), level('NONE'));
    await record(sides, sides.administrator, 'CUSTOMERS', ['ALPHA AG', 'Béta', 'gamma, Inc.', 'Only Theirs']);
    const setLevel = async (one: string) => {
      const args = step(sides.mapping, { levels: level(one) });
      sides.mapping = await sides.administrator.done('accountMappingSetLevels', args, 'accountMapping { id version }');
    };
    const nothing = { count: null, common: [] };
    expect(await look(seller, sides.mapping)).toMatchObject({ ...nothing, level: 'NONE', theirs: [] });
    expect(await look(sides.administrator, sides.mapping)).toMatchObject({ ...nothing, ours: [] });
    await setLevel('COUNTS');
    expect(await look(seller, sides.mapping)).toMatchObject({ count: 3, common: [], theirs: [] });
    expect(await look(sides.administrator, sides.mapping)).toMatchObject({ count: 3, common: [], ours: [] });
    await setLevel('OVERLAPS');
    const first = { vendorName: 'Alpha GmbH', partnerName: 'ALPHA AG' };
    expect(await look(seller, sides.mapping)).toMatchObject({ count: 3, theirs: [] });
    expect((await look(sides.administrator, sides.mapping)).common[0]).toEqual(first);
    expect(await look(sides.administrator, sides.mapping)).toMatchObject({ ours: [] });
    await setLevel('ALL');
    const all = await look(seller, sides.mapping);
    expect(all.theirs).toEqual(['ALPHA AG', 'Béta', 'gamma, Inc.', 'Only Theirs']);
    expect((await look(sides.administrator, sides.mapping)).ours).toContain('Only Ours GmbH');
    // A side always sees its own.
    await setLevel('NONE');
    expect((await look(sides.administrator, sides.mapping)).theirs).toHaveLength(4);
    expect((await look(seller, sides.mapping)).theirs).toEqual([]);
    const reason = 'Over.';
    await seller.done('accountMappingRevoke', step(sides.mapping, { reason }), 'accountMapping { id }');
    expect((await look(sides.administrator, sides.mapping)).theirs).toEqual([]);
  });

  it('does not tell a count under 3 at COUNTS', async () => {
    for (const name of ['Delta', 'Epsilon']) await givenCustomer(app, { name });
    const sides = await givenAgreed(level('COUNTS'), level('ALL'));
    await record(sides, sides.administrator, 'CUSTOMERS', ['Delta', 'Epsilon']);
    expect(await look(seller, sides.mapping)).toMatchObject({ count: null, level: 'COUNTS' });
    await givenCustomer(app, { name: 'Zeta Ltd' });
    await record(sides, sides.administrator, 'CUSTOMERS', ['zeta'], 'Append');
    expect(await look(seller, sides.mapping)).toMatchObject({ count: 3 });
  });

  it('shares nothing, and is not agreed, while the partner is not active', async () => {
    const name = `${unique('Held')} GmbH`;
    await givenCustomer(app, { name });
    const sides = await givenAgreed();
    await record(sides, sides.administrator, 'CUSTOMERS', [name]);
    const { partnerId: proposedTo, administrator } = await givenSides();
    const proposed = await seller.done(
      'accountMappingPropose',
      { input: { partnerId: proposedTo, levels: level('ALL') } },
      fields,
    );
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const change = async (mutation: string, id: string, more: object) => {
      const { partner } = await manager.query('query ($id: ID!) { partner(id: $id) { version } }', { id });
      await manager.done(mutation, { id, version: partner.version, ...more }, 'partner { id }');
    };
    for (const id of [sides.partnerId, proposedTo]) await change('partnerSuspend', id, { reason: 'An incident.' });
    for (const client of [sides.administrator, seller]) {
      expect(await look(client, sides.mapping)).toMatchObject({ count: null, level: 'NONE', common: [] });
    }
    const shown = async () =>
      (
        await sides.administrator.query(
          `query ($id: ID!) { accountMapping(id: $id) { effectiveLevels { customers }
            theirs: accounts(side: VENDOR, population: CUSTOMERS) { names } own: accounts(side: PARTNER, population: CUSTOMERS) { names } } }`,
          { id: sides.mapping.id },
        )
      ).accountMapping;
    expect(await shown()).toEqual({
      effectiveLevels: { customers: 'NONE' },
      theirs: { names: [] },
      own: { names: [name] },
    });
    const acceptance = step(proposed, { levels: level('ALL') });
    expect(await refuse(administrator, 'accountMappingAccept', acceptance)).toMatchObject({
      rule: 'partner-not-active',
    });
    await change('partnerReinstate', sides.partnerId, {});
    expect(await shown()).toMatchObject({ effectiveLevels: { customers: 'ALL' } });
  });

  it('pages the common accounts and the names', async () => {
    const names = ['Eta', 'Theta', 'Iota'];
    const sides = await givenAgreed();
    await record(sides, seller, 'PROSPECTS', names);
    await record(sides, sides.administrator, 'PROSPECTS', names);
    const seen: string[] = [];
    for (let after: string | null = null, pages = 0; pages < 4; pages += 1) {
      const { accountMapping } = await seller.query(
        `query ($id: ID!, $after: String) { accountMapping(id: $id) { commonAccounts(vendorPopulation: PROSPECTS, partnerPopulation: PROSPECTS, first: 1, after: $after) {
          nodes { partnerName } nextAfter } } }`,
        { id: sides.mapping.id, after },
      );
      seen.push(...accountMapping.commonAccounts.nodes.map(({ partnerName }: { partnerName: string }) => partnerName));
      after = accountMapping.commonAccounts.nextAfter as string | null;
      if (after === null) break;
    }
    expect(seen).toEqual(['Eta', 'Iota', 'Theta']);
    const tooMany = await seller.send(
      'query ($id: ID!) { accountMapping(id: $id) { accounts(side: VENDOR, population: PROSPECTS, first: 101) { names } } }',
      { id: sides.mapping.id },
    );
    expect(tooMany.errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('replaces and appends, each company once', async () => {
    const sides = await givenAgreed();
    const names = async () => (await look(sides.administrator, sides.mapping, 'CUSTOMERS', 'PROSPECTS')).theirs;
    await record(sides, sides.administrator, 'PROSPECTS', ['Acme GmbH', 'ACME', 'Kappa']);
    expect(await names()).toEqual(['Acme GmbH', 'Kappa']);
    await record(sides, sides.administrator, 'PROSPECTS', ['Acme Inc.', 'Lambda'], 'Append');
    expect(await names()).toEqual(['Acme GmbH', 'Kappa', 'Lambda']);
    await record(sides, sides.administrator, 'PROSPECTS', ['Mu']);
    expect(await names()).toEqual(['Mu']);
    const args = (population: string, list: string[]) => step(sides.mapping, { input: { population, names: list } });
    expect(await refuse(seller, 'accountMappingAppendAccounts', args('CUSTOMERS', ['x']))).toMatchObject({
      rule: 'customers-are-records',
    });
    expect(await refuse(seller, 'accountMappingAppendAccounts', args('PROSPECTS', ['ok', '…']))).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'names', '1'],
    });
    const stale = { ...args('PROSPECTS', ['x']), version: 1 };
    expect(await refuse(seller, 'accountMappingAppendAccounts', stale)).toMatchObject({ code: 'CONFLICT' });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.SALES, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'is for %s only as far as the firm is theirs',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const { partnerId } = await givenSides();
      const client = isPartner ? await app.asPartner(partnerId, role) : await app.as(role);
      const input = { ...(isPartner ? {} : { partnerId }), levels: level('ALL') };
      if (role === Role.PARTNER_ADMIN) {
        await client.done('accountMappingPropose', { input }, 'accountMapping { id }');
        return;
      }
      expect((await refuse(client, 'accountMappingPropose', { input })).code).toBe('FORBIDDEN');
    },
  );

  it("does not exist for another firm's users and for members", async () => {
    const sides = await givenAgreed();
    await record(sides, sides.administrator, 'PROSPECTS', ['Nu', 'Xi']);
    const stranger = (await givenSides()).administrator;
    const member = await app.asPartner(sides.partnerId, Role.PARTNER_MEMBER);
    for (const client of [stranger, member]) {
      const { accountMappings, mine } = await client.query(
        'query ($id: [ID!]) { accountMappings { totalCount } mine: accountMappings(filter: { partnerId: $id }) { totalCount } }',
        { id: [sides.partnerId] },
      );
      expect([accountMappings.totalCount, mine.totalCount]).toEqual([0, 0]);
      const both = [];
      for (const id of [sides.mapping.id, newId('account_mapping')]) {
        const answers = [
          await client.send(`query ($id: ID!) { accountMapping(id: $id) { ${pairs} } node(id: $id) { id } }`, { id }),
          await client.call('accountMappingRevoke', { id, version: 1, reason: 'x' }, '__typename'),
        ];
        both.push(JSON.stringify(answers).replaceAll(id, '<id>'));
      }
      expect(both[0]).toBe(both[1]);
    }
    const { accounts } = await (async () => {
      const [account] = await app.installation.database.query({
        text: 'SELECT id FROM mapped_account LIMIT 1',
        params: [],
      });
      return { accounts: await seller.send('query ($id: ID!) { node(id: $id) { id } }', { id: account!.id }) };
    })();
    expect(accounts.data?.node ?? null).toBeNull();
  });

  it('lets one of two concurrent proposals, and one of two changes, win', async () => {
    const { partnerId, administrator } = await givenSides();
    const levels = level('ALL');
    const answers = await Promise.all([
      seller.mutate('accountMappingPropose', { input: { partnerId, levels } }, fields),
      administrator.mutate('accountMappingPropose', { input: { levels } }, fields),
    ]);
    const won = answers.filter(({ userErrors }) => userErrors.length === 0);
    expect(won).toHaveLength(1);
    const sides = await givenAgreed();
    const changes = await Promise.all(
      ['Pi', 'Rho', 'Sigma'].map((name) =>
        sides.administrator.mutate(
          'accountMappingReplaceAccounts',
          step(sides.mapping, { input: { population: 'PROSPECTS', names: [name] } }),
          'accountMapping { id }',
        ),
      ),
    );
    expect(changes.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect((await look(sides.administrator, sides.mapping, 'CUSTOMERS', 'PROSPECTS')).theirs).toHaveLength(1);
  });
});
