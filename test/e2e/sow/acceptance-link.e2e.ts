import { AcceptanceRequest } from '../../../src/modules/sow';
import { system } from '../../../src/shared/access/viewer';
import { HistoryEntry } from '../../../src/shared/database/history';
import { Fact } from '../../../src/shared/events/fact';
import { changeOrderStep, givenChangeOrder } from '../../support/change-orders';
import { givenInWork, givenRequest, type InWork, open, type Page, send } from '../../support/acceptance';
import { Role, TestApp } from '../../support/app';
import { takeStep } from '../../support/delivery';
import { givenCustomer } from '../../support/given';
import { readPdf } from '../../support/pdf';
import { givenSignedSow, scopeItem, sowContent } from '../../support/sow';

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const statesOf = async ({ project }: InWork) => {
  const { project: found } = await project.manager.query(
    'query ($id: ID!) { project(id: $id) { status statementOfWork { deliverables { status contact evidence rejectionReason decidedOn } } } }',
    { id: project.id },
  );
  return { status: found.status, deliverables: found.statementOfWork.deliverables };
};
const decide = (of: readonly { id: string }[], ...decisions: [string, string?][]) =>
  Object.fromEntries(
    decisions.flatMap(([decision, reason], index) => [
      [`decision-${of[index]!.id}`, decision],
      ...(reason === undefined ? [] : [[`reason-${of[index]!.id}`, reason]]),
    ]),
  ) as Record<string, string>;
const nothing = (work: () => Promise<Page>) => app.expectNothingChanged(work);

