import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenPartner } from '../../support/given';
import { givenPosted } from '../../support/incentives';

describe('the files of an incentive statement', () => {
  let app: TestApp;
  let partner: { id: string; name: string };
  let member: Client;
  let ids: string[];
  beforeAll(async () => {
    app = await TestApp.start();
    partner = await givenPartner(app);
    await givenPosted(app, partner.id, { amount: '10', points: '1.5' });
    app.clock.advanceDays(30);
    member = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
    const dangerous = { amount: '1000.5', reason: '=HYPERLINK("http://x"), "quoted"', memberId: member.userId };
    ids = [
      (await givenPosted(app, partner.id, dangerous)).id,
      (await givenPosted(app, partner.id, { kind: 'PENALTY', amount: '-3', currencyCode: 'JPY', points: '-2' })).id,
    ];
  });
  afterAll(() => app.stop());

  const urlsOf = async (client: Client) =>
    (
      await client.query(
        'query ($id: ID!) { incentiveStatement(partnerId: $id, from: "2026-04-01", to: "2026-04-30") { csvUrl pdfUrl } }',
        { id: partner.id },
      )
    ).incentiveStatement as { csvUrl: string; pdfUrl: string };
  const linesOf = async (url: string) => {
    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
    expect(text.startsWith('\ufeffkind,')).toBe(true);
    return text.slice(1).split('\r\n');
  };

  it('list the opening balances, the entries and the closing balances', async () => {
    const administrator = await app.asPartner(partner.id);
    const now = app.clock.now().toISOString();
    const { csvUrl } = await urlsOf(administrator);
    const { userId } = member;
    const person = (
      await administrator.query('query ($id: ID!) { node(id: $id) { ... on User { name } } }', { id: userId })
    ).node.name;
    expect(await linesOf(csvUrl)).toEqual([
      'kind,postedAt,occurredAt,points,amount,currency,member,project,rule,reason,entry,reverses',
      'OPENING,,,1.5,,,,,,,,',
      'OPENING,,,,10.00,EUR,,,,,,',
      'OPENING,,,,0,JPY,,,,,,',
      `EARNED,${now},${now},0,1000.50,EUR,${person},,,"'=HYPERLINK(""http://x""), ""quoted""",${ids[0]},`,
      `PENALTY,${now},${now},-2,-3,JPY,,,,They helped at the fair.,${ids[1]},`,
      'CLOSING,,,-0.5,,,,,,,,',
      'CLOSING,,,,1010.50,EUR,,,,,,',
      'CLOSING,,,,-3,JPY,,,,,,',
      '',
    ]);
  });

  it('have what the holder of the link sees', async () => {
    const lines = await linesOf((await urlsOf(member)).csvUrl);
    expect(lines.map((line) => line.split(',')[0])).toEqual([
      'kind',
      'OPENING',
      'OPENING',
      'EARNED',
      'CLOSING',
      'CLOSING',
      '',
    ]);
  });

  it('are printed', async () => {
    const response = await fetch((await urlsOf(await app.asPartner(partner.id))).pdfUrl);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(response.headers.get('content-disposition')).toContain('incentives 2026-04-01 to 2026-04-30.pdf');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  it('are refused with a changed or expired link', async () => {
    const { csvUrl, pdfUrl } = await urlsOf(await app.as(Role.ANALYST));
    const other = await givenPartner(app);
    const statusOf = async (url: string) => (await fetch(url)).status;
    expect(await statusOf(csvUrl.replace(partner.id, other.id))).toBe(403);
    expect(await statusOf(csvUrl.replace('/2026-04-01/', '/2026-01-01/'))).toBe(403);
    expect(await statusOf(csvUrl.replace('/csv/', '/pdf/'))).toBe(403);
    app.clock.set(new Date(app.clock.now().getTime() + 301_000));
    expect([await statusOf(csvUrl), await statusOf(pdfUrl)]).toEqual([403, 403]);
  });
});
