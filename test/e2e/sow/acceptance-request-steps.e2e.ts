import { AcceptanceRequest } from '../../../src/modules/sow';
import { system } from '../../../src/shared/access/viewer';
import { HistoryEntry } from '../../../src/shared/database/history';
import { givenInWork, type GivenRequest, givenRequest, type InWork, open, requestArgs } from '../../support/acceptance';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenProject, givenStaffedPartner, takeStep } from '../../support/delivery';
import { givenPartner } from '../../support/given';
import { daysLater, givenDraft } from '../../support/sow';

let app: TestApp;
let given: InWork;

beforeAll(async () => {
  app = await TestApp.start();
  given = await givenInWork(app);
});
afterAll(() => app.stop());

const selection = `acceptanceRequest {
  id version status contactName contactEmail expiresAt usedAt url decisions { deliverableId } requestedBy { id }
  project { id } deliverables { name } availableActions { name allowed blockedBy { code } }
}`;
const create = (client: Client, deliverables: readonly { id: string }[], changes?: object) =>
  client.done('acceptanceRequestCreate', requestArgs(deliverables, changes), selection);
const refused = (client: Client, deliverables: readonly { id: string }[], changes?: object) =>
  app.expectNothingChanged(() =>
    client.refused('acceptanceRequestCreate', requestArgs(deliverables, changes), selection),
  );
const revokeArgs = ({ id, version }: Pick<GivenRequest, 'id' | 'version'>) => ({ id, version });
const requestOf = async (client: Client, id: string) =>
  (
    await client.query(`query ($id: ID!) { ${selection.replace('acceptanceRequest', 'acceptanceRequest(id: $id)')} }`, {
      id,
    })
  ).acceptanceRequest;

describe('acceptanceRequestCreate', () => {
  it('creates a link and shows it once', async () => {
    const { project, deliverables } = given;
    const made = await create(project.manager, deliverables, { contactEmail: 'jane@example.com', expiresInDays: 7 });
    expect(made).toMatchObject({
      version: 1,
      status: 'OPEN',
      contactName: 'Jane Doe',
      contactEmail: 'jane@example.com',
      expiresAt: '2026-03-09T09:00:00.000Z',
      usedAt: null,
      decisions: null,
      requestedBy: { id: project.manager.userId },
      project: { id: project.id },
      deliverables: [{ name: 'Interface guide' }, { name: 'Live interfaces' }],
      availableActions: [{ name: 'acceptanceRequestRevoke', allowed: true, blockedBy: [] }],
    });
    expect(made.url).toMatch(new RegExp(`^${app.url}/accept/[\\w-]{32}$`));
    expect((await requestOf(project.manager, made.id)).url).toBeNull();
    expect(await app.factsAbout(made.id)).toEqual(['AcceptanceRequestCreated']);
    expect(await app.historyOf(made.id)).toEqual(['acceptanceRequestCreate']);
  });

  it('does not store the token', async () => {
    const { url, id } = await givenRequest(given.project.manager, given.deliverables);
    const token = url.slice(url.lastIndexOf('/') + 1);
    const reader = app.installation.database.reader(system);
    const stored = await reader.byId(AcceptanceRequest, id);
    const history = await reader.list(HistoryEntry, { recordId: id });
    expect(JSON.stringify([stored, history])).not.toContain(token);
    expect(stored!.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(history)).not.toContain(stored!.tokenHash);
  });

  it('accepts deliverables of one project that wait for the customer', async () => {
    const { project, deliverables } = await givenInWork(app);
    const [first, second] = deliverables;
    const another = await givenInWork(app, undefined);
    const mixed = [first!, another.deliverables[0]!];
    expect(await refused(project.manager, mixed)).toMatchObject({ rule: 'another-project', field: ['input', 'deliverableIds', '1'] }); // prettier-ignore
    expect(await refused(another.project.manager, mixed)).toMatchObject({ code: 'FORBIDDEN' });
    const accept = { contact: 'Jane Doe', evidence: 'mail' };
    await project.manager.done('deliverableAccept', { ...revokeArgs(second!), input: accept }, 'deliverable { id }');
    expect(await refused(project.manager, [first!, second!])).toMatchObject({
      rule: 'not-to-be-decided',
      message: 'Live interfaces is already accepted.',
      field: ['input', 'deliverableIds', '1'],
    });
    await takeStep(project, 'Hold');
    expect(await refused(project.manager, [first!])).toMatchObject({ rule: 'not-to-be-decided' });
    const drafted = await givenProject(app);
    const draft = await givenDraft(drafted);
    expect(await refused(drafted.manager, draft.scopeItems[0]!.deliverables)).toMatchObject({
      rule: 'not-to-be-decided',
    });
  });

  it('requires a contact, deliverables and a number of days', async () => {
    const { project, deliverables } = given;
    const first = deliverables[0]!;
    for (const [named, changes, field] of [
      [[], {}, 'deliverableIds'],
      [[first, first], {}, 'deliverableIds'],
      [[first], { contactName: '' }, 'contactName'],
      [[first], { contactName: 'x'.repeat(201) }, 'contactName'],
      [[first], { contactEmail: 'jane' }, 'contactEmail'],
      [[first], { expiresInDays: 0 }, 'expiresInDays'],
      [[first], { expiresInDays: 91 }, 'expiresInDays'],
    ] as const) {
      expect(await refused(project.manager, named, changes)).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['input', field],
      });
    }
    const absent = { id: 'deliverable_01jd5s9c0ye5rt3t7m6x0j5d1q' };
    expect(await refused(project.manager, [absent])).toMatchObject({ code: 'NOT_FOUND', field: ['input', 'deliverableIds', '0'] }); // prettier-ignore
    expect(await refused(project.manager, [{ id: project.id }])).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for a %s who does not answer for it',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      expect(await refused(client, given.deliverables)).toMatchObject({ code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' });
    },
  );
});

