import { Contact, Customer, Language } from '../../../src/modules/customers';
import { Partner } from '../../../src/modules/partners';
import { Project } from '../../../src/modules/projects/projects/project.entity';
import { ServiceOffering } from '../../../src/modules/catalog';
import { system } from '../../../src/shared/access/viewer';
import { Role, TestApp } from '../../support/app';
import { changeOrderStep, givenChangeOrder } from '../../support/change-orders';
import type { Client } from '../../support/client';
import { type GivenProject, givenProject, givenStaffedPartner } from '../../support/delivery';
import { readPaper } from '../../support/paper-reader';
import { givenDraft, givenSignedSow, resourceLine, scopeItem, sowContent, stepOf } from '../../support/sow';

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

async function givenContact(project: GivenProject, language: 'EN' | 'ZH', name = 'Chen Wei'): Promise<string> {
  const { customerId } = (
    await project.manager.query('query ($id: ID!) { project(id: $id) { customerId } }', { id: project.id })
  ).project;
  const { id } = (await project.manager.done(
    'contactCreate',
    { input: { customerId, name, email: 'chen.wei@example.com', language } },
    'contact { id }',
  )) as { id: string };
  const { version } = (
    await project.manager.query('query ($id: ID!) { project(id: $id) { version } }', { id: project.id })
  ).project;
  await project.manager.done('projectSetContact', { id: project.id, version, contactId: id }, 'project { id }');
  return id;
}

async function printed(client: Client, kind: 'sow' | 'changeOrder', id: string) {
  const { [kind]: record } = await client.query(`query ($id: ID!) { ${kind}(id: $id) { printUrl contentHash } }`, {
    id,
  });
  const response = await fetch(record.printUrl);
  expect(response.status).toBe(200);
  return {
    content: Buffer.from(await response.arrayBuffer()),
    contentHash: record.contentHash as string,
    name: response.headers.get('content-disposition'),
  };
}

/** Renames every record from now on. */
const renameAll = (project: GivenProject, contactId: string, partnerId: string) =>
  app.installation.database.transaction({ viewer: system, action: 'test', requestId: 'test' }, async (tx) => {
    const { customerId } = await tx.load(Project, project.id);
    await tx.save(
      Object.assign(await tx.load(Project, project.id as never), { name: 'Renamed project', contactId: null }),
    );
    await tx.save(Object.assign(await tx.load(Customer, customerId), { name: 'Renamed customer' }));
    await tx.save(
      Object.assign(await tx.load(Contact, contactId as never), { name: 'Renamed contact', language: Language.EN }),
    );
    await tx.save(Object.assign(await tx.load(Partner, partnerId as never), { name: 'Renamed partner' }));
    await tx.save(
      Object.assign(await tx.load(ServiceOffering, project.offeringId as never), { name: 'Renamed offering' }),
    );
  });

