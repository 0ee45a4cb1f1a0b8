import { system } from '../../../src/shared/access/viewer';
import { Fact } from '../../../src/shared/events/fact';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenOffering, givenPartner } from '../../support/given';
import {
  argumentsOf,
  givenProjectWithPartner,
  type Improvement,
  type ImprovementStep,
  proposeImprovement,
} from '../../support/improvements';
import { givenPlaybook, givenPlaybookDraft } from '../../support/playbooks';

describe('the steps of an improvement of a playbook', () => {
  let app: TestApp;
  let given: Awaited<ReturnType<typeof givenProjectWithPartner>>;
  let manager: Client;
  let playbookId: string;

  const selection = `playbookImprovement {
    id version status decidedBy { id } decidedAt rejectionReason releasedIn { id } releasedAt
    availableActions { name allowed blockedBy { code } }
  }`;
  const take = (client: Client, step: ImprovementStep, improvement: Improvement, releasedIn = playbookId) =>
    client.done(`playbookImprovement${step}`, argumentsOf(step, improvement, releasedIn), selection);
  const refused = (client: Client, step: ImprovementStep, improvement: Improvement, releasedIn = playbookId) =>
    app.expectNothingChanged(() =>
      client.refused(`playbookImprovement${step}`, argumentsOf(step, improvement, releasedIn), selection),
    );
  const proposed = (changes: object = {}) => proposeImprovement(given.member, given.project, changes);
  const accepted = async (): Promise<Improvement> => take(manager, 'Accept', await proposed());
  const factsOf = (subjectId: string) =>
    app.installation.database.reader(system).list(Fact, { subjectId }, [{ column: 'occurredAt' }, { column: 'id' }]);

  beforeAll(async () => {
    app = await TestApp.start();
    given = await givenProjectWithPartner(app);
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    playbookId = (await givenPlaybook(app, { offeringId: given.project.offeringId })).id;
  });
  afterAll(() => app.stop());

  it('lead to an edition of the playbook', async () => {
    const improvement = await proposed();
    const now = app.clock.now().toISOString();
    const decided = { decidedBy: { id: manager.userId }, decidedAt: now, rejectionReason: null };
    expect(await take(manager, 'Accept', improvement)).toEqual({
      ...decided,
      id: improvement.id,
      version: 2,
      status: 'ACCEPTED',
      releasedIn: null,
      releasedAt: null,
      availableActions: [{ name: 'playbookImprovementRelease', allowed: true, blockedBy: [] }],
    });
    expect(await take(manager, 'Release', { ...improvement, version: 2 })).toEqual({
      ...decided,
      id: improvement.id,
      version: 3,
      status: 'RELEASED',
      releasedIn: { id: playbookId },
      releasedAt: now,
      availableActions: [],
    });
    expect(await app.historyOf(improvement.id)).toEqual([
      'playbookImprovementPropose',
      'playbookImprovementAccept',
      'playbookImprovementRelease',
    ]);
    const { project, partnerId, member } = given;
    const about = { projectId: project.id, offeringId: project.offeringId, partnerId, proposedById: member.userId };
    expect((await factsOf(improvement.id)).map(({ type, data }) => [type, data])).toEqual([
      ['PlaybookImprovementProposed', about],
      ['PlaybookImprovementAccepted', { ...about, hoursSaved: '12.5' }],
      ['PlaybookImprovementReleased', { ...about, hoursSaved: '12.5', releasedInId: playbookId }],
    ]);
  });

  it('lead to a rejection with its reason, which the proposer can read', async () => {
    const improvement = await proposed();
    const reason = 'It is in the playbook already.';
    expect(await take(manager, 'Reject', improvement)).toMatchObject({
      status: 'REJECTED',
      rejectionReason: reason,
      decidedBy: { id: manager.userId },
      availableActions: [],
    });
    expect((await factsOf(improvement.id)).at(-1)).toMatchObject({
      type: 'PlaybookImprovementRejected',
      data: { reason, projectId: given.project.id, partnerId: given.partnerId },
    });
    const query =
      'query ($id: ID!) { node(id: $id) { ... on PlaybookImprovement { status rejectionReason decidedBy { id } } } }';
    expect((await given.member.query(query, improvement)).node).toEqual({
      status: 'REJECTED',
      rejectionReason: reason,
      // The visibility of the vendor's people to a partner is tested elsewhere.
      decidedBy: null,
    });
  });

  describe('of the person who proposed it', () => {
    const changed = {
      title: 'Test data before the design',
      phase: 'Design',
      problem: 'It came too late.',
      proposal: 'Ask for it first.',
      hoursSaved: '8.25',
    };
    const updating = ({ id, version }: Improvement, changes: object = {}) => ({
      id,
      version,
      input: { ...changed, ...changes },
    });
    const whole = 'playbookImprovement { id version status title phase problem proposal hoursSaved playbook { id } }';
    const update = (client: Client, improvement: Improvement, changes: object = {}) =>
      client.done('playbookImprovementUpdate', updating(improvement, changes), whole);
    const refusedUpdate = (client: Client, improvement: Improvement, changes: object = {}) =>
      app.expectNothingChanged(() =>
        client.refused('playbookImprovementUpdate', updating(improvement, changes), whole),
      );

    it('replace and withdraw it, until it is decided on', async () => {
      const improvement = await proposed();
      const corrected = await update(given.member, improvement, { playbookId });
      expect(corrected).toEqual({
        ...changed,
        id: improvement.id,
        version: 2,
        status: 'PROPOSED',
        playbook: { id: playbookId },
      });
      expect(await refusedUpdate(given.member, improvement)).toMatchObject({ code: 'CONFLICT', currentVersion: 2 });
      const withdrawn = await take(given.member, 'Withdraw', corrected as Improvement);
      expect(withdrawn).toMatchObject({ version: 3, status: 'WITHDRAWN', decidedBy: null, availableActions: [] });
      expect(await refusedUpdate(given.member, withdrawn)).toMatchObject({ code: 'ILLEGAL_TRANSITION', allowed: [] });
      expect(await refused(manager, 'Accept', withdrawn)).toMatchObject({ code: 'ILLEGAL_TRANSITION', allowed: [] });
      expect((await factsOf(improvement.id)).map(({ type }) => type)).toEqual([
        'PlaybookImprovementProposed',
        'PlaybookImprovementUpdated',
        'PlaybookImprovementWithdrawn',
      ]);
      const taken = await accepted();
      expect(await refusedUpdate(given.member, taken)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
      expect(await refused(given.member, 'Withdraw', taken)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    });

    it('are refused to others, and with the same errors as the proposal', async () => {
      const improvement = await proposed();
      for (const other of [given.administrator, manager, given.project.manager]) {
        expect(await refusedUpdate(other, improvement)).toMatchObject({ code: 'FORBIDDEN' });
        expect(await refused(other, 'Withdraw', improvement)).toMatchObject({ code: 'FORBIDDEN' });
      }
      const stranger = await app.asPartner((await givenPartner(app)).id);
      expect(await refusedUpdate(stranger, improvement)).toMatchObject({ code: 'NOT_FOUND' });
      for (const [changes, field] of [
        [{ phase: 'Support' }, 'phase'],
        [{ title: ' ' }, 'title'],
        [{ hoursSaved: '-1' }, 'hoursSaved'],
      ] as const) {
        expect(await refusedUpdate(given.member, improvement, changes)).toMatchObject({
          code: 'INVALID_INPUT',
          field: ['input', field],
        });
      }
    });
  });

  it('are allowed only in the right status', async () => {
    const fresh = await proposed();
    expect(await refused(manager, 'Release', fresh)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'PROPOSED',
      allowed: ['accept', 'reject', 'update', 'withdraw'],
    });
    const taken = await accepted();
    for (const step of ['Accept', 'Reject'] as const) {
      expect(await refused(manager, step, taken)).toMatchObject({ code: 'ILLEGAL_TRANSITION', allowed: ['release'] });
    }
    const rejected = await take(manager, 'Reject', await proposed());
    const released = await take(manager, 'Release', taken);
    for (const final of [rejected, released]) {
      for (const step of ['Accept', 'Reject', 'Release'] as const) {
        expect(await refused(manager, step, final)).toMatchObject({ code: 'ILLEGAL_TRANSITION', allowed: [] });
      }
    }
  });

  it('refuse a stale version, an unknown id, an id of another kind and an invalid reason', async () => {
    const improvement = await accepted();
    expect(await refused(manager, 'Release', { ...improvement, version: 1 })).toMatchObject({
      code: 'CONFLICT',
      currentVersion: 2,
    });
    const absent = { id: 'playbook_improvement_01jd5s9c0ye5rt3t7m6x0j5d1q', version: 1 };
    expect(await refused(manager, 'Accept', absent)).toMatchObject({ code: 'NOT_FOUND', field: ['id'] });
    expect(await refused(manager, 'Accept', given.project)).toMatchObject({ code: 'INVALID_INPUT', field: ['id'] });
    const silent = { ...argumentsOf('Reject', await proposed()), reason: '' };
    const refusal = await app.expectNothingChanged(() =>
      manager.refused('playbookImprovementReject', silent, selection),
    );
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: ['reason'] });
  });

  it('release only in the published playbook of the same offering', async () => {
    const improvement = await accepted();
    const field = ['input', 'releasedIn'];
    const { id: offeringId } = await givenOffering(app);
    const foreign = await givenPlaybook(app, { offeringId });
    expect(await refused(manager, 'Release', improvement, foreign.id)).toMatchObject({ rule: 'other-offering', field });
    const draft = await givenPlaybookDraft(app, { offeringId: given.project.offeringId });
    expect(await refused(manager, 'Release', improvement, draft.id)).toMatchObject({
      rule: 'playbook-not-published',
      field,
    });
    const former = playbookId;
    playbookId = (await givenPlaybook(app, { offeringId: given.project.offeringId })).id;
    expect(await refused(manager, 'Release', improvement, former)).toMatchObject({
      rule: 'playbook-not-published',
      message: 'The playbook is RETIRED, not published.',
      field,
    });
    const absent = 'playbook_01jd5s9c0ye5rt3t7m6x0j5d1q';
    expect(await refused(manager, 'Release', improvement, absent)).toMatchObject({ code: 'NOT_FOUND', field });
    expect(await refused(manager, 'Release', improvement, offeringId)).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('are refused to the proposer, administrators included', async () => {
    for (const role of [Role.ADMIN, Role.ECOSYSTEM_MANAGER]) {
      const both = await app.as(role, Role.PROJECT_MANAGER);
      await app.installation.database.query({
        text: 'UPDATE project SET managerId = ? WHERE id = ?',
        params: [both.userId, given.project.id],
      });
      const own = await proposeImprovement(both, given.project);
      for (const step of ['Accept', 'Reject'] as const) {
        expect(await refused(both, step, own)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'own-act' });
      }
      const taken = await take(manager, 'Accept', own);
      expect(await refused(both, 'Release', taken)).toMatchObject({ rule: 'own-act' });
    }
  });

  it.each(
    Object.values(Role).filter(
      (role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role) && !/^PARTNER/.test(role),
    ),
  )('are not for %s', async (role) => {
    const client = await app.as(role);
    const fresh = await proposed();
    for (const step of ['Accept', 'Reject'] as const) {
      expect(await refused(client, step, fresh)).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await refused(client, 'Release', await accepted())).toMatchObject({ code: 'FORBIDDEN' });
  });

  it("are not for partners: forbidden for the proposer's firm, not found for others", async () => {
    const fresh = await proposed();
    const taken = await accepted();
    const stranger = (await givenPartner(app)).id;
    for (const role of [Role.PARTNER_ADMIN, Role.PARTNER_MEMBER]) {
      const colleague = await app.asPartner(given.partnerId, role);
      const other = await app.asPartner(stranger, role);
      for (const [step, improvement] of [
        ['Accept', fresh],
        ['Reject', fresh],
        ['Release', taken],
      ] as const) {
        expect(await refused(colleague, step, improvement)).toMatchObject({ code: 'FORBIDDEN' });
        expect(await refused(other, step, improvement)).toMatchObject({ code: 'NOT_FOUND', field: ['id'] });
      }
    }
  });

  it('are taken only once under concurrent decisions', async () => {
    const fresh = await proposed();
    const other = await app.as(Role.ECOSYSTEM_MANAGER);
    const payloads = await Promise.all([
      manager.mutate('playbookImprovementAccept', argumentsOf('Accept', fresh), selection),
      other.mutate('playbookImprovementReject', argumentsOf('Reject', fresh), selection),
    ]);
    expect(payloads.flatMap((each: { userErrors: object[] }) => each.userErrors)).toMatchObject([{ code: 'CONFLICT' }]);
    expect(await app.factsAbout(fresh.id)).toHaveLength(2);
  });
});
