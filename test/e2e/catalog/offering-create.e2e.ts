import { type Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';

describe('offeringCreate', () => {
  let app: TestApp;
  let manager: Client;
  let productId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const product = await manager.done(
      'productCreate',
      { input: { name: 'Loom ERP', description: '', owner: 'Core', capabilities: ['planning'] } },
      'product { id }',
    );
    productId = product.id;
  });
  afterAll(() => app.stop());

  const input = (changes: object = {}) => ({
    input: {
      productId,
      name: 'Loom rollout',
      description: 'From contract to go-live.',
      deliverables: [{ name: 'Live system', acceptanceStandard: 'Two weeks without a severity 1 incident.' }],
      phases: ['Design', 'Build'],
      roles: ['Architect'],
      baselineHours: [{ phase: 'Design', role: 'Architect', hours: 40.5 }],
      ...changes,
    },
  });
  const selection =
    'offering { id version name standardisation phases product { name } deliverables { name } baselineHours { hours } }';

  it('creates an offering, emits a fact and keeps history', async () => {
    const offering = await manager.done('offeringCreate', input(), selection);
    expect(offering).toMatchObject({
      version: 1,
      standardisation: 'CUSTOM',
      product: { name: 'Loom ERP' },
      deliverables: [{ name: 'Live system' }],
      baselineHours: [{ hours: 40.5 }],
    });
    expect(await app.factsAbout(offering.id)).toEqual(['OfferingCreated']);
    expect(await app.historyOf(offering.id)).toEqual(['offeringCreate']);
    const { auditVerify } = await manager.query('query ($id: ID!) { auditVerify(recordId: $id) { intact entries } }', {
      id: offering.id,
    });
    expect(auditVerify).toEqual({ intact: true, entries: 1 });
  });

  it.each([
    [
      'a name that differs only in case',
      { name: 'LOOM  Rollout' },
      { code: 'RULE_VIOLATION', rule: 'name-taken', field: ['input', 'name'] },
    ],
    ['a name of 10,000 characters', { name: 'x'.repeat(10_000) }, { code: 'INVALID_INPUT', field: ['input', 'name'] }],
    [
      'a nested value out of range',
      { name: 'a', baselineHours: [{ phase: 'Design', role: 'Architect', hours: -1 }] },
      { code: 'INVALID_INPUT', field: ['input', 'baselineHours', '0', 'hours'] },
    ],
    [
      'hours for an unknown phase',
      { name: 'b', baselineHours: [{ phase: 'Test', role: 'Architect', hours: 1 }] },
      { code: 'INVALID_INPUT', field: ['input', 'baselineHours'] },
    ],
    [
      'an id of another kind',
      { name: 'c', productId: 'customer_01jd5s9c0ye5rt3t7m6x0j5d1q' },
      { code: 'INVALID_INPUT', field: ['input', 'productId'] },
    ],
    [
      'an unknown id',
      { name: 'd', productId: 'product_01jd5s9c0ye5rt3t7m6x0j5d1q' },
      { code: 'NOT_FOUND', field: ['input', 'productId'] },
    ],
  ])('refuses %s', async (_what, changes, error) => {
    const refusal = await app.expectNothingChanged(() => manager.refused('offeringCreate', input(changes), selection));
    expect(refusal).toMatchObject(error);
  });

  it('keeps 4-byte characters', async () => {
    const offering = await manager.done('offeringCreate', input({ name: '上海 🚀 Größe' }), selection);
    expect(offering.name).toBe('上海 🚀 Größe');
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'is not for %s',
    async (role) => {
      const client = role.startsWith('PARTNER')
        ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role)
        : await app.as(role);
      const refusal = await app.expectNothingChanged(() =>
        client.refused('offeringCreate', input({ name: 'e' }), selection),
      );
      expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it('executes a repeated request once, and refuses the same key with another body', async () => {
    const headers = { 'idempotency-key': 'retry-1' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => manager.done('offeringCreate', input({ name: 'Once' }), selection, headers)),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const refusal = await manager.refused('offeringCreate', input({ name: 'Twice' }), selection, headers);
    expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', rule: 'idempotency-key-reused' });
  });
});
