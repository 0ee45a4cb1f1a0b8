import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenTeam, type Team } from '../../support/costs';
import { csvOf, givenFile, lineOf } from '../../support/transfer';
import { downloadUrlOf, givenDocument } from '../../support/uploads';

describe('documentWithdraw', () => {
  let app: TestApp;
  let team: Team;

  beforeAll(async () => {
    app = await TestApp.start();
    team = await givenTeam(app);
  });
  afterAll(() => app.stop());

  const selection = 'document { id version name sha256 withdrawnAt withdrawalReason downloadUrl }';
  const args = (id: string, version = 1, reason = 'The wrong file.') => ({ id, version, reason });
  const refused = (client: Client, given: object) =>
    app.expectNothingChanged(() => client.refused('documentWithdraw', given, selection));

  it('closes the document and every link to it', async () => {
    const { client } = team.consultant;
    const { id } = await givenDocument(app, client);
    const url = (await downloadUrlOf(client, id))!;
    const another = (await downloadUrlOf(await app.as(Role.ANALYST), id))!;
    expect((await fetch(url)).status).toBe(200);
    expect(await client.done('documentWithdraw', args(id), selection)).toMatchObject({
      version: 2,
      name: 'contract.pdf',
      withdrawnAt: app.clock.now().toISOString(),
      withdrawalReason: 'The wrong file.',
      downloadUrl: null,
    });
    for (const each of [url, another]) expect((await fetch(each)).status).toBe(403);
    expect(await downloadUrlOf(await app.as(Role.ADMIN), id)).toBeNull();
    expect(await app.factsAbout(id)).toEqual(['DocumentUploaded', 'DocumentWithdrawn']);
    expect(await app.historyOf(id)).toEqual(['documentUpload', 'documentWithdraw']);
    expect(await refused(client, args(id, 2))).toMatchObject({ rule: 'already-withdrawn' });
  });

  it('keeps the document as evidence where it is used, but not for new records', async () => {
    const { client } = team.consultant;
    const receipt = await givenDocument(app, client);
    const input = {
      projectId: team.project.id,
      kind: 'TRAVEL',
      spentOn: '2026-03-02',
      amount: '10.00',
      documentIds: [receipt.id],
    };
    const given = { input };
    const expense = await client.done('expenseRecord', given, 'expense { id }');
    await client.done('documentWithdraw', args(receipt.id), selection);
    const query = 'query ($id: ID!) { node(id: $id) { ... on Expense { documents { id withdrawnAt downloadUrl } } } }';
    expect((await client.query(query, { id: expense.id })).node.documents).toEqual([
      { id: receipt.id, withdrawnAt: app.clock.now().toISOString(), downloadUrl: null },
    ]);
    const again = await app.expectNothingChanged(() => client.refused('expenseRecord', given, 'expense { id }'));
    expect(again).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('withdrawn') });
  });

  it('makes the document unavailable to imports', async () => {
    const { client } = team.consultant;
    const documentId = await givenFile(app, client, csvOf([await lineOf(app, team.consultant)]));
    await client.done('documentWithdraw', args(documentId), selection);
    const input = { input: { documentId, mode: 'VALID_LINES' } };
    expect(await client.refused('timeEntriesImport', input, 'timeImport { id }')).toMatchObject({
      rule: 'document-withdrawn',
    });
  });

  it('refuses a stale version, a blank reason, and an unknown document', async () => {
    const { client } = team.consultant;
    const { id } = await givenDocument(app, client);
    expect(await refused(client, args(id, 9))).toMatchObject({ code: 'CONFLICT' });
    expect(await refused(client, args(id, 1, ' '))).toMatchObject({ field: ['reason'] });
    const absent = 'document_01jd5s9c0ye5rt3t7m6x0j5d1q';
    expect(await refused(client, args(absent))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is for the uploader, also a partner member, and for ADMIN', async () => {
    const own = await givenDocument(app, team.member.client);
    await team.member.client.done('documentWithdraw', args(own.id), selection);
    const other = await givenDocument(app, team.consultant.client);
    await (await app.as(Role.ADMIN)).done('documentWithdraw', args(other.id), selection);
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    "is not for %s on another user's document",
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const { id } = await givenDocument(app, isPartner ? team.member.client : team.consultant.client);
      const client = isPartner ? await app.asPartner(team.member.partnerId!, role) : await app.as(role);
      // Members see only their own uploads.
      const code = role === Role.PARTNER_MEMBER ? 'NOT_FOUND' : 'FORBIDDEN';
      expect(await refused(client, args(id))).toMatchObject({ code });
    },
  );
});
