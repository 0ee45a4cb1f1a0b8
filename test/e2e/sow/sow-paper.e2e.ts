import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { type GivenProject, givenProject, givenStaffedPartner } from '../../support/delivery';
import { givenCustomer, givenPartner } from '../../support/given';
import { readPdf } from '../../support/pdf';
import {
  type DraftedSow,
  givenDraft,
  givenProjectWithSow,
  givenSignedSow,
  resourceLine,
  scopeItem,
  sowContent,
  stepOf,
} from '../../support/sow';

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

interface Printed {
  printUrl: string;
  contentHash: string;
}

const printed = async (client: Client, { id }: { id: string }): Promise<Printed | null> =>
  (await client.query('query ($id: ID!) { sow(id: $id) { printUrl contentHash } }', { id })).sow;

const minutesLater = (minutes: number) =>
  app.clock.set(new Date(app.clock.now().getTime() + minutes * 60_000).toISOString());

async function paper(client: Client, sow: { id: string }) {
  const { printUrl, contentHash } = (await printed(client, sow))!;
  const response = await fetch(printUrl);
  expect(response.status).toBe(200);
  const content = Buffer.from(await response.arrayBuffer());
  const { pages, fonts } = readPdf(content);
  return { response, content, contentHash, pages, fonts, text: pages.join('\n') };
}

/** With numbers that occur nowhere else. */
const withPartners = (own: string, other: string) =>
  sowContent({
    scopeItems: [scopeItem({ price: '12345.00', budgetCost: '7654.32' })],
    resourceLines: [
      resourceLine({ role: 'Architect', billRate: '171.11', costRate: '91.19' }),
      resourceLine({ role: 'Tester', party: 'PARTNER', partnerId: own, billRate: '172.22', costRate: '92.29' }),
      resourceLine({ role: 'Translator', party: 'PARTNER', partnerId: other, billRate: '173.33', costRate: '93.39' }),
    ],
  });

