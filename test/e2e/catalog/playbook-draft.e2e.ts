import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenClosedOffering } from '../../support/given';
import { givenPlaybook, givenPlaybookDraft, playbookContent, playbookItem } from '../../support/playbooks';

describe('playbookDraft and playbookUpdate', () => {
  let app: TestApp;
  let manager: Client;
  let offeringId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    offeringId = (await givenClosedOffering(app)).id;
  });
  afterAll(() => app.stop());

  const drafting = (changes: object = {}) => ({ input: { offeringId, ...playbookContent(), ...changes } });
  const updating = (id: string, version: number, changes: object = {}) => ({
    id,
    version,
    input: playbookContent(changes),
  });
  const copying = (id: string) => ({ fromId: id });
  const whole = `playbook {
    id version name changes status edition durationDays exclusions assumptions acceptanceWindowDays
    offering { id } author { id } copiedFrom { id }
    phases { phase plannedDays } activities { title phase role hours kind description }
    scopeItems {
      title phase role standard quantity unit assumptions startsAfterDays durationDays
      deliverables { name acceptanceCriteria }
    }
    milestones { name dueAfterDays paymentShare deliverables }
    plannedHours { phase role hours } automation { totalHours manualHours automatedHours tooledHours share }
    availableActions { name allowed blockedBy { code } }
  }`;

  it('creates a whole playbook, emits a fact and keeps history', async () => {
    const content = playbookContent();
    const playbook = await manager.done('playbookDraft', drafting(content), whole);
    expect(playbook).toMatchObject({
      ...content,
      version: 1,
      status: 'DRAFT',
      edition: null,
      durationDays: 60,
      offering: { id: offeringId },
      author: { id: manager.userId },
      copiedFrom: null,
      activities: content.activities.map((each) => ({ kind: 'MANUAL', description: '', ...each })),
      plannedHours: [
        { phase: 'Design', role: 'Architect', hours: 24 },
        { phase: 'Design', role: 'Consultant', hours: 16.5 },
        { phase: 'Build', role: 'Consultant', hours: 79.5 },
      ],
      automation: { totalHours: '120', manualHours: '40.5', automatedHours: '19.5', tooledHours: '60', share: '66.25' },
      availableActions: ['playbookUpdate', 'playbookPublish', 'playbookRetire'].map((name) => ({
        name,
        allowed: true,
      })),
    });
    expect(await app.factsAbout(playbook.id)).toEqual(['PlaybookDrafted']);
    expect(await app.historyOf(playbook.id)).toEqual(['playbookDraft']);
    const read = await manager.query(`query ($id: ID!) { ${whole.replace('playbook', 'playbook(id: $id)')} }`, {
      id: playbook.id,
    });
    expect(read.playbook).toEqual(playbook);
  });

  it('accepts an incomplete playbook, and lists what it lacks', async () => {
    const empty = { phases: [], activities: [], scopeItems: [], milestones: [] };
    const playbook = await manager.done('playbookDraft', drafting(empty), whole);
    expect(playbook).toMatchObject({ durationDays: 0, plannedHours: [], automation: { totalHours: '0', share: null } });
    const publish = playbook.availableActions[1];
    expect(publish.allowed).toBe(false);
    expect(publish.blockedBy.map(({ code }: { code: string }) => code)).toEqual([
      'no-phase',
      'no-activity',
      'no-scope-item',
      'payment-shares',
    ]);
  });

  it('copies the content of another playbook in any status, and replaces the content of the copy', async () => {
    const published = await givenPlaybook(app, { content: { changes: 'All.' } });
    const copy = await manager.done('playbookDraft', copying(published.id), whole);
    expect(copy).toMatchObject({
      status: 'DRAFT',
      edition: null,
      changes: '',
      offering: { id: published.offeringId },
      copiedFrom: { id: published.id },
      durationDays: 60,
    });
    const other = await app.as(Role.ECOSYSTEM_MANAGER);
    const changes = { changes: 'No design.', scopeItems: [playbookItem()], milestones: [], acceptanceWindowDays: null };
    const updated = await other.done('playbookUpdate', updating(copy.id, 1, changes), whole);
    expect(updated).toMatchObject({ version: 2, ...changes, author: { id: other.userId } });
    expect(await app.factsAbout(copy.id)).toEqual(['PlaybookDrafted', 'PlaybookUpdated']);
    expect(await app.historyOf(copy.id)).toEqual(['playbookDraft', 'playbookUpdate']);
    const from = await manager.query('query ($id: ID!) { playbook(id: $id) { scopeItems { title } } }', {
      id: published.id,
    });
    expect(from.playbook.scopeItems).toHaveLength(2);
  });

  it.each<[string, object, (string | number)[]]>([
    ['a blank name', { name: ' ' }, ['name']],
    ['10,000 characters', { exclusions: 'x'.repeat(10_000) }, ['exclusions']],
    ['an acceptance window of 0 days', { acceptanceWindowDays: 0 }, ['acceptanceWindowDays']],
    ['a phase of 0 days', { phases: [{ phase: 'Design', plannedDays: 0 }] }, ['phases', 0, 'plannedDays']],
    [
      'a phase that the offering does not have',
      { phases: [{ phase: 'Test', plannedDays: 1 }] },
      ['phases', 0, 'phase'],
    ],
    [
      'an activity without hours',
      { activities: [{ title: 'a', phase: 'Design', role: 'Architect', hours: '0' }] },
      ['activities', 0, 'hours'],
    ],
    [
      'hours with three decimal places',
      { activities: [{ title: 'a', phase: 'Design', role: 'Architect', hours: '1.005' }] },
      ['activities', 0, 'hours'],
    ],
    [
      'an activity of a role that the offering does not have',
      { activities: [{ title: 'a', phase: 'Design', role: 'Cook', hours: '1' }] },
      ['activities', 0, 'role'],
    ],
    [
      'a quantity of 0',
      { scopeItems: [playbookItem({ quantity: '0' })], milestones: [] },
      ['scopeItems', 0, 'quantity'],
    ],
    [
      'an item before the first day',
      { scopeItems: [playbookItem({ startsAfterDays: -1 })], milestones: [] },
      ['scopeItems', 0, 'startsAfterDays'],
    ],
    [
      'an item of 0 days',
      { scopeItems: [playbookItem({ durationDays: 0 })], milestones: [] },
      ['scopeItems', 0, 'durationDays'],
    ],
    [
      'a payment share of 100.01',
      { milestones: [{ name: 'm', dueAfterDays: 1, paymentShare: '100.01' }] },
      ['milestones', 0, 'paymentShare'],
    ],
    [
      'a milestone with an unknown deliverable',
      { milestones: [{ name: 'm', dueAfterDays: 1, paymentShare: '1', deliverables: ['Nothing'] }] },
      ['milestones', 0, 'deliverables', 0],
    ],
  ])('refuse %s', async (_what, changes, path) => {
    const { id } = await givenPlaybookDraft(app, { offeringId });
    const error = { code: 'INVALID_INPUT', field: ['input', ...path.map(String)] };
    await app.expectNothingChanged(async () => {
      expect(await manager.refused('playbookDraft', drafting(changes), whole)).toMatchObject(error);
      expect(await manager.refused('playbookUpdate', updating(id, 1, changes), whole)).toMatchObject(error);
    });
  });

  it('refuse an unknown id, a stale version, and a playbook that is not a draft', async () => {
    const draft = await givenPlaybookDraft(app, { offeringId });
    const published = await givenPlaybook(app);
    await app.expectNothingChanged(async () => {
      const refused = (name: string, args: object) => manager.refused(name, args, whole);
      const absent = 'playbook_01jd5s9c0ye5rt3t7m6x0j5d1q';
      const missing = { offeringId: 'offering_01jd5s9c0ye5rt3t7m6x0j5d1q' };
      expect(await refused('playbookDraft', drafting(missing))).toMatchObject({
        code: 'NOT_FOUND',
        field: ['input', 'offeringId'],
      });
      expect(await refused('playbookDraft', copying(absent))).toMatchObject({ code: 'NOT_FOUND', field: ['fromId'] });
      expect(await refused('playbookDraft', { ...copying(draft.id), ...drafting() })).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['input'],
      });
      expect(await refused('playbookUpdate', updating(absent, 1))).toMatchObject({ code: 'NOT_FOUND' });
      expect(await refused('playbookUpdate', updating(draft.id, 2))).toMatchObject({ code: 'CONFLICT' });
      expect(await refused('playbookUpdate', updating(published.id, published.version))).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        from: 'PUBLISHED',
        allowed: ['retire'],
      });
    });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'are not for %s',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      const draft = await givenPlaybookDraft(app, { offeringId });
      const published = await givenPlaybook(app);
      await app.expectNothingChanged(async () => {
        expect(await client.refused('playbookDraft', drafting(), whole)).toMatchObject({ code: 'FORBIDDEN' });
        expect(await client.refused('playbookDraft', copying(published.id), whole)).toMatchObject({
          code: 'FORBIDDEN',
        });
        // To partners, a draft does not exist.
        const code = isPartner ? 'NOT_FOUND' : 'FORBIDDEN';
        expect(await client.refused('playbookUpdate', updating(draft.id, 1), whole)).toMatchObject({ code });
        expect(await client.refused('playbookDraft', copying(draft.id), whole)).toMatchObject({ code });
      });
    },
  );
});
