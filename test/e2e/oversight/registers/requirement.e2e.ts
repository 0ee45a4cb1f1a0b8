import { Role, TestApp } from '../../../support/app';
import { givenSubmitted } from '../../../support/change-orders';
import type { Client } from '../../../support/client';
import { type GivenProject, givenActiveProject, givenStaffedPartner } from '../../../support/delivery';

describe('requirements', () => {
  let app: TestApp;
  let project: GivenProject;
  let partner: { id: string };
  let partnerMember: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    project = await givenActiveProject(app);
    partner = await givenStaffedPartner(app, project);
    partnerMember = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
  });
  afterAll(() => app.stop());

  const selection =
    'requirement { id version status raisedBy contact raisedOn rootCause decision decisionReason partnerId recordedBy { id } decidedBy { id } changeOrder { id } availableActions { name allowed blockedBy { code } } }';
  const raising = (changes: object = {}) => ({
    input: { projectId: project.id, title: 'Labels in Polish', raisedBy: 'CUSTOMER', contact: 'Jane Doe', ...changes },
  });
  const raise = (client: Client, changes: object = {}) => client.done('requirementRaise', raising(changes), selection);
  const deciding = (requirement: { id: string; version: number }, changes: object = {}) => ({
    id: requirement.id,
    version: requirement.version,
    input: { decision: 'DECLINED', reason: 'Nobody there reads Polish.', ...changes },
  });
  const refused = (client: Client, name: string, args: object) =>
    app.expectNothingChanged(() => client.refused(name, args, selection));

  it("are raised, and decided by the project's manager, with history and facts", async () => {
    const requirement = await raise(project.manager, { raisedOn: '2026-02-27' });
    expect(requirement).toMatchObject({ status: 'OPEN', contact: 'Jane Doe', raisedOn: '2026-02-27', decision: null });
    const decided = await project.manager.done(
      'requirementDecide',
      deciding(requirement, { decision: 'PRODUCT_PROPOSAL', rootCause: 'The workshop was held in English.' }),
      selection,
    );
    expect(decided).toMatchObject({
      status: 'DECIDED',
      decision: 'PRODUCT_PROPOSAL',
      rootCause: 'The workshop was held in English.',
      decidedBy: { id: project.manager.userId },
      availableActions: [],
    });
    expect(await app.factsAbout(requirement.id)).toEqual(['RequirementRaised', 'RequirementDecided']);
    expect(await app.historyOf(requirement.id)).toEqual(['requirementRaise', 'requirementDecide']);
    expect(await refused(project.manager, 'requirementDecide', deciding(decided))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
  });

  it('cannot be decided on by their author, not even by an administrator', async () => {
    const own = await raise(project.manager, { raisedBy: 'VENDOR', contact: null });
    expect(own.availableActions).toEqual([
      { name: 'requirementUpdate', allowed: true, blockedBy: [] },
      { name: 'requirementDecide', allowed: false, blockedBy: [{ code: 'own-act' }] },
    ]);
    expect(await refused(project.manager, 'requirementDecide', deciding(own))).toMatchObject({ rule: 'own-act' });
    const admin = await app.as(Role.ADMIN);
    const admins = await raise(admin, { raisedBy: 'VENDOR', contact: null });
    expect(await refused(admin, 'requirementDecide', deciding(admins))).toMatchObject({ rule: 'own-act' });
    expect(await project.manager.done('requirementDecide', deciding(admins), selection)).toMatchObject({
      status: 'DECIDED',
    });
  });

  it('raised by partner users belong to their firm, and the vendor decides on them', async () => {
    const theirs = await raise(partnerMember, { raisedBy: 'PARTNER', contact: null });
    expect(theirs).toMatchObject({ raisedBy: 'PARTNER', partnerId: partner.id });
    expect(await refused(partnerMember, 'requirementDecide', deciding(theirs))).toMatchObject({ code: 'FORBIDDEN' });
    const internal = await raise(project.manager);
    expect(await refused(partnerMember, 'requirementDecide', deciding(internal))).toMatchObject({ code: 'NOT_FOUND' });
    const { requirements } = await partnerMember.query('{ requirements { totalCount nodes { id } } }');
    expect(requirements).toEqual({ totalCount: 1, nodes: [{ id: theirs.id }] });
    const decided = await project.manager.done(
      'requirementDecide',
      deciding(theirs, { decision: 'IN_SCOPE' }),
      selection,
    );
    expect(decided).toMatchObject({ decision: 'IN_SCOPE' });
  });

  it.each<[string, object, object]>([
    ['a customer without a contact', { contact: null }, { field: ['input', 'contact'] }],
    ['a contact where it was the vendor', { raisedBy: 'VENDOR' }, { field: ['input', 'contact'] }],
    ['staff as a partner', { raisedBy: 'PARTNER', contact: null }, { field: ['input', 'raisedBy'] }],
    ['a day to come', { raisedOn: '2026-03-05' }, { field: ['input', 'raisedOn'] }],
  ])('refuse %s', async (_, changes, expected) => {
    const error = await refused(project.manager, 'requirementRaise', raising(changes));
    expect(error).toMatchObject({ code: 'INVALID_INPUT', ...expected });
  });

  it('name the change order that adds them, of the same project and only with that decision', async () => {
    const { project: other, changeOrder } = await givenSubmitted(app);
    const requirement = await raise(other.manager, { projectId: other.id });
    const foreign = await raise(project.manager);
    const byChangeOrder = { decision: 'CHANGE_ORDER', reason: 'They pay for it.', changeOrderId: changeOrder.id };
    for (const [client, of, changes] of [
      [project.manager, foreign, byChangeOrder],
      [other.manager, requirement, { ...byChangeOrder, decision: 'IN_SCOPE' }],
    ] as const) {
      expect(await refused(client, 'requirementDecide', deciding(of, changes))).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['input', 'changeOrderId'],
      });
    }
    const decided = await other.manager.done('requirementDecide', deciding(requirement, byChangeOrder), selection);
    expect(decided).toMatchObject({ decision: 'CHANGE_ORDER', changeOrder: { id: changeOrder.id } });
    const later = await project.manager.done(
      'requirementDecide',
      deciding(foreign, { ...byChangeOrder, changeOrderId: null }),
      selection,
    );
    expect(later).toMatchObject({ decision: 'CHANGE_ORDER', changeOrder: null });
  });

  describe('are corrected', () => {
    const updating = ({ id, version }: { id: string; version: number }, changes: object = {}) => ({
      id,
      version,
      input: { title: 'Labels in Czech', raisedBy: 'CUSTOMER', contact: 'Jane Dvořák', ...changes },
    });

    it('as a whole until they are decided on, by their author, with history and facts', async () => {
      const given = { raisedBy: 'PARTNER', contact: null, raisedOn: '2026-02-27', description: 'All of them.' };
      const theirs = await raise(partnerMember, given);
      const corrected = await partnerMember.done('requirementUpdate', updating(theirs), selection);
      expect(corrected).toMatchObject({
        version: 2,
        status: 'OPEN',
        raisedBy: 'CUSTOMER',
        contact: 'Jane Dvořák',
        // The day stays if it is left out.
        raisedOn: '2026-02-27',
        partnerId: partner.id,
        recordedBy: { id: partnerMember.userId },
      });
      expect(await app.factsAbout(theirs.id)).toEqual(['RequirementRaised', 'RequirementUpdated']);
      expect(await app.historyOf(theirs.id)).toEqual(['requirementRaise', 'requirementUpdate']);
      expect(await refused(partnerMember, 'requirementUpdate', updating(theirs))).toMatchObject({ code: 'CONFLICT' });
      const decided = await project.manager.done('requirementDecide', deciding(corrected), selection);
      expect(await refused(partnerMember, 'requirementUpdate', updating(decided))).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
      });
    });

    it("by the project's manager, who still cannot decide on their own, and keeps the side that raised it", async () => {
      const theirs = await raise(partnerMember, { raisedBy: 'PARTNER', contact: null });
      const kept = { raisedBy: 'PARTNER', contact: null, partnerId: partner.id, raisedOn: '2026-03-01' };
      const corrected = await project.manager.done('requirementUpdate', updating(theirs, kept), selection);
      expect(corrected).toMatchObject({ ...kept, recordedBy: { id: partnerMember.userId } });
      const own = await raise(project.manager, { raisedBy: 'VENDOR', contact: null });
      const again = await project.manager.done(
        'requirementUpdate',
        updating(own, { raisedBy: 'VENDOR', contact: null }),
        selection,
      );
      expect(await refused(project.manager, 'requirementDecide', deciding(again))).toMatchObject({ rule: 'own-act' });
    });

    it.each<[string, object, object]>([
      ['a customer without a contact', { contact: null }, { field: ['input', 'contact'] }],
      ['staff as a partner', { raisedBy: 'PARTNER', contact: null }, { field: ['input', 'raisedBy'] }],
      ['a day to come', { raisedOn: '2026-03-05' }, { field: ['input', 'raisedOn'] }],
      ['a blank title', { title: ' ' }, { field: ['input', 'title'] }],
    ])('not to %s', async (_, changes, expected) => {
      const requirement = await raise(project.manager);
      const error = await refused(project.manager, 'requirementUpdate', updating(requirement, changes));
      expect(error).toMatchObject({ code: 'INVALID_INPUT', ...expected });
    });

    it('not by colleagues of the author or by other staff', async () => {
      const requirement = await raise(project.manager);
      const colleague = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
      const theirs = await raise(partnerMember, { raisedBy: 'PARTNER', contact: null });
      expect(await refused(colleague, 'requirementUpdate', updating(theirs))).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refused(partnerMember, 'requirementUpdate', updating(requirement))).toMatchObject({
        code: 'NOT_FOUND',
      });
      for (const role of [Role.CONSULTANT, Role.PROJECT_MANAGER, Role.OPERATIONS, Role.ANALYST]) {
        const stranger = await app.as(role);
        expect(await refused(stranger, 'requirementUpdate', updating(requirement))).toMatchObject({
          code: 'FORBIDDEN',
        });
      }
    });
  });

  it('cannot be raised or decided by staff who are not on the project', async () => {
    const requirement = await raise(project.manager);
    for (const role of [Role.CONSULTANT, Role.PROJECT_MANAGER, Role.OPERATIONS, Role.ANALYST]) {
      const stranger = await app.as(role);
      expect(await refused(stranger, 'requirementRaise', raising())).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refused(stranger, 'requirementDecide', deciding(requirement))).toMatchObject({ code: 'FORBIDDEN' });
    }
    const { requirements } = await project.manager.query(
      'query ($filter: RequirementFilter) { requirements(filter: $filter) { nodes { id status } } }',
      { filter: { projectId: [project.id], status: ['DECIDED'], decision: ['PRODUCT_PROPOSAL'] } },
    );
    expect(requirements.nodes).toEqual([{ id: expect.any(String), status: 'DECIDED' }]);
  });
});