describe('a partner', () => {
  it('that is staffed on the project can neither create nor see links', async () => {
    const { project, deliverables } = given;
    const client = await app.asPartner((await givenStaffedPartner(app, project)).id);
    expect(await refused(client, deliverables)).toMatchObject({ code: 'FORBIDDEN' });
    const request = await givenRequest(project.manager, deliverables);
    expect(await requestOf(client, request.id)).toBeNull();
    const { acceptanceRequests } = (
      await client.query('query ($id: ID!) { project(id: $id) { acceptanceRequests { totalCount nodes { id } } } }', {
        id: project.id,
      })
    ).project;
    expect(acceptanceRequests).toEqual({ totalCount: 0, nodes: [] });
    const revoked = await app.expectNothingChanged(() =>
      client.refused('acceptanceRequestRevoke', revokeArgs(request), selection),
    );
    expect(revoked).toMatchObject({ code: 'NOT_FOUND' });
    expect(await requestOf(await app.asPartner((await givenPartner(app)).id), request.id)).toBeNull();
  });
});

describe('acceptanceRequestRevoke', () => {
  const revoke = (client: Client, request: { id: string; version: number }) =>
    client.done('acceptanceRequestRevoke', revokeArgs(request), selection);
  const notRevoked = (client: Client, request: { id: string; version: number }) =>
    app.expectNothingChanged(() => client.refused('acceptanceRequestRevoke', revokeArgs(request), selection));

  it('revokes a link', async () => {
    const { project, deliverables } = given;
    const request = await givenRequest(project.manager, deliverables);
    expect(await revoke(project.manager, request)).toMatchObject({
      status: 'REVOKED',
      version: 2,
      availableActions: [],
    });
    expect(await app.factsAbout(request.id)).toEqual(['AcceptanceRequestCreated', 'AcceptanceRequestRevoked']);
    expect(await app.historyOf(request.id)).toEqual(['acceptanceRequestCreate', 'acceptanceRequestRevoke']);
    const page = await open(request.url);
    expect(page.status).toBe(410);
    expect(page.html).toContain('This link was revoked on 2026-03-02 at ');
    expect(await notRevoked(project.manager, { ...request, version: 2 })).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('is for the manager, on the current version, while the link is open', async () => {
    const request = await givenRequest(given.project.manager, given.deliverables);
    expect(await notRevoked(given.project.manager, { ...request, version: 9 })).toMatchObject({ code: 'CONFLICT' });
    for (const role of [Role.PROJECT_MANAGER, Role.SALES, Role.ANALYST]) {
      expect(await notRevoked(await app.as(role), request)).toMatchObject({ code: 'FORBIDDEN' });
    }
    const { project } = await daysLater(app, given, 14);
    expect(await requestOf(project.manager, request.id)).toMatchObject({ status: 'EXPIRED', availableActions: [] });
    expect(await notRevoked(project.manager, request)).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'EXPIRED' });
  });
});