describe('the page of a link', () => {
  it('shows what needs a decision, and changes nothing when opened repeatedly', async () => {
    const { project, deliverables } = await givenInWork(app);
    await project.manager.done(
      'deliverableSubmit',
      { id: deliverables[0]!.id, version: 1, input: { note: 'On the share, folder 7.' } },
      'deliverable { id }',
    );
    const { url } = await givenRequest(project.manager, deliverables);
    const page = await nothing(async () => {
      expect((await open(url, 'HEAD')).status).toBe(200);
      await open(url);
      return open(url);
    });
    expect(page.status).toBe(200);
    for (const part of [
      project.name,
      'Loomworks',
      'Jane Doe',
      'Interface guide',
      'All interfaces are in it.',
      'On the share, folder 7.',
      'Handed over on 2026-03-02',
      'Works until',
      '2026-03-16 at 09:00 UTC',
    ])
      // prettier-ignore
      expect(page.html).toContain(part);
    expect(page.html).not.toMatch(/<script|onclick|javascript:/i);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      ),
    });
  });

  it('links the paper of the agreement, and shows no vendor-internal figure', async () => {
    const { project, deliverables } = await givenInWork(
      app,
      sowContent({ scopeItems: [scopeItem({ price: '12345.00', budgetCost: '7654.32' })] }),
    );
    const { url } = await givenRequest(project.manager, deliverables);
    const { html } = await open(url);
    for (const hidden of ['7654', '7,654', '12345', '90.00', '150.00']) expect(html).not.toContain(hidden);
    const path = /href="([^"]*\/papers\/sow\/[^"]*)"/.exec(html)![1]!.replaceAll('&#38;', '&');
    const paper = readPdf(Buffer.from(await (await fetch(app.url + path)).arrayBuffer())).pages.join('\n');
    expect(paper).toContain('12,345.00');
    expect(paper).not.toContain('7,654.32');
  });

  it('outlives a change order: decisions apply to the current revision', async () => {
    const given = await givenInWork(app);
    const { project, sow, deliverables } = given;
    const { url } = await givenRequest(project.manager, deliverables);
    const before = await open(url);
    const submitted = await changeOrderStep(project.manager, 'Submit', await givenChangeOrder(project, sow));
    await changeOrderStep(await app.as(Role.PROJECT_MANAGER), 'Approve', submitted);
    // The old page shows a superseded revision: it is rendered again, and nothing is recorded.
    const stale = await nothing(() => send(before, url, decide(deliverables, ['accept'], ['accept'])));
    expect(stale.status).toBe(422);
    const page = await open(url);
    const now = [...page.html.matchAll(/name="version-([^"]*)"/g)].map(([, id]) => ({ id: id! }));
    expect(now).toHaveLength(deliverables.length);
    expect(now.map(({ id }) => id)).not.toEqual(deliverables.map(({ id }) => id));
    expect((await send(page, url, decide(now, ['accept'], ['reject', 'Page 3 is empty.']))).status).toBe(200);
    expect((await statesOf(given)).deliverables).toMatchObject([
      { status: 'ACCEPTED', contact: 'Jane Doe' },
      { status: 'REJECTED', rejectionReason: 'Page 3 is empty.' },
    ]);
  });

  it('escapes names, so that no markup in them runs', async () => {
    const evil = '<script>alert("1")</script><img src=x onerror=alert(1)>';
    const manager = await app.as(Role.PROJECT_MANAGER);
    const customer = await givenCustomer(app, { name: evil });
    const { project: other } = await givenInWork(app);
    const project = await manager.done(
      'projectCreate',
      { input: { name: evil, customerId: customer.id, offeringIds: [other.offeringId] } },
      'project { id name version }',
    );
    const content = sowContent({
      scopeItems: [scopeItem({ title: evil, deliverables: [{ name: evil, acceptanceCriteria: evil }] })],
      milestones: [{ name: 'Live', dueOn: '2026-06-30', paymentShare: '100', deliverables: [] }],
    });
    const sow = await givenSignedSow(app, { ...project, manager }, content);
    await takeStep({ ...project, manager }, 'Activate');
    const deliverables = sow.scopeItems[0]!.deliverables;
    const { url } = await givenRequest(manager, deliverables, { contactName: evil });
    const pages = [await open(url)];
    pages.push(await send(pages[0]!, url, { ...decide(deliverables, ['reject', '']) }));
    pages.push(await send(pages[0]!, url, { ...decide(deliverables, ['"><b>', evil]) }));
    pages.push(await send(pages[0]!, url, { ...decide(deliverables, ['reject', evil]) }));
    pages.push(await open(url));
    expect(pages.map(({ status }) => status)).toEqual([200, 422, 422, 200, 410]);
    for (const { html } of pages) {
      expect(html).toContain('&#60;script&#62;alert(&#34;1&#34;)');
      expect(html).not.toMatch(/<script|<img|<b>/);
    }
  });
});

