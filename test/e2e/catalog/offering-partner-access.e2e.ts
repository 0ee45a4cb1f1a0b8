import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenClosedOffering } from '../../support/given';
import { givenOpenOffering, givenPlaybook } from '../../support/playbooks';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

describe('offeringOpenToPartners and offeringCloseToPartners', () => {
  let app: TestApp;
  let manager: Client;
  let partner: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    partner = await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', Role.PARTNER_ADMIN);
  });
  afterAll(() => app.stop());

  const step = (id: string, version: number, reason?: string) => ({
    id,
    version,
    ...(reason !== undefined && { reason }),
  });
  const selection = `offering {
    id version openToPartners openedToPartnersAt closedToPartnersReason
    partnerGate { satisfied criteria { code met required observed gap evidence } }
    availableActions { name allowed blockedBy { code } }
  }`;
  const offeringAs = async (client: Client, id: string): Promise<any> =>
    (await client.query(`query ($id: ID!) { ${selection.replace('offering', 'offering(id: $id)')} }`, { id })).offering;

  it('open an offering whose gate is met, and close it with a reason', async () => {
    const playbook = await givenPlaybook(app);
    const { offeringId: id, offeringVersion: version } = playbook;
    expect(await offeringAs(manager, id)).toMatchObject({
      openToPartners: false,
      partnerGate: {
        satisfied: true,
        criteria: [
          { code: 'publishedPlaybook', met: true, gap: null, evidence: [playbook.id] },
          { code: 'acceptanceStandards', met: true, observed: '1', evidence: [id] },
          { code: 'baseline', met: true, observed: '120', evidence: [playbook.id] },
        ],
      },
      availableActions: [
        { name: 'offeringUpdate', allowed: true },
        { name: 'offeringOpenToPartners', allowed: true },
      ],
    });
    const opened = await manager.done('offeringOpenToPartners', step(id, version), selection);
    expect(opened).toMatchObject({
      openToPartners: true,
      openedToPartnersAt: app.clock.now().toISOString(),
      availableActions: [{ name: 'offeringUpdate' }, { name: 'offeringCloseToPartners', allowed: true }],
    });
    const closed = await manager.done(
      'offeringCloseToPartners',
      step(id, opened.version, 'The product is being rebuilt.'),
      selection,
    );
    expect(closed).toMatchObject({
      openToPartners: false,
      openedToPartnersAt: null,
      closedToPartnersReason: 'The product is being rebuilt.',
    });
    const again = await manager.done('offeringOpenToPartners', step(id, closed.version), selection);
    expect(again).toMatchObject({ openToPartners: true, closedToPartnersReason: null });
    expect((await app.factsAbout(id)).slice(1)).toEqual([
      'OfferingOpenedToPartners',
      'OfferingClosedToPartners',
      'OfferingOpenedToPartners',
    ]);
    expect((await app.historyOf(id)).slice(1)).toEqual([
      'playbookPublish',
      'offeringOpenToPartners',
      'offeringCloseToPartners',
      'offeringOpenToPartners',
    ]);
  });

  it('do not open it before, and list everything that is missing', async () => {
    const { id } = await givenClosedOffering(app, { deliverables: [] });
    const refused = () => manager.refused('offeringOpenToPartners', step(id, 1), selection);
    expect(await app.expectNothingChanged(refused)).toMatchObject({
      code: 'GATE_NOT_MET',
      criteria: [
        { code: 'publishedPlaybook', required: '1', observed: '0', met: false },
        { code: 'acceptanceStandards', required: '1', observed: '0', met: false },
        { code: 'baseline', observed: '0', met: false, evidence: [id] },
      ],
    });
    const { partnerGate, availableActions } = await offeringAs(manager, id);
    expect(partnerGate.satisfied).toBe(false);
    expect(availableActions[1].blockedBy.map(({ code }: { code: string }) => code)).toEqual([
      'publishedPlaybook',
      'acceptanceStandards',
      'baseline',
    ]);
  });

  it('refuse a second opening or closing, a stale version, and a missing reason', async () => {
    const open = await givenOpenOffering(app);
    const closed = await givenClosedOffering(app);
    const refused = (name: string, args: object) => manager.refused(name, args, 'offering { id }');
    await app.expectNothingChanged(async () => {
      expect(await refused('offeringOpenToPartners', step(open.id, open.version))).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        from: 'OPEN',
      });
      expect(await refused('offeringCloseToPartners', step(closed.id, 1, 'x'))).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        from: 'CLOSED',
      });
      expect(await refused('offeringCloseToPartners', step(open.id, open.version - 1, 'x'))).toMatchObject({
        code: 'CONFLICT',
      });
      expect(await refused('offeringCloseToPartners', step(open.id, open.version, ' '))).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['reason'],
      });
      const absent = 'offering_01jd5s9c0ye5rt3t7m6x0j5d1q';
      expect(await refused('offeringOpenToPartners', step(absent, 1))).toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  it('let partners find open offerings; the gate of a closed one is only for staff', async () => {
    const open = await givenOpenOffering(app);
    const { offeringId, offeringVersion } = await givenPlaybook(app);
    await manager.done('offeringOpenToPartners', step(offeringId, offeringVersion), selection);
    await manager.done('offeringCloseToPartners', step(offeringId, offeringVersion + 1, 'Too many.'), selection);
    const listed = async (openToPartners: boolean | null): Promise<string[]> =>
      (
        await partner.query(
          'query ($open: Boolean) { offerings(filter: { openToPartners: $open }, first: 100) { nodes { id } } }',
          { open: openToPartners },
        )
      ).offerings.nodes.map(({ id }: { id: string }) => id);
    const [all, opened, closed] = [await listed(null), await listed(true), await listed(false)];
    expect(opened).toContain(open.id);
    expect(opened).not.toContain(offeringId);
    expect(closed).toContain(offeringId);
    expect([...opened, ...closed].sort()).toEqual([...all].sort());
    expect(await offeringAs(partner, offeringId)).toMatchObject({
      openToPartners: false,
      closedToPartnersReason: null,
      partnerGate: null,
      availableActions: [],
    });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'is not for %s',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      const { id } = await givenClosedOffering(app);
      await app.expectNothingChanged(async () => {
        const opening = await client.refused('offeringOpenToPartners', step(id, 1), 'offering { id }');
        const closing = await client.refused('offeringCloseToPartners', step(id, 1, 'x'), 'offering { id }');
        expect([opening, closing]).toMatchObject([{ code: 'FORBIDDEN' }, { code: 'FORBIDDEN' }]);
      });
    },
  );
});
