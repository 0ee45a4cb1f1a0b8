import type { User } from '../../../src/modules/identity';
import { QuotaUse, takeFrom } from '../../../src/shared/database/quota';
import { system } from '../../../src/shared/access/viewer';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenPartner, unique } from '../../support/given';
import { pdf, upload } from '../../support/uploads';

describe('a quota', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ uploadsPerDay: 4, uploadBytesPerDay: 10_000 });
  });
  afterAll(() => app.stop());

  const firm = async () => {
    const { id } = await givenPartner(app);
    return [await app.asPartner(id, Role.PARTNER_ADMIN), await app.asPartner(id, Role.PARTNER_MEMBER)] as const;
  };
  const send = (client: Client, size: number) => upload(app, client, { content: pdf(size) });

  it('allows exactly its number of uses under concurrent requests', async () => {
    const quota = { name: unique('quota'), windowMilliseconds: 60_000, uses: 5, amount: 100 };
    const taken = await Promise.all(Array.from({ length: 20 }, () => takeFrom(app.installation.database, quota, 3)));
    expect(taken.filter(Boolean)).toHaveLength(5);
    const large = { ...quota, name: unique('quota'), uses: 0 };
    const amounts = await Promise.all(Array.from({ length: 12 }, () => takeFrom(app.installation.database, large, 30)));
    expect(amounts.filter(Boolean)).toHaveLength(3);
    expect(await takeFrom(app.installation.database, large, 101)).toBe(false);
  });

  it('limits the documents that a firm uploads in a day, independently of other firms', async () => {
    const [administrator, member] = await firm();
    for (const client of [administrator, member, administrator, member])
      expect((await send(client, 100)).status).toBe(201);
    const { status, error } = await app.expectNothingChanged(() => send(member, 100));
    expect(status).toBe(429);
    expect(error).toMatchObject({ code: 'RULE_VIOLATION', rule: 'upload-quota', field: ['file'] });
    const [other] = await firm();
    expect((await send(other, 100)).status).toBe(201);
    app.clock.set('2026-03-03T00:00:00.000Z');
    const nextDay = await app.signIn({ id: member.userId } as User);
    expect((await send(nextDay, 100)).status).toBe(201);
    app.clock.set('2026-03-02T09:00:00.000Z');
  });

  it('counts the bytes of accepted uploads, also concurrent ones, but not of refused ones', async () => {
    const [administrator] = await firm();
    const { status } = await upload(app, administrator, { name: 'a.exe', content: Buffer.alloc(6_000, 'MZ') });
    expect(status).toBe(400);
    const answers = await Promise.all([1, 2, 3].map(() => send(administrator, 4_000)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 201, 429]);
  });

  it('deletes expired windows', async () => {
    app.clock.set('2026-03-04T00:00:00.000Z');
    expect(await app.installation.jobs.run('clearQuotas')).toMatchObject({ error: null });
    expect(await app.installation.database.reader(system).count(QuotaUse, {})).toBe(0);
    app.clock.set('2026-03-02T09:00:00.000Z');
  });
});

describe('the public application form', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ applicationsPerHour: 3, trustedProxies: ['127.0.0.1'] });
  });
  afterAll(() => app.stop());

  const apply = (registrationNumber: string, headers: Record<string, string>, client = app.anonymous) => {
    const input = {
      name: unique('Firm'),
      legalName: 'Firm GmbH',
      country: 'DE',
      registrationNumber,
      region: 'EMEA',
      industries: [],
      contactName: 'Renate Vogel',
      contactEmail: 'renate.vogel@example.com',
    };
    return client.mutate('partnerApply', { input }, 'partner { id }', headers);
  };
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const ruleOf = ({ userErrors: [error] }: { userErrors: { rule: string }[] }) => error?.rule ?? null;

  it('reveals taken registrations to an address only a few times an hour', async () => {
    const taken = unique('HRB');
    const rules = [];
    for (const number of [taken, taken, unique('HRB'), taken, unique('HRB')])
      rules.push(ruleOf(await apply(number, from('192.0.2.1'))));
    // From the third on, taken and free numbers get the same response.
    expect(rules).toEqual([null, 'already-registered', null, 'too-many-applications', 'too-many-applications']);
    expect(ruleOf(await apply(unique('HRB'), from('192.0.2.2')))).toBeNull();
    app.clock.set('2026-03-02T10:00:00.000Z');
    expect(ruleOf(await apply(unique('HRB'), from('192.0.2.1')))).toBeNull();
  });

  it('counts an IPv6 network as one caller', async () => {
    const rules = [];
    for (const host of [1, 2, 3, 4]) rules.push(ruleOf(await apply(unique('HRB'), from(`2001:db8:0:7::${host}`))));
    expect(rules).toEqual([null, null, null, 'too-many-applications']);
  });

  it('does not count applications that staff enter', async () => {
    const sales = await app.as(Role.SALES);
    for (let count = 0; count < 5; count += 1) expect(ruleOf(await apply(unique('HRB'), {}, sales))).toBeNull();
  });
});
