import { Papers0000000000039 } from '../../migrations/0039-papers';
import { SurveyResponses0000000000063 } from '../../migrations/0063-survey-responses';
import { ChangeOrder } from '../../src/modules/sow/change-orders/change-order.entity';
import { StatementOfWork } from '../../src/modules/sow/content/sow.entity';
import { system } from '../../src/shared/access/viewer';
import { Role, TestApp } from '../support/app';
import { changeOrderStep, givenChangeOrder } from '../support/change-orders';
import { givenProject, givenStaffedPartner } from '../support/delivery';
import { givenDraft, givenSignedSow, resourceLine, sowContent } from '../support/sow';

describe('the migration to papers that keep the names of the parties', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('gives earlier signed revisions and change orders the current names, and drafts none', async () => {
    const project = await givenProject(app);
    const partner = await givenStaffedPartner(app, project);
    const lines = [resourceLine(), resourceLine({ role: 'Tester', party: 'PARTNER', partnerId: partner.id })];
    const sow = await givenSignedSow(app, project, sowContent({ resourceLines: lines }));
    const drafted = await givenChangeOrder(project, sow);
    const submitted = await changeOrderStep(project.manager, 'Submit', drafted);
    await changeOrderStep(await app.as(Role.PROJECT_MANAGER), 'Approve', submitted);
    const draft = await givenDraft(await givenProject(app));
    const { database } = app.installation;
    const read = async () => {
      const reader = database.reader(system);
      const [first, order] = [
        await reader.require(StatementOfWork, sow.id),
        await reader.require(ChangeOrder, drafted.id),
      ];
      const open = await reader.require(StatementOfWork, draft.id);
      return [first, order, open].map(({ signedNames, vendorSignatory }) => ({ signedNames, vendorSignatory }));
    };
    const before = await read();
    expect(before[0]!.signedNames!.vendor).toBe('Loomworks');

    const runner = database.dataSource.createQueryRunner();
    // Survey responses refer to contacts.
    const later = new SurveyResponses0000000000063();
    const migration = new Papers0000000000039();
    await later.down(runner);
    await migration.down(runner);
    await migration.up(runner);
    // A second run, as after a kill, changes nothing.
    await migration.up(runner);
    await later.up(runner);
    await runner.release();

    // The vendor's name was not stored anywhere, so it stays null.
    const [first, order, open] = await read();
    for (const [index, { signedNames, vendorSignatory }] of [first!, order!].entries()) {
      expect(vendorSignatory).toBe(before[index]!.vendorSignatory);
      expect(signedNames).toEqual({ ...before[index]!.signedNames, vendor: null });
    }
    expect(first!.signedNames!.others).toEqual({ [partner.id]: partner.name });
    expect(open).toEqual({ signedNames: null, vendorSignatory: null });
  });
});