describe('the paper of a statement of work', () => {
  it('shows what the customer signs, with its hash and its number on every page', async () => {
    const { project, sow } = await givenProjectWithSow(
      app,
      sowContent({
        scopeItems: [
          scopeItem({ assumptions: 'The test system is there.' }),
          scopeItem({ title: 'Training', inScope: false, quantity: null, price: null, budgetCost: null, resourceRole: null, deliverables: [] }), // prettier-ignore
        ],
        milestones: [
          { name: 'Designed', dueOn: '2026-04-30', paymentShare: '33.33', deliverables: ['Interface guide'] },
          { name: 'Live', dueOn: '2026-06-30', paymentShare: '66.67', deliverables: ['Live interfaces'] },
        ],
      }),
    );
    const { response, pages, fonts, text, contentHash } = await paper(project.manager, sow);
    for (const part of [
      'Statement of work',
      project.name,
      'Loomworks',
      'Signed',
      'Interfaces',
      'Assumes: The test system is',
      'Training',
      '12,000.00',
      'Interface guide',
      'All interfaces are in it.',
      'Designed',
      '3,999.60',
      '8,000.40',
      '33.33 %',
      '100 %',
      'Consultant',
      'Design: 40',
      '100.5',
      '150.00',
      'Hardware.',
      'Access is given.',
      'within 10 days',
      'Jane Doe',
      '2026-03-02',
      'archive/1',
    ]) {
      expect(text).toContain(part);
    }
    // Neither budgets nor hourly costs.
    for (const internal of ['8,000.00', '90.00', '9,000']) expect(text).not.toContain(internal);
    pages.forEach((page, index) => {
      expect(page).toContain(`SHA-256 of its content: ${contentHash}`);
      expect(page).toContain(`${index + 1} / ${pages.length}`);
    });
    expect(fonts).toEqual(expect.arrayContaining(['NotoSans-Regular', 'NotoSans-Bold']));
    const { headers } = response;
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="Statement of work, .*\.pdf"/);
  });

  it('has correct Chinese names and accents, and embeds its fonts', async () => {
    const manager = await app.as(Role.PROJECT_MANAGER);
    const customer = await givenCustomer(app, { name: '苏州恒力纺织集团' });
    const input = { name: '仓库 – Wisła Meble, Moravské Sklo', customerId: customer.id, offeringIds: [] };
    const project = (await manager.done(
      'projectCreate',
      { input: { ...input, offeringIds: [(await givenProject(app)).offeringId] } },
      'project { id name version }',
    )) as GivenProject;
    const sow = await givenDraft(
      { ...project, manager },
      sowContent({ assumptions: 'Göta Fordon AB: Ă ș ț, Ł, €; office, traffic, effect. 系统连续运行七天。' }),
    );
    const { text, fonts } = await paper(manager, sow);
    const plain = text.replaceAll('\n', '');
    for (const name of [
      '苏州恒力纺织集团',
      '仓库 – Wisła Meble, Moravské Sklo',
      'Göta Fordon AB: Ă ș ț, Ł, €; office, traffic, effect. 系统连续运行七天。',
    ])
      expect(plain).toContain(name);
    expect(text).toContain('Draft: not agreed, and may change.');
    expect(fonts.sort()).toEqual(['NotoSans-Bold', 'NotoSans-Regular', 'NotoSansSC-Bold', 'NotoSansSC-Regular']);
  });

  it('spans pages: rows stay together, heads repeat', async () => {
    const project = await givenProject(app);
    const scopeItems = Array.from({ length: 40 }, (_, index) =>
      scopeItem({
        title: `Item number ${index + 1}`,
        deliverables: [
          { name: `Deliverable ${index + 1}`, acceptanceCriteria: index === 9 ? 'It runs. '.repeat(550) : 'It runs.' },
        ],
      }),
    );
    const milestones = [{ name: 'Live', dueOn: '2026-06-30', paymentShare: '100', deliverables: [] }];
    const sow = await givenDraft(project, sowContent({ scopeItems, milestones }));
    const { pages, text } = await paper(project.manager, sow);
    expect(pages.length).toBeGreaterThan(3);
    for (let index = 1; index <= 40; index += 1) expect(text).toContain(`Item number ${index}`);
    const tops = pages.slice(1).map((page) => page.split('\n')[0]);
    expect(tops).toContain('What is done');
    expect(tops).toContain('Of');
    expect(text.replaceAll('\n', ' ').match(/It runs\./g)!.length).toBeGreaterThan(580);
  });

  it('has the same bytes for the same version, and can be cached', async () => {
    const { project, sow } = await givenProjectWithSow(app);
    const first = await paper(project.manager, sow);
    minutesLater(1);
    const second = await paper(project.manager, sow);
    expect(second.content.equals(first.content)).toBe(true);
    const etag = first.response.headers.get('etag')!;
    expect(second.response.headers.get('etag')).toBe(etag);
    const { printUrl } = (await printed(project.manager, sow))!;
    const again = await fetch(printUrl, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
});

describe('the link to it', () => {
  it('works for five minutes, for this paper and this audience', async () => {
    const { project, sow } = await givenProjectWithSow(app);
    const other = await givenProjectWithSow(app);
    const { id: partnerId } = await givenStaffedPartner(app, project);
    const { printUrl } = (await printed(project.manager, sow))!;
    const forged = [
      printUrl.replace(sow.id, other.sow.id),
      printUrl.replace('/customer?', `/${partnerId}?`),
      printUrl.replace(/signature=.{4}/, 'signature=AAAA'),
      printUrl.replace(/expires=\d+/, 'expires=9999999999'),
      printUrl.split('?')[0]!,
    ];
    const partners = (await printed(await app.asPartner(partnerId), sow))!.printUrl;
    expect(partners).toContain(`/${partnerId}?`);
    forged.push(partners.replace(`/${partnerId}?`, '/customer?'));
    for (const url of forged) expect((await fetch(url)).status).toBe(403);
    minutesLater(5);
    expect((await fetch(printUrl)).status).toBe(403);
  });

  it('shows a partner what it may see: no rate, no budget, no other partner', async () => {
    const project = await givenProject(app);
    const own = await givenStaffedPartner(app, project);
    const other = await givenStaffedPartner(app, project);
    const sow = await givenSignedSow(app, project, withPartners(own.id, other.id));
    const theirs = await paper(await app.asPartner(own.id, Role.PARTNER_MEMBER), sow);
    for (const part of ['12,345.00', 'Interface guide', 'Tester', own.name, 'Printed for'])
      expect(theirs.text).toContain(part);
    const hidden = ['7,654.32', '171.11', '172.22', '173.33', '91.19', '92.29', '93.39', 'Architect', 'Translator', other.name, 'Hourly rate']; // prettier-ignore
    for (const part of hidden) expect(theirs.text).not.toContain(part);
    expect(theirs.text).toContain(theirs.contentHash);
    const customers = await paper(project.manager, sow);
    for (const part of ['171.11', '172.22', '173.33', other.name]) expect(customers.text).toContain(part);
    for (const part of ['7,654.32', '91.19', '92.29', '93.39']) expect(customers.text).not.toContain(part);
    // With the customer's hash, a partner could find hidden values by trying.
    expect(theirs.contentHash).not.toBe(customers.contentHash);
  });

  it('is for everyone who sees the statement of work', async () => {
    const { sow } = await givenProjectWithSow(app);
    const stranger = await app.asPartner((await givenPartner(app)).id);
    expect(await printed(stranger, sow)).toBeNull();
    expect(await printed(app.anonymous, sow).catch(() => null)).toBeNull();
    for (const role of [Role.CONSULTANT, Role.SALES, Role.ANALYST]) {
      expect((await paper(await app.as(role), sow)).pages.length).toBeGreaterThan(0);
    }
  });
});

describe('the hash of its content', () => {
  let project: GivenProject;
  let draft: DraftedSow;
  const write = async (changes: object = {}) => {
    const { version } = (await project.manager.query('query ($id: ID!) { sow(id: $id) { version } }', { id: draft.id }))
      .sow;
    await project.manager.done('sowUpdate', { id: draft.id, version, input: sowContent(changes) }, 'sow { id }');
    return (await printed(project.manager, draft))!.contentHash;
  };

  beforeAll(async () => {
    project = await givenProject(app);
    draft = await givenDraft(project);
  });

  it('is the same for the same content, rewritten or signed', async () => {
    const before = (await printed(project.manager, draft))!.contentHash;
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(await write()).toBe(before);
    expect(await write({ exclusions: 'Software.' })).not.toBe(before);
    expect(await write()).toBe(before);
    const { project: another, sow } = await givenProjectWithSow(app);
    const signed = (await printed(another.manager, sow))!.contentHash;
    const draftAgain = await givenProject(app);
    const fresh = await givenDraft(draftAgain);
    const drafted = (await printed(draftAgain.manager, fresh))!.contentHash;
    await stepOf(draftAgain.manager, 'Submit', fresh);
    expect((await printed(draftAgain.manager, fresh))!.contentHash).toBe(drafted);
    // The same content for another project is another agreement.
    expect(signed).not.toBe(drafted);
  });

  it('changes with everything that the customer agrees to, and with nothing else', async () => {
    const line = (changes: object) => ({ resourceLines: [resourceLine(changes)] });
    const item = (changes: object) => ({ scopeItems: [scopeItem(changes)] });
    const changes: object[] = [
      {},
      { currencyCode: 'USD' },
      { endsOn: '2026-07-01' },
      { acceptanceWindowDays: 11 },
      { assumptions: 'None.' },
      item({ title: 'Interface' }),
      item({ standard: false }),
      item({ quantity: '4' }),
      item({ price: '12000.01' }),
      item({ responsibleParty: 'CUSTOMER' }),
      item({ deliverables: [{ name: 'Interface guide', acceptanceCriteria: 'Some interfaces are in it.' }] }),
      { milestones: [{ name: 'Live', dueOn: '2026-06-29', paymentShare: '100', deliverables: ['Interface guide'] }] },
      { milestones: [{ name: 'Live', dueOn: '2026-06-30', paymentShare: '100', deliverables: ['Live interfaces'] }] },
      line({ role: 'Architect' }),
      line({ billRate: '150.01' }),
      line({ hours: [{ phase: 'Design', hours: '40' }] }),
      { planningDays: 'CALENDAR_DAYS' },
    ];
    const hashes: string[] = [];
    for (const each of changes) hashes.push(await write(each));
    expect(new Set(hashes).size).toBe(changes.length);
    const ofNobody = { ...item({ budgetCost: '1.00' }), ...line({ costRate: '1.00' }), planningDays: 'WORKING_DAYS' };
    expect(await write(ofNobody)).toBe(hashes[0]);
  });
});