describe('a signed paper', () => {
  it('keeps the same bytes when people and records on it are renamed later', async () => {
    const project = await givenProject(app);
    const partner = await givenStaffedPartner(app, project);
    const contactId = await givenContact(project, 'ZH');
    const lines = [resourceLine(), resourceLine({ role: 'Tester', party: 'PARTNER', partnerId: partner.id })];
    const sow = await givenSignedSow(app, project, sowContent({ resourceLines: lines }));
    const added = scopeItem({ title: 'Reports', offeringId: project.offeringId, deliverables: [] });
    const drafted = await givenChangeOrder(project, sow, { scopeItems: [added] });
    const submitted = await changeOrderStep(project.manager, 'Submit', drafted);
    const beforeApproval = await printed(project.manager, 'changeOrder', drafted.id);
    await changeOrderStep(await app.as(Role.PROJECT_MANAGER), 'Approve', submitted);
    const revision = await project.manager.query(
      'query ($id: ID!) { changeOrder(id: $id) { statementOfWork { id } } }',
      { id: drafted.id },
    );
    const papers = [
      ['sow', sow.id],
      ['sow', revision.changeOrder.statementOfWork.id],
      ['changeOrder', drafted.id],
    ] as const;
    const member = await app.asPartner(partner.id);
    const all = () =>
      Promise.all([project.manager, member].flatMap((client) => papers.map(([kind, id]) => printed(client, kind, id))));
    const before = await all();
    expect(before[2]!.contentHash).toBe(beforeApproval.contentHash);
    await renameAll(project, contactId, partner.id);
    app.installation.config.issuerName = 'Renamed vendor';
    try {
      (await all()).forEach(({ content, contentHash, name }, index) => {
        expect(content.equals(before[index]!.content)).toBe(true);
        expect([contentHash, name]).toEqual([before[index]!.contentHash, before[index]!.name]);
      });
    } finally {
      app.installation.config.issuerName = 'Loomworks';
    }
  });

  it('follows the records until then', async () => {
    const project = await givenProject(app);
    const partner = await givenStaffedPartner(app, project);
    const contactId = await givenContact(project, 'EN');
    const { id } = await givenDraft(project);
    expect((await readPaper((await printed(project.manager, 'sow', id)).content)).text).toContain('Chen Wei');
    await renameAll(project, contactId, partner.id);
    const { text } = await readPaper((await printed(project.manager, 'sow', id)).content);
    expect(text).toContain('Renamed customer');
    expect(text).not.toContain('Chen Wei');
  });

  it("names the vendor's signatory: the given one, or the approver", async () => {
    const approver = await app.signIn(await app.createUser([Role.PROJECT_MANAGER], { name: 'Ada Approver' }));
    for (const [vendorSignatory, expected] of [
      [null, 'Ada Approver'],
      ['Vera Vendor', 'Vera Vendor'],
    ]) {
      const project = await givenProject(app);
      const submitted = await stepOf(project.manager, 'Submit', await givenDraft(project));
      const sow = await stepOf(project.manager, 'Sign', await stepOf(approver, 'Approve', submitted), {
        vendorSignatory,
      });
      const { text } = await readPaper((await printed(project.manager, 'sow', sow.id)).content);
      expect(text.slice(text.indexOf('Signatures'))).toContain(expected);
      const query = 'query ($id: ID!) { sow(id: $id) { signatory vendorSignatory } }';
      expect((await project.manager.query(query, { id: sow.id })).sow).toEqual({
        signatory: 'Jane Doe',
        vendorSignatory: expected,
      });
    }
  });
});

describe('the language of a paper', () => {
  it("is that of the project's contact", async () => {
    const project = await givenProject(app);
    await givenContact(project, 'ZH', '陈伟');
    const sow = await givenSignedSow(app, project);
    const { text, info } = await readPaper((await printed(project.manager, 'sow', sow.id)).content);
    for (const words of ['工作说明书', '联系人', '陈伟', '验收标准', '里程碑与付款', '12,000.00', '客户方', '供应商方'])
      expect(text).toContain(words);
    for (const words of ['Statement of work', 'Accepted when', 'For the customer', 'Signed'])
      expect(text).not.toContain(words);
    expect(info.Language).toBe('zh-CN');
    const changeOrder = await givenChangeOrder(project, sow, {
      endsOn: '2026-07-31',
      scopeItems: [scopeItem({ title: 'Reports', deliverables: [] })],
    });
    const changed = await readPaper((await printed(project.manager, 'changeOrder', changeOrder.id)).content);
    for (const words of ['变更单 1', '新增：工作范围', '价格：EUR 12,000.00', '+31 天', '责任方：供应商'])
      expect(changed.text).toContain(words);
    expect(changed.text).not.toMatch(/VENDOR|Change order|New:/);
  });

  it('reveals no contact to a partner', async () => {
    const project = await givenProject(app);
    const partner = await givenStaffedPartner(app, project);
    await givenContact(project, 'EN');
    const sow = await givenSignedSow(app, project);
    const member = await app.asPartner(partner.id);
    expect((await readPaper((await printed(member, 'sow', sow.id)).content)).text).not.toContain('Chen Wei');
    const query = 'query ($id: ID!) { project(id: $id) { contact { name } customer { contacts { name } } } }';
    expect((await member.query(query, { id: project.id })).project).toEqual({
      contact: null,
      customer: { contacts: [] },
    });
  });
});