describe('the decision through a link', () => {
  it('is recorded once, in the name of the contact', async () => {
    const given = await givenInWork(app);
    const { project, deliverables } = given;
    const [first, second] = deliverables;
    const { id, url } = await givenRequest(project.manager, deliverables);
    const answer = await send(
      await open(url),
      url,
      decide(deliverables, ['accept'], ['reject', 'Half of it\nis missing.']),
    );
    expect(answer.status).toBe(200);
    expect(answer.html).toContain('This link was used on 2026-03-02 at 09:00 UTC.');
    expect(await statesOf(given)).toMatchObject({
      deliverables: [
        {
          status: 'ACCEPTED',
          contact: 'Jane Doe',
          decidedOn: '2026-03-02',
          evidence: `By the link of ${id} to Jane Doe`,
        },
        { status: 'REJECTED', contact: 'Jane Doe', rejectionReason: 'Half of it\nis missing.', evidence: null },
      ],
    });
    const reader = app.installation.database.reader(system);
    const request = (await reader.byId(AcceptanceRequest, id))!;
    expect(request).toMatchObject({
      state: 'USED',
      version: 2,
      decisions: [
        { deliverableId: first!.id, accepted: true, reason: null },
        { deliverableId: second!.id, accepted: false, reason: 'Half of it\nis missing.' },
      ],
    });
    for (const each of [first!.id, second!.id, id]) {
      const entry = (
        await reader.list(HistoryEntry, { recordId: each }, [{ column: 'recordVersion', direction: 'DESC' }])
      )[0]!;
      expect(entry).toMatchObject({ action: 'acceptanceRequestUse', actorId: null });
    }
    const facts = await reader.list(Fact, { subjectId: [first!.id, second!.id, id] });
    expect(facts.map(({ type, data }) => [type, data])).toEqual(
      expect.arrayContaining([
        [
          'DeliverableAccepted',
          expect.objectContaining({ contact: 'Jane Doe', acceptanceRequestId: id, projectId: project.id }),
        ],
        [
          'DeliverableRejected',
          expect.objectContaining({ contact: 'Jane Doe', acceptanceRequestId: id, projectId: project.id }),
        ],
        [
          'AcceptanceRequestUsed',
          { projectId: project.id, contact: 'Jane Doe', accepted: [first!.id], rejected: [second!.id] },
        ],
      ]),
    );
    // A used link stays used.
    const again = await nothing(async () => send(await open(url), url, decide(deliverables, ['accept'], ['accept'])));
    expect(again.status).toBe(410);
    expect(again.html).toContain('This link was used on 2026-03-02 at 09:00 UTC.');
    expect((await open(url)).status).toBe(410);
  });

  it('can be made once for all deliverables', async () => {
    const accepted = await givenInWork(app);
    const { url } = await givenRequest(accepted.project.manager, accepted.deliverables);
    expect((await send(await open(url), url, { all: 'accept' })).status).toBe(200);
    const states = await statesOf(accepted);
    expect(states.deliverables.map(({ status }: { status: string }) => status)).toEqual(['ACCEPTED', 'ACCEPTED']);

    const rejected = await givenInWork(app);
    await takeStep(rejected.project, 'RequestAcceptance');
    const { url: other } = await givenRequest(rejected.project.manager, rejected.deliverables);
    expect((await nothing(async () => send(await open(other), other, { all: 'reject' }))).status).toBe(422);
    expect((await send(await open(other), other, { all: 'reject', 'reason-all': 'Too late.' })).status).toBe(200);
    // A project in acceptance goes back to work.
    expect(await statesOf(rejected)).toMatchObject({
      status: 'ACTIVE',
      deliverables: [{ rejectionReason: 'Too late.' }, { rejectionReason: 'Too late.' }],
    });
    expect(await app.factsAbout(rejected.project.id)).toContain('ProjectReturnedToWork');
  });

  it('must be complete: each accepted, or rejected with a reason', async () => {
    const { project, deliverables } = await givenInWork(app);
    const { url } = await givenRequest(project.manager, deliverables);
    const page = await open(url);
    for (const filled of [
      {},
      decide(deliverables, ['accept']),
      decide(deliverables, ['accept'], ['reject', '  ']),
      decide(deliverables, ['accept'], ['perhaps']),
      decide(deliverables, ['accept'], ['reject', 'x'.repeat(5_001)]),
      decide(deliverables, ['accept'], ['reject', 'It\u000bfails.']),
      decide(deliverables, ['accept'], ['reject', '\u200b']),
      { all: 'perhaps' },
    ]) {
      const answer = await nothing(() => send(page, url, filled));
      expect(answer.status).toBe(422);
      expect(answer.html).toContain('role="alert"');
    }
    const kept = await send(page, url, decide(deliverables, ['reject', 'It is slow.']));
    expect(kept.html).toContain('value="reject" checked');
    expect(kept.html).toContain('>It is slow.</textarea>');
    const noForm = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    expect(noForm.status).toBe(422);
    expect((await send(page, url, decide(deliverables, ['accept'], ['accept']))).status).toBe(200);
  });

  it('is recorded for only one of two concurrent submissions', async () => {
    const given = await givenInWork(app);
    const { id, url } = await givenRequest(given.project.manager, given.deliverables);
    const page = await open(url);
    const answers = await Promise.all([
      send(page, url, { all: 'accept' }),
      send(page, url, { all: 'reject', 'reason-all': 'Too late.' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect((await app.factsAbout(id)).filter((type) => type === 'AcceptanceRequestUsed')).toHaveLength(1);
    expect(new Set((await statesOf(given)).deliverables.map(({ status }: { status: string }) => status)).size).toBe(1);
  });

  it('covers what the page showed: later changes must be reviewed first', async () => {
    const { project, deliverables } = await givenInWork(app);
    const { url } = await givenRequest(project.manager, deliverables);
    const page = await open(url);
    await project.manager.done(
      'deliverableSubmit',
      { id: deliverables[1]!.id, version: 1, input: {} },
      'deliverable { id }',
    );
    const answer = await nothing(() => send(page, url, { all: 'accept' }));
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('Something has changed since you opened this page.');
    expect((await send(answer, url, { all: 'accept' })).status).toBe(200);
  });

  it('covers only deliverables that still wait; the page explains the others', async () => {
    const { project, deliverables } = await givenInWork(app);
    const [first, second] = deliverables;
    const { url } = await givenRequest(project.manager, deliverables);
    const { url: other } = await givenRequest(project.manager, [first!], { contactName: 'John Doe' });
    expect((await send(await open(other), other, { all: 'accept' })).status).toBe(200);
    const page = await open(url);
    expect(page.html).toContain('Interface guide is already accepted.');
    expect(page.html).toContain(`decision-${second!.id}`);
    expect(page.html).not.toContain(`decision-${first!.id}`);
    expect((await send(page, url, decide([second!], ['accept']))).status).toBe(200);

    const resting = await givenInWork(app);
    const { url: third } = await givenRequest(resting.project.manager, resting.deliverables);
    const before = await open(third);
    await takeStep(resting.project, 'Hold');
    const held = await open(third);
    expect(held.html).toContain('The project is neither active nor in acceptance.');
    expect(held.html).not.toContain('<form');
    expect((await nothing(() => send(before, third, { all: 'accept' }))).status).toBe(409);
  });
});

describe('a link that does not work', () => {
  it('is unknown: a wrong token, or one of another installation', async () => {
    const other = await TestApp.start({ tokenSecret: 'the secret of another installation, as long as it must be' });
    const { project, deliverables } = await givenInWork(other);
    const { url } = await givenRequest(project.manager, deliverables);
    const foreign = url.replace(other.url, app.url);
    await other.stop();
    for (const each of [
      foreign,
      `${app.url}/accept/${'A'.repeat(32)}`,
      `${app.url}/accept/%00`,
      `${app.url}/accept/..%2F..`,
    ]) {
      const looked = await nothing(() => open(each));
      expect(looked.status).toBe(404);
      expect(looked.html).toContain('This link does not work');
      const sent = await nothing(() => send(looked, each, { all: 'accept' }));
      expect(sent.status).toBe(404);
    }
  });

  it('was revoked, or has expired', async () => {
    const { project, deliverables } = await givenInWork(app);
    const { url, id } = await givenRequest(project.manager, deliverables);
    const page = await open(url);
    await project.manager.done('acceptanceRequestRevoke', { id, version: 1 }, 'acceptanceRequest { id }');
    const revoked = await nothing(() => send(page, url, { all: 'accept' }));
    expect([revoked.status, revoked.html]).toEqual([410, expect.stringContaining('This link was revoked')]);

    const { url: late } = await givenRequest(project.manager, deliverables, { expiresInDays: 1 });
    const opened = await open(late);
    expect(opened.status).toBe(200);
    app.clock.advanceDays(1);
    const expired = await nothing(() => send(opened, late, { all: 'accept' }));
    expect([expired.status, expired.html]).toEqual([410, expect.stringContaining('This link worked until 2026-03-03 at 09:00 UTC.')]); // prettier-ignore
    expect((await open(late)).status).toBe(410);
  });
});
