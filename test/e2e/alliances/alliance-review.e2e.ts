import { allianceReviewsRemind } from '../../../src/modules/alliances/alliances/alliance.jobs';
import { Role, TestApp } from '../../support/app';
import {
  decision,
  exitContent,
  type GivenAlliance,
  givenAlliance,
  givenAllianceIn,
  givenOrganization,
} from '../../support/alliances';
import type { Client } from '../../support/client';
import { givenPartner } from '../../support/given';
import { givenDocument } from '../../support/uploads';

const answers = (changes: object = {}) => ({
  reviewedOn: '2026-03-01',
  changesInside: 'A new product lead.',
  changesOutside: 'A competitor left.',
  niche: 'GROWING',
  nicheNote: 'Orders doubled.',
  need: 'MUTUAL',
  needNote: 'Each sells the other.',
  ...changes,
});

describe('reviews of an alliance', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const selection =
    'allianceReview { id version status dueOn reviewedOn niche need decision decisionReason decidedBy { id } authors { id } availableActions { name allowed blockedBy { code } } alliance { id version stage nextReviewOn openReview { id } } }';
  const refused = (client: Client, name: string, args: object, answer = selection) =>
    app.expectNothingChanged(() => client.refused(name, args, answer));
  const open = ({ id, version, manager }: GivenAlliance, changes: object = {}) =>
    manager.done('allianceOpenReview', { id, version, input: answers(changes) }, selection);
  const deciding = (review: { id: string; version: number }, choice: string, changes: object = {}) => ({
    id: review.id,
    version: review.version,
    input: decision({ decision: choice, ...changes }),
  });

  it('are opened, answered, and decided by another ecosystem manager', async () => {
    const alliance = await givenAllianceIn(app, 'STAYING_TOGETHER');
    const review = await open(alliance);
    expect(review).toMatchObject({
      ...{ status: 'OPEN', dueOn: '2026-09-02', niche: 'GROWING', decision: null },
      authors: [{ id: alliance.manager.userId }],
      alliance: { stage: 'STAYING_TOGETHER', openReview: { id: review.id } },
    });
    expect(review.availableActions).toContainEqual({
      name: 'allianceReviewDecide',
      allowed: false,
      blockedBy: [{ code: 'own-act' }],
    });
    const again = { id: alliance.id, version: review.alliance.version, input: answers() };
    expect(await refused(alliance.manager, 'allianceOpenReview', again)).toMatchObject({ rule: 'review-open' });
    const exiting = { id: alliance.id, version: review.alliance.version, input: decision() };
    expect(await refused(alliance.manager, 'allianceExit', exiting, 'alliance { id }')).toMatchObject({
      rule: 'review-open',
    });

    const second = await app.as(Role.ECOSYSTEM_MANAGER);
    const changes = { niche: 'DYING', nicheNote: 'Orders halved.', need: 'WE_NEED_THEM' };
    const updating = { id: review.id, version: 1, input: answers(changes) };
    const updated = await second.done('allianceReviewUpdate', updating, selection);
    expect(updated).toMatchObject({ niche: 'DYING', need: 'WE_NEED_THEM' });
    // Everybody who wrote answers is out, administrators included.
    for (const client of [alliance.manager, second]) {
      expect(await refused(client, 'allianceReviewDecide', deciding(updated, 'CONTINUE'))).toMatchObject({
        rule: 'own-act',
      });
    }
    const third = await app.as(Role.ECOSYSTEM_MANAGER);
    const decided = await third.done('allianceReviewDecide', deciding(updated, 'ADJUST'), selection);
    expect(decided).toMatchObject({
      ...{ status: 'DECIDED', decision: 'ADJUST', decisionReason: 'It fits.', decidedBy: { id: third.userId } },
      availableActions: [],
      alliance: { stage: 'VALUE_CREATION', nextReviewOn: '2026-09-01', openReview: null },
    });
    const late = { id: review.id, version: decided.version, input: answers() };
    expect(await refused(second, 'allianceReviewUpdate', late)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    expect(await app.factsAbout(review.id)).toEqual([
      'AllianceReviewOpened',
      'AllianceReviewUpdated',
      'AllianceReviewDecided',
    ]);
    expect((await app.factsAbout(alliance.id)).at(-1)).toBe('AllianceAdjusted');
    const { alliance: read } = await third.query(
      'query ($id: ID!) { alliance(id: $id) { steps(first: 100) { nodes { from to review { id } } } reviews { nodes { id } } } }',
      { id: alliance.id },
    );
    expect(read.steps.nodes.at(-1)).toEqual({
      from: 'STAYING_TOGETHER',
      to: 'VALUE_CREATION',
      review: { id: review.id },
    });
    expect(read.reviews.nodes).toEqual([{ id: review.id }]);
  });

  it('continue, or end the alliance', async () => {
    const [kept, ended] = [
      await givenAllianceIn(app, 'VALUE_CREATION'),
      await givenAllianceIn(app, 'WORKING_TOGETHER'),
    ];
    const decider = await app.as(Role.ECOSYSTEM_MANAGER);
    const continued = await decider.done('allianceReviewDecide', deciding(await open(kept), 'CONTINUE'), selection);
    expect(continued.alliance).toMatchObject({ stage: 'VALUE_CREATION', nextReviewOn: '2026-09-01' });
    const review = await open(ended);
    expect(await refused(decider, 'allianceReviewDecide', deciding(review, 'ADJUST'))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'WORKING_TOGETHER',
    });
    const document = await givenDocument(app, decider);
    const args = deciding(review, 'EXIT', { documentIds: [document.id] });
    expect((await decider.done('allianceReviewDecide', args, selection)).alliance).toMatchObject({
      stage: 'EXIT',
      nextReviewOn: null,
    });
    const { alliance, exitObligations } = await decider.query(
      `query ($id: ID!) {
        alliance(id: $id) { steps(first: 100) { nodes { to review { id } documents { id } } } }
        exitObligations(filter: { allianceId: [$id], dueTo: "2026-03-20" }) { nodes { subject } }
      }`,
      { id: ended.id },
    );
    expect(alliance.steps.nodes.at(-1)).toEqual({
      to: 'EXIT',
      review: { id: review.id },
      documents: [{ id: document.id }],
    });
    expect(exitObligations.nodes).toEqual([{ subject: 'SUPPORT' }]);
  });

  it('need parties that work together, and complete answers', async () => {
    const early = await givenAlliance(app);
    const args = (changes: object = {}) => ({ id: early.id, version: early.version, input: answers(changes) });
    expect(await refused(early.manager, 'allianceOpenReview', args())).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const { id, version, manager } = await givenAllianceIn(app, 'WORKING_TOGETHER');
    for (const [changes, field] of [
      [{ changesInside: '' }, 'changesInside'],
      [{ nicheNote: ' ' }, 'nicheNote'],
      [{ reviewedOn: '2026-03-09' }, 'reviewedOn'],
    ] as const) {
      const wrong = { id, version, input: answers(changes) };
      expect(await refused(manager, 'allianceOpenReview', wrong)).toMatchObject({ field: ['input', field] });
    }
    const input = answers();
    for (const role of [Role.SALES, Role.OPERATIONS, Role.PROJECT_MANAGER, Role.ANALYST]) {
      expect(await refused(await app.as(role), 'allianceOpenReview', { id, version, input })).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });

  it('stay hidden from the partner that is a party', async () => {
    const partner = await givenPartner(app);
    const own = await givenOrganization(app, { partnerId: partner.id });
    const alliance = await givenAllianceIn(app, 'VALUE_CREATION', { organizationId: own.id });
    const review = await open(alliance);
    const client = await app.asPartner(partner.id);
    const seen = await client.query(
      `query ($id: ID!, $review: ID!) {
        alliance(id: $id) { stage openReview { id } reviews { totalCount } }
        allianceReview(id: $review) { id } allianceReviews { totalCount }
      }`,
      { id: alliance.id, review: review.id },
    );
    expect(seen).toEqual({
      alliance: { stage: 'VALUE_CREATION', openReview: null, reviews: { totalCount: 0 } },
      allianceReview: null,
      allianceReviews: { totalCount: 0 },
    });
    expect(await refused(client, 'allianceReviewDecide', deciding(review, 'EXIT'))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('let only one of several concurrent reviews and exits win', async () => {
    const alliance = await givenAllianceIn(app, 'VALUE_CREATION');
    const { id, version, manager } = alliance;
    const other = await app.as(Role.ECOSYSTEM_MANAGER);
    const outcomes = await Promise.all([
      manager.mutate('allianceOpenReview', { id, version, input: answers() }, selection),
      other.mutate('allianceOpenReview', { id, version, input: answers() }, selection),
      manager.mutate('allianceExit', { id, version, input: decision() }, 'alliance { id }'),
      other.mutate('allianceAdvance', { id, version, input: decision() }, 'alliance { id }'),
    ]);
    expect(outcomes.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  });

  it('are announced once when due and once when overdue, and listed by due day', async () => {
    const alliance = await givenAllianceIn(app, 'WORKING_TOGETHER', { reviewEveryMonths: 1 });
    const told = async () => (await app.factsAbout(alliance.id)).filter((each) => each.includes('Review'));
    const run = () => allianceReviewsRemind.run(app.installation.database, null as never);
    await run();
    expect(await told()).toEqual([]);
    // Due on 2 April.
    app.clock.set('2026-03-19T09:00:00.000Z');
    await run();
    expect(await run()).toBe(0);
    expect(await told()).toEqual(['AllianceReviewDue']);
    app.clock.set('2026-04-03T09:00:00.000Z');
    await run();
    expect(await run()).toBe(0);
    expect(await told()).toEqual(['AllianceReviewDue', 'AllianceReviewOverdue']);
    const analyst = await app.as(Role.ANALYST);
    const { allianceReviewsDue } = await analyst.query(
      '{ allianceReviewsDue(filter: { reviewDueTo: "2026-04-03" }) { nodes { id nextReviewOn } } }',
    );
    expect(allianceReviewsDue.nodes).toEqual([{ id: alliance.id, nextReviewOn: '2026-04-02' }]);
  });
});

describe('the exit strategy of an alliance', () => {
  let app: TestApp;
  let alliance: GivenAlliance;

  beforeAll(async () => {
    app = await TestApp.start();
    alliance = await givenAllianceIn(app, 'SELECTION');
  });
  afterAll(() => app.stop());

  const selection =
    'exitStrategy { id version edition status jointCustomers duties { subject text daysAfterExit } agreedOn agreedBy { id } documents { id } alliance { id version exitStrategy { edition } } }';
  const refused = (client: Client, name: string, args: object) =>
    app.expectNothingChanged(() => client.refused(name, args, selection));

  it('is drafted, corrected, agreed with evidence, and superseded by the next one', async () => {
    const { manager } = alliance;
    const drafting = (version: number) => ({ id: alliance.id, version, input: exitContent() });
    const draft = await manager.done('allianceDraftExitStrategy', drafting(alliance.version), selection);
    expect(draft).toMatchObject({ edition: 1, status: 'DRAFT', alliance: { exitStrategy: null } });
    expect(await refused(manager, 'allianceDraftExitStrategy', drafting(alliance.version))).toMatchObject({
      rule: 'draft-exists',
    });
    const input = exitContent({ jointCustomers: 'The lead keeps them.', duties: [] });
    expect(await refused(manager, 'exitStrategyUpdate', { id: draft.id, version: 1, input })).toMatchObject({
      field: ['input', 'duties'],
    });
    const duties = [{ subject: 'OTHER', text: 'Tell the press.', daysAfterExit: 0 }];
    const updated = await manager.done(
      'exitStrategyUpdate',
      { id: draft.id, version: 1, input: { ...input, duties } },
      selection,
    );
    expect(updated).toMatchObject({ jointCustomers: 'The lead keeps them.', duties });
    const document = await givenDocument(app, manager);
    const agreeing = (changes: object = {}) => ({
      id: draft.id,
      version: 2,
      input: { agreedOn: '2026-03-01', documentIds: [document.id], ...changes },
    });
    expect(await refused(manager, 'exitStrategyAgree', agreeing({ documentIds: [] }))).toMatchObject({
      field: ['input', 'documentIds'],
    });
    expect(await refused(manager, 'exitStrategyAgree', agreeing({ agreedOn: '2026-03-09' }))).toMatchObject({
      field: ['input', 'agreedOn'],
    });
    const agreed = await manager.done('exitStrategyAgree', agreeing(), selection);
    expect(agreed).toMatchObject({
      ...{
        status: 'AGREED',
        agreedOn: '2026-03-01',
        agreedBy: { id: manager.userId },
        documents: [{ id: document.id }],
      },
      alliance: { exitStrategy: { edition: 1 } },
    });
    const frozen = { id: draft.id, version: agreed.version, input: { ...input, duties } };
    expect(await refused(manager, 'exitStrategyUpdate', frozen)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });

    const next = await manager.done('allianceDraftExitStrategy', drafting(agreed.alliance.version), selection);
    expect(next).toMatchObject({ edition: 2, alliance: { exitStrategy: { edition: 1 } } });
    const discarding = { id: next.id, version: 1, reason: 'A mistake.' };
    expect(await manager.done('exitStrategyDiscard', discarding, selection)).toMatchObject({ status: 'DISCARDED' });
    const third = await manager.done('allianceDraftExitStrategy', drafting(agreed.alliance.version), selection);
    await manager.done(
      'exitStrategyAgree',
      { id: third.id, version: 1, input: { agreedOn: '2026-03-02', documentIds: [document.id] } },
      selection,
    );
    const { alliance: read } = await manager.query(
      'query ($id: ID!) { alliance(id: $id) { exitStrategy { edition } exitStrategies { nodes { edition status } } } }',
      { id: alliance.id },
    );
    expect(read).toEqual({
      exitStrategy: { edition: 3 },
      exitStrategies: {
        nodes: [
          { edition: 1, status: 'SUPERSEDED' },
          { edition: 2, status: 'DISCARDED' },
          { edition: 3, status: 'AGREED' },
        ],
      },
    });
    expect(await app.factsAbout(draft.id)).toEqual([
      'ExitStrategyDrafted',
      'ExitStrategyUpdated',
      'ExitStrategyAgreed',
    ]);
  });

  it('is drafted from the selection on, by an ecosystem manager, once at a time', async () => {
    const early = await givenAlliance(app);
    const { id, version, manager } = early;
    const args = { id, version, input: exitContent() };
    expect(await refused(manager, 'allianceDraftExitStrategy', args)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    expect(await refused(await app.as(Role.SALES), 'allianceDraftExitStrategy', args)).toMatchObject({
      code: 'FORBIDDEN',
    });
    const selected = await givenAllianceIn(app, 'SELECTION');
    const racing = { id: selected.id, version: selected.version, input: exitContent() };
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() => selected.manager.mutate('allianceDraftExitStrategy', racing, selection)),
    );
    expect(outcomes.filter(({ exitStrategy }) => exitStrategy)).toHaveLength(1);
  });
});
