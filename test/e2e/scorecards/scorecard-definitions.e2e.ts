import { Role, TestApp } from '../../support/app';
import { givenPartner } from '../../support/given';
import {
  criterion,
  definitionInput,
  givenDefinition,
  givenPublishedDefinition,
  incidents,
} from '../../support/scorecards';

const selection = `scorecardDefinition { id version name number status period effectiveOn notes
  criteria { code label formula maximum weight } standings { name from staffing dealRegistration }
  publishedBy { id } availableActions { name allowed blockedBy { code } } }`;

describe('scorecard definitions', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('are drafted, changed, published and succeeded, with facts and history', async () => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const input = definitionInput({ name: 'Delivery', notes: 'Agreed in March.' });
    const draft = await manager.done('scorecardDefinitionDraft', { input }, selection);
    expect(draft).toMatchObject({
      name: 'Delivery',
      number: null,
      status: 'DRAFT',
      period: 'QUARTER',
      effectiveOn: null,
      notes: 'Agreed in March.',
      criteria: [criterion(), incidents()],
      standings: [
        { name: 'Poor', from: '0', staffing: 'PREVENT', dealRegistration: 'PREVENT' },
        { name: 'Average', from: '50', staffing: 'WARN', dealRegistration: 'NONE' },
        { name: 'Excellent', from: '80', staffing: 'NONE', dealRegistration: 'NONE' },
      ],
      availableActions: [
        { name: 'scorecardDefinitionUpdate', allowed: true, blockedBy: [] },
        { name: 'scorecardDefinitionPublish', allowed: true, blockedBy: [] },
        { name: 'scorecardDefinitionDiscard', allowed: true, blockedBy: [] },
      ],
    });
    const changed = { name: 'Delivery', period: 'MONTH', criteria: [criterion({ weight: '100' })], notes: '' };
    const { id, version } = draft;
    const update = { id, version, input: definitionInput(changed) };
    const updated = await manager.done('scorecardDefinitionUpdate', update, selection);
    expect(updated).toMatchObject({ ...changed, version: 2 });
    const publishing = { id, version: 2, effectiveOn: '2026-04-01' };
    expect(await manager.done('scorecardDefinitionPublish', publishing, selection)).toMatchObject({
      number: 1,
      status: 'PUBLISHED',
      effectiveOn: '2026-04-01',
      publishedBy: { id: manager.userId },
      availableActions: [],
    });
    expect(await app.factsAbout(id)).toEqual([
      'ScorecardDefinitionDrafted',
      'ScorecardDefinitionUpdated',
      'ScorecardDefinitionPublished',
    ]);
    expect(await app.historyOf(id)).toEqual([
      'scorecardDefinitionDraft',
      'scorecardDefinitionUpdate',
      'scorecardDefinitionPublish',
    ]);

    const copy = await manager.done('scorecardDefinitionDraft', { fromId: id }, selection);
    expect(copy).toMatchObject({ name: 'Delivery', period: 'MONTH', status: 'DRAFT', criteria: changed.criteria });
    const next = { id: copy.id, version: copy.version, effectiveOn: '2026-06-01' };
    expect(await manager.done('scorecardDefinitionPublish', next, selection)).toMatchObject({ number: 2 });
    const inForce = async (at: string) =>
      (await manager.query('query ($at: Date) { scorecardDefinition(at: $at) { id } }', { at })).scorecardDefinition;
    expect(await inForce('2026-03-31')).toBeNull();
    expect(await inForce('2026-05-31')).toEqual({ id });
    expect(await inForce('2026-06-01')).toEqual({ id: copy.id });
  });

  it('are compared in words', async () => {
    const [from, to] = [await givenDefinition(app, { name: 'A' }), await givenDefinition(app, { name: 'B' })];
    const analyst = await app.as(Role.ANALYST);
    const { scorecardDefinitionDifference } = await analyst.query(
      'query ($fromId: ID!, $toId: ID!) { scorecardDefinitionDifference(fromId: $fromId, toId: $toId) { area subject from to } }',
      { fromId: from.id, toId: to.id },
    );
    expect(scorecardDefinitionDifference).toEqual([{ area: 'SETTING', subject: 'name', from: 'A', to: 'B' }]);
  });

  it('may be discarded, and stay in the list', async () => {
    const { id, version } = await givenDefinition(app);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    expect(await manager.done('scorecardDefinitionDiscard', { id, version }, selection)).toMatchObject({
      status: 'DISCARDED',
      availableActions: [],
    });
    const { scorecardDefinitions } = await manager.query(
      '{ scorecardDefinitions(first: 100, status: [DISCARDED]) { nodes { id } } }',
    );
    expect(scorecardDefinitions.nodes).toEqual([{ id }]);
    const again = await app.expectNothingChanged(() =>
      manager.refused('scorecardDefinitionUpdate', { id, version: version + 1, input: definitionInput() }, selection),
    );
    expect(again).toMatchObject({ __typename: 'IllegalTransitionError', from: 'DISCARDED' });
  });

  it.each<[string, object, string[], string]>([
    [
      'an unknown metric, with its place',
      { criteria: [criterion({ formula: '1 + certificatesEarned', weight: '100' })] },
      ['criteria', '0', 'formula'],
      'There is no name `certificatesEarned`',
    ],
    [
      'a formula that does not parse',
      { criteria: [criterion({ formula: '1 +', weight: '100' })] },
      ['criteria', '0', 'formula'],
      'at line 1, column 4',
    ],
    [
      'a formula that is a condition',
      { criteria: [criterion({ formula: 'severeIncidents > 1', weight: '100' })] },
      ['criteria', '0', 'formula'],
      'A formula gives a number',
    ],
    [
      'weights that do not add up to 100',
      { criteria: [criterion({ weight: '99.999999' })] },
      ['criteria'],
      'The weights add up to 99.999999; they must add up to 100.',
    ],
    [
      'a code that is used twice',
      { criteria: [criterion({ weight: '50' }), criterion({ weight: '50' })] },
      ['criteria', '1', 'code'],
      'certificates is already used.',
    ],
    [
      'bands that do not begin at 0',
      { standings: [{ name: 'Good', from: '10' }] },
      ['standings', '0', 'from'],
      'The lowest standing must begin at 0.',
    ],
    [
      'bands out of order',
      {
        standings: [
          { name: 'Low', from: '0' },
          { name: 'High', from: '0' },
        ],
      },
      ['standings', '1', 'from'],
      'High must begin above 0, where Low begins.',
    ],
    [
      'a name of a standing that is used twice',
      {
        standings: [
          { name: 'Low', from: '0' },
          { name: 'LOW', from: '10' },
        ],
      },
      ['standings', '1', 'name'],
      'LOW is already used.',
    ],
    [
      'a maximum of 0',
      { criteria: [criterion({ maximum: '0', weight: '100' })] },
      ['criteria', '0', 'maximum'],
      'maximum must be above 0',
    ],
  ])('are refused with %s', async (_what, changes, field, message) => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const input = definitionInput(changes);
    const error = await app.expectNothingChanged(() =>
      manager.refused('scorecardDefinitionDraft', { input }, selection),
    );
    expect(error).toMatchObject({ __typename: 'InvalidInputError', field: ['input', ...field] });
    expect(error.message).toContain(message);
  });

  it('report every finding of a draft together', async () => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const input = definitionInput({
      criteria: [criterion({ formula: 'nothing' })],
      standings: [{ name: 'Good', from: '1' }],
    });
    const payload = await manager.mutate('scorecardDefinitionDraft', { input }, selection);
    expect(payload.userErrors.map(({ field }: { field: string[] }) => field.join('.'))).toEqual([
      'input.criteria.0.formula',
      'input.criteria',
      'input.standings.0.from',
    ]);
  });

  it.each([
    ['2026-03-02', 'effective-too-early', 'Pick a day after today, 2026-03-02'],
    ['2026-05-01', 'effective-too-early', 'Pick a day after 2026-06-01'],
    ['2026-08-01', 'effective-mid-period', 'is not the first day of a QUARTER'],
    ['2026-10-15', 'effective-mid-period', 'is not the first day of a QUARTER'],
  ])('do not come into force on %s: %s', async (effectiveOn, rule, message) => {
    const { id, version } = await givenDefinition(app);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const args = { id, version, effectiveOn };
    const error = await app.expectNothingChanged(() => manager.refused('scorecardDefinitionPublish', args, selection));
    expect(error).toMatchObject({ rule, field: ['effectiveOn'] });
    expect(error.message).toContain(message);
  });

  it('never cut a period of the definition that they succeed', async () => {
    await givenPublishedDefinition(app, '2027-01-01', { period: 'QUARTER' });
    const { id, version } = await givenDefinition(app, { period: 'MONTH' });
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const cutting = { id, version, effectiveOn: '2027-02-01' };
    expect(await manager.refused('scorecardDefinitionPublish', cutting, selection)).toMatchObject({
      rule: 'effective-mid-period',
    });
    await manager.done('scorecardDefinitionPublish', { id, version, effectiveOn: '2027-04-01' }, selection);
  });

  it('are written by an ECOSYSTEM_MANAGER only; partner users see published ones', async () => {
    const { id, version } = await givenDefinition(app);
    const roles = Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role));
    for (const role of roles.filter((each) => !each.startsWith('PARTNER'))) {
      const client = await app.as(role);
      const { scorecardDefinition } = await client.query('query ($id: ID!) { scorecardDefinition(id: $id) { id } }', {
        id,
      });
      expect(scorecardDefinition).toEqual({ id });
      for (const [step, more] of [
        ['scorecardDefinitionDraft', { input: definitionInput() }],
        ['scorecardDefinitionUpdate', { id, version, input: definitionInput() }],
        ['scorecardDefinitionPublish', { id, version, effectiveOn: '2030-01-01' }],
        ['scorecardDefinitionDiscard', { id, version }],
      ] as const) {
        expect(await client.refused(step, more, selection)).toMatchObject({ code: 'FORBIDDEN' });
      }
    }
    const published = await givenPublishedDefinition(app, '2029-01-01');
    const partner = await givenPartner(app);
    for (const role of [Role.PARTNER_ADMIN, Role.PARTNER_MEMBER]) {
      const client = await app.asPartner(partner.id, role);
      const { draft, inForce } = await client.query(
        `query ($draft: ID!, $published: ID!) {
          draft: scorecardDefinition(id: $draft) { id } inForce: scorecardDefinition(id: $published) { id publishedBy { id } } }`,
        { draft: id, published: published.id },
      );
      expect([draft, inForce]).toEqual([null, { id: published.id, publishedBy: null }]);
      const refusal = await client.refused('scorecardDefinitionDiscard', { id, version }, selection);
      expect(refusal).toMatchObject({ code: 'NOT_FOUND' });
      const drafting = await client.refused('scorecardDefinitionDraft', { input: definitionInput() }, selection);
      expect(drafting).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('are numbered once by concurrent publications', async () => {
    const drafts = [await givenDefinition(app), await givenDefinition(app)];
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const outcomes = await Promise.all(
      drafts.map(({ id, version }) =>
        manager.mutate('scorecardDefinitionPublish', { id, version, effectiveOn: '2040-01-01' }, selection),
      ),
    );
    const errors = outcomes.flatMap(({ userErrors }) => userErrors as { rule: string }[]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ rule: 'effective-too-early' });
  });
});
