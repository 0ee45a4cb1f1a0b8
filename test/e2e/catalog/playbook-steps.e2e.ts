import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenClosedOffering } from '../../support/given';
import {
  givenOpenOffering,
  givenPlaybook,
  givenPlaybookDraft,
  playbookContent,
  playbookItem,
} from '../../support/playbooks';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

describe('playbookPublish and playbookRetire', () => {
  let app: TestApp;
  let manager: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  const step = (id: string, version: number, reason?: string) => ({
    id,
    version,
    ...(reason !== undefined && { reason }),
  });
  const selection =
    'playbook { id version status edition publishedAt publishedBy { id } retiredAt retirementReason availableActions { name blockedBy { code } } }';
  const of = async (client: Client, offeringId: string): Promise<any> =>
    (
      await client.query(
        'query ($id: ID!) { offering(id: $id) { playbook { id } playbooks { totalCount nodes { id status edition } } } }',
        { id: offeringId },
      )
    ).offering;

  it('publish one edition after the other, with one in force, and emit facts', async () => {
    const first = await givenPlaybookDraft(app);
    const published = await manager.done('playbookPublish', step(first.id, first.version), selection);
    expect(published).toMatchObject({
      version: 2,
      status: 'PUBLISHED',
      edition: 1,
      publishedAt: app.clock.now().toISOString(),
      publishedBy: { id: manager.userId },
      retiredAt: null,
    });
    const next = await manager.done('playbookDraft', { fromId: first.id }, 'playbook { id version }');
    const second = await manager.done('playbookPublish', step(next.id, next.version), selection);
    expect(second).toMatchObject({ status: 'PUBLISHED', edition: 2 });
    const offering = await of(manager, first.offeringId);
    expect(offering.playbook).toEqual({ id: next.id });
    expect(offering.playbooks.nodes).toEqual(
      expect.arrayContaining([
        { id: next.id, status: 'PUBLISHED', edition: 2 },
        { id: first.id, status: 'RETIRED', edition: 1 },
      ]),
    );
    const former = await manager.query(`query ($id: ID!) { ${selection.replace('playbook', 'playbook(id: $id)')} }`, {
      id: first.id,
    });
    expect(former.playbook).toMatchObject({ version: 3, retirementReason: null, availableActions: [] });
    expect(former.playbook.retiredAt).not.toBeNull();
    expect(await app.factsAbout(first.id)).toEqual(['PlaybookDrafted', 'PlaybookPublished', 'PlaybookRetired']);
    expect(await app.factsAbout(next.id)).toEqual(['PlaybookDrafted', 'PlaybookPublished']);
    expect(await app.historyOf(first.id)).toEqual(['playbookDraft', 'playbookPublish', 'playbookPublish']);
  });

  it('do not publish an incomplete playbook, and list everything that is missing', async () => {
    const content = {
      scopeItems: [playbookItem({ quantity: null, deliverables: [{ name: 'Design' }] })],
      milestones: [],
    };
    const { id } = await givenPlaybookDraft(app, { content });
    const refused = () => manager.refused('playbookPublish', step(id, 1), selection);
    const { rule, details } = await app.expectNothingChanged(refused);
    expect(rule).toBe('unbounded-quantity');
    expect(details).toEqual([
      'Set the quantity of Solution design.',
      'Set the acceptance criteria of Design.',
      'The payment shares of the milestones must add up to 100 %; they add up to 0 %.',
    ]);
  });

  it('do not publish a playbook with phases that the offering no longer has', async () => {
    const { id, offeringId } = await givenPlaybookDraft(app);
    const { name, deliverables, description } = (
      await manager.query(
        'query ($id: ID!) { offering(id: $id) { name description deliverables { name acceptanceStandard } } }',
        { id: offeringId },
      )
    ).offering;
    const changed = { name, description, deliverables, phases: ['Build'], roles: ['Consultant'], baselineHours: [] };
    await manager.done('offeringUpdate', { ...step(offeringId, 1), input: changed }, 'offering { id }');
    const refused = () => manager.refused('playbookPublish', step(id, 1), selection);
    const { rule, details } = await app.expectNothingChanged(refused);
    expect(rule).toBe('malformed');
    expect(details[0]).toBe("phases.0.phase: Design is not one of the offering's phases: Build.");
  });

  it('let only one of two concurrent publications win', async () => {
    const offeringId = (await givenClosedOffering(app)).id;
    const drafts = [await givenPlaybookDraft(app, { offeringId }), await givenPlaybookDraft(app, { offeringId })];
    const answers = await Promise.all(
      drafts.map(({ id }) => manager.mutate('playbookPublish', step(id, 1), 'playbook { id }')),
    );
    const { playbooks } = await of(manager, offeringId);
    const published = playbooks.nodes.filter(({ status }: { status: string }) => status === 'PUBLISHED');
    expect(published).toHaveLength(1);
    // Run one after the other, both may succeed; then the later one has the next edition.
    expect(published[0].edition).toBe(answers.filter(({ playbook }) => playbook).length);
  });

  it('retire a draft or a published playbook, with a reason', async () => {
    const draft = await givenPlaybookDraft(app);
    const given = await manager.done('playbookRetire', step(draft.id, 1, 'Another way.'), selection);
    expect(given).toMatchObject({ status: 'RETIRED', edition: null, retirementReason: 'Another way.' });
    const published = await givenPlaybook(app);
    const retired = await manager.done('playbookRetire', step(published.id, published.version, 'Wrong.'), selection);
    expect(retired).toMatchObject({ status: 'RETIRED', edition: 1, retirementReason: 'Wrong.', availableActions: [] });
    expect((await of(manager, published.offeringId)).playbook).toBeNull();
    expect(await app.factsAbout(published.id)).toEqual(['PlaybookDrafted', 'PlaybookPublished', 'PlaybookRetired']);
    // Edition numbers continue.
    const next = await givenPlaybook(app, { offeringId: published.offeringId });
    expect((await of(manager, next.offeringId)).playbooks.nodes).toContainEqual({
      id: next.id,
      status: 'PUBLISHED',
      edition: 2,
    });
  });

  it('replace, but do not retire, the playbook that keeps an offering open to partners', async () => {
    const { id, playbook } = await givenOpenOffering(app);
    const refused = () => manager.refused('playbookRetire', step(playbook.id, playbook.version, 'x'), selection);
    expect(await app.expectNothingChanged(refused)).toMatchObject({ rule: 'offering-open-to-partners' });
    const draft = await givenPlaybookDraft(app, { offeringId: id });
    const { availableActions } = await manager.done('playbookPublish', step(draft.id, draft.version), selection);
    expect(availableActions).toEqual([{ name: 'playbookRetire', blockedBy: [{ code: 'offering-open-to-partners' }] }]);
    expect((await of(manager, id)).playbook).toEqual({ id: draft.id });
  });

  it('let only one win when a retirement races an opening to partners', async () => {
    const { id, version, offeringId, offeringVersion } = await givenPlaybook(app);
    await Promise.all([
      manager.mutate('playbookRetire', step(id, version, 'x'), selection),
      manager.mutate('offeringOpenToPartners', step(offeringId, offeringVersion), 'offering { id }'),
    ]);
    const { offering } = await manager.query(
      'query ($id: ID!) { offering(id: $id) { openToPartners playbook { id } } }',
      { id: offeringId },
    );
    expect(offering.openToPartners).toBe(offering.playbook !== null);
  });

  it('refuse a stale version, a wrong status, and an unknown id', async () => {
    const { id, version } = await givenPlaybook(app);
    await app.expectNothingChanged(async () => {
      const refused = (name: string, args: object) => manager.refused(name, args, selection);
      expect(await refused('playbookPublish', step(id, version))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
      expect(await refused('playbookRetire', step(id, version - 1, 'x'))).toMatchObject({ code: 'CONFLICT' });
      expect(await refused('playbookRetire', step(id, version, ''))).toMatchObject({ field: ['reason'] });
      const absent = 'playbook_01jd5s9c0ye5rt3t7m6x0j5d1q';
      expect(await refused('playbookPublish', step(absent, 1))).toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'are not for %s',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      const draft = await givenPlaybookDraft(app);
      const published = await givenPlaybook(app);
      await app.expectNothingChanged(async () => {
        const publish = await client.refused('playbookPublish', step(draft.id, 1), selection);
        expect(publish).toMatchObject({ code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' });
        const retire = await client.refused('playbookRetire', step(published.id, published.version, 'x'), selection);
        expect(retire).toMatchObject({ code: 'FORBIDDEN' });
      });
    },
  );

  it('show published playbooks to partners, and all to staff', async () => {
    const offeringId = (await givenClosedOffering(app)).id;
    const former = await givenPlaybook(app, { offeringId });
    const current = await givenPlaybook(app, { offeringId });
    const draft = await givenPlaybookDraft(app, { offeringId });
    const gone = await givenPlaybookDraft(app, { offeringId });
    await manager.done('playbookRetire', step(gone.id, 1, 'x'), selection);
    const partner = await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', Role.PARTNER_MEMBER);
    const analyst = await app.as(Role.ANALYST);
    const listed = async (client: Client, filter: object = {}): Promise<string[]> =>
      (
        await client.query('query ($filter: PlaybookFilter) { playbooks(filter: $filter) { nodes { id } } }', {
          filter: { offeringId: [offeringId], ...filter },
        })
      ).playbooks.nodes.map(({ id }: { id: string }) => id);
    expect((await listed(analyst)).sort()).toEqual([former, current, draft, gone].map(({ id }) => id).sort());
    expect((await listed(partner)).sort()).toEqual([former, current].map(({ id }) => id).sort());
    expect(await listed(partner, { status: ['DRAFT'] })).toEqual([]);
    expect(await listed(analyst, { status: ['PUBLISHED'] })).toEqual([current.id]);
    expect((await of(partner, offeringId)).playbooks).toMatchObject({ totalCount: 2 });
    const seen = async (id: string) =>
      (
        await partner.query(
          'query ($id: ID!) { playbook(id: $id) { id author { id } activities { title hours } availableActions { allowed } } }',
          { id },
        )
      ).playbook;
    expect(await seen(current.id)).toMatchObject({
      id: current.id,
      author: null,
      activities: playbookContent().activities.map(({ title, hours }) => ({ title, hours })),
      availableActions: [{ allowed: false }],
    });
    expect(await seen(draft.id)).toBeNull();
    expect(await seen(gone.id)).toBeNull();
    const { status, data } = await app.anonymous.send('{ playbooks { nodes { id } } }');
    expect([status, data?.playbooks?.nodes ?? []]).toEqual([expect.any(Number), []]);
  });
});
