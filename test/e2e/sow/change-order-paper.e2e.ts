import { Role, TestApp } from '../../support/app';
import { changeOrderStep, givenSubmitted } from '../../support/change-orders';
import type { Client } from '../../support/client';
import { givenPartner, givenQualification } from '../../support/given';
import { readPaper } from '../../support/paper-reader';
import { type DraftedSow, resourceLine, scopeItem, sowContent } from '../../support/sow';

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
  (await client.query('query ($id: ID!) { changeOrder(id: $id) { printUrl contentHash } }', { id })).changeOrder;

async function paper(client: Client, changeOrder: { id: string }) {
  const { printUrl, contentHash } = (await printed(client, changeOrder))!;
  const response = await fetch(printUrl);
  expect(response.status).toBe(200);
  const { pages, text } = await readPaper(Buffer.from(await response.arrayBuffer()));
  return { response, contentHash, text, pages };
}

/** A change of price, budget, rates and end, with numbers that occur nowhere else. */
const change = ({ scopeItems: [item], resourceLines: [line] }: DraftedSow) => ({
  title: 'Zwei Werke, 两个工厂',
  endsOn: '2026-07-31',
  scopeItems: [
    scopeItem({
      id: item!.id,
      price: '13333.00',
      budgetCost: '8765.43',
      deliverables: item!.deliverables.map(({ id, name }) => ({
        id,
        name,
        acceptanceCriteria: 'They run for a week.',
      })),
    }),
  ],
  resourceLines: [resourceLine({ id: line!.id, billRate: '171.11', costRate: '91.19' })],
});

describe('the paper of a change order', () => {
  it('shows the changes, the totals and the hash, and has the same bytes every time', async () => {
    const { project, changeOrder } = await givenSubmitted(app, change);
    const { response, text, pages, contentHash } = await paper(project.manager, changeOrder);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    for (const words of [
      'Change order 1',
      '两个工厂',
      'The customer opens a second plant.',
      'Statement of work, revision 1',
      'Interfaces: Price EUR 12,000.00 EUR 13,333.00',
      'Consultant: Hourly rate EUR 150.00 EUR 171.11',
      '+EUR 1,333.00',
      '2026-07-31',
      '+31 days',
      'For the customer',
      'For the supplier',
      'Not agreed yet.',
    ]) {
      expect(text).toContain(words);
    }
    // Costs are vendor-internal.
    for (const secret of ['8765', '91.19', 'budget', 'cost rate']) expect(text).not.toContain(secret);
    for (const page of pages) expect(page).toContain(contentHash);
    const again = await fetch((await printed(project.manager, changeOrder))!.printUrl, {
      headers: { 'if-none-match': response.headers.get('etag')! },
    });
    expect(again.status).toBe(304);
  });

  it('describes an added or removed part in one line, in words', async () => {
    const added = scopeItem({
      title: 'Reports',
      quantity: '1234',
      unit: 'page',
      deliverables: [],
      responsibleParty: 'CUSTOMER',
    });
    const { project, changeOrder } = await givenSubmitted(app, ({ resourceLines: [line] }) => ({
      scopeItems: [added],
      resourceLines: [resourceLine({ role: 'Architect', billRate: '1234.50' })],
      resourceLinesRemoved: [line!.id],
    }));
    const { text } = await paper(project.manager, changeOrder);
    for (const words of [
      'New: Scope What is done: Reports Standard: Yes In scope: Yes Quantity: 1,234 Unit: page From: 2026-03-02 To: 2026-04-30 Price: EUR 12,000.00 By: Customer Role: Consultant',
      'New: Resource Role: Architect Of: Supplier Hourly rate: EUR 1,234.50 Hours in Design: 40 h',
      'Taken out: Resource Role: Consultant',
    ]) {
      expect(text).toContain(words);
    }
    for (const raw of ['CUSTOMER', 'VENDOR', '12000.00', 'resourceLines']) expect(text).not.toContain(raw);
  });

  it('names after the approval who signed for either party, and when', async () => {
    const { project, changeOrder } = await givenSubmitted(app, change);
    const approver = await app.signIn(await app.createUser([Role.PROJECT_MANAGER], { name: 'Ada Approver' }));
    await changeOrderStep(approver, 'Approve', changeOrder, { signedOn: '2026-03-02' });
    const { text } = await paper(project.manager, changeOrder);
    const block = text.slice(text.indexOf('Signatures'));
    for (const words of ['Jane Doe', 'Ada Approver', 'archive/2', 'Loomworks']) expect(block).toContain(words);
    expect(block.match(/2026-03-02/g)).toHaveLength(2);
    const named = await givenSubmitted(app, change);
    await changeOrderStep(approver, 'Approve', named.changeOrder, { vendorSignatory: 'Vera Vendor' });
    expect((await paper(named.project.manager, named.changeOrder)).text).toContain('Vera Vendor');
  });

  it('keeps its hash when it is signed, and gets another with another content', async () => {
    const { project, changeOrder } = await givenSubmitted(app, change);
    const before = (await printed(project.manager, changeOrder))!.contentHash;
    const approver = await app.as(Role.PROJECT_MANAGER);
    await changeOrderStep(approver, 'Approve', changeOrder);
    const { text, contentHash } = await paper(project.manager, changeOrder);
    expect(contentHash).toBe(before);
    expect(text).toContain('Jane Doe');
    const other = await givenSubmitted(app, (sow) => ({ ...change(sow), endsOn: '2026-08-01' }));
    expect((await printed(other.project.manager, other.changeOrder))!.contentHash).not.toBe(before);
  });

  it('omits reason, rates, hours and the lines of others for a partner, and is null for partners off the project', async () => {
    const partner = await givenPartner(app);
    const content = sowContent({
      resourceLines: [
        resourceLine(),
        resourceLine({
          role: 'Tester',
          party: 'PARTNER',
          partnerId: partner.id,
          billRate: '172.22',
          costRate: '92.29',
        }),
      ],
    });
    const { project, changeOrder } = await givenSubmitted(app, change, content);
    await givenQualification(app, partner.id, project.offeringId);
    const input = { projectId: project.id, partnerId: partner.id, offeringId: project.offeringId };
    await project.manager.done('projectStaffPartner', { input }, 'staffing { id }');
    const member = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
    const { text, contentHash } = await paper(member, changeOrder);
    expect(text).toContain('EUR 13,333.00');
    expect(text).toContain(`Printed for`);
    for (const secret of ['second plant', '171.11', '91.19', '8765', 'Planned hours', 'For the customer']) {
      expect(text).not.toContain(secret);
    }
    expect(contentHash).not.toBe((await printed(project.manager, changeOrder))!.contentHash);
    expect(await printed(await app.asPartner((await givenPartner(app)).id), changeOrder)).toBeNull();
    // A link for one audience does not work for another.
    const { printUrl } = (await printed(member, changeOrder))!;
    expect((await fetch(printUrl.replace(`/${partner.id}?`, '/customer?'))).status).toBe(403);
    expect((await fetch(printUrl.replace('/change-order/', '/sow/'))).status).toBe(403);
  });
});
