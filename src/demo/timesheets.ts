import { Allocation, Project, ProjectStatus } from '../modules/projects';
import {
  correctTime,
  ImportRunner,
  reverseTime,
  saveTimeImportMapping,
  startImport,
  submitWeek,
  TimeEntry,
  TimeEntryStatus,
  TimeImportDateFormat,
  TimeImportField,
  TimeImportMode,
  TimeImportTool,
  timeService,
  updateTime,
} from '../modules/time';
import { ScopeItem, SowStatus, StatementOfWork } from '../modules/sow';
import { ServiceOffering } from '../modules/catalog';
import { openStorage, receiveDocument } from '../modules/documents';
import { User } from '../modules/identity';
import { addDays, weekStart } from '../shared/domain/dates';
import { type Stage, viewerOf } from './stage';

/** Creates time entries in every status: reversed, corrected, rejected and withdrawn ones, a submitted week, an import. */
export async function playTimesheets(stage: Stage): Promise<void> {
  const found = await stage.as(null, 'demo', async (tx) => {
    const projects = await tx.list(Project, { status: ProjectStatus.ACTIVE }, [
      { column: 'createdAt' },
      { column: 'id' },
    ]);
    for (const project of projects) {
      const where = { projectId: project.id, partnerId: null, reversesId: null };
      const order = [{ column: 'workedOn' }, { column: 'id' }];
      const [approved, wrong] = await tx.list(TimeEntry, { ...where, status: TimeEntryStatus.APPROVED }, order);
      const submitted = await tx.first(TimeEntry, { ...where, status: TimeEntryStatus.SUBMITTED }, order);
      if (approved && wrong && submitted)
        return { project, approved, wrong, submitted, manager: await tx.load(User, project.managerId) };
    }
    return null;
  });
  if (!found) return;
  const { project, approved, wrong, submitted, manager } = found;
  stage.goTo(stage.ago(4));
  await stage.as(manager, 'timeEntryReverse', (tx) =>
    reverseTime(tx, approved.id, approved.version, 'Worked for another customer that day.'),
  );
  await stage.as(manager, 'timeEntryCorrect', (tx) =>
    correctTime(tx, wrong.id, wrong.version, { minutes: Math.ceil(wrong.minutes / 2) }, 'The afternoon was training.'),
  );
  await stage.as(manager, 'timeEntryReject', (tx) =>
    timeService.reject(tx, submitted.id, submitted.version, 'Please say what was done.'),
  );
  await submitDrafts(stage, project);
  await importFile(stage, project, manager);
  await stage.settle();
}

/** A person submits a whole week. */
async function submitDrafts(stage: Stage, project: Project): Promise<void> {
  const [draft, person] = await stage.as(null, 'demo', async (tx) => {
    const first = await tx.first(TimeEntry, { projectId: project.id, status: TimeEntryStatus.DRAFT }, [
      { column: 'workedOn' },
      { column: 'id' },
    ]);
    return [first, first && (await tx.load(User, first.userId))] as const;
  });
  if (!draft || !person) return;
  stage.goTo(stage.ago(1));
  const first = await stage.as(person, 'timesheetSubmit', (tx) =>
    submitWeek(tx, { weekStartsOn: weekStart(draft.workedOn), projectId: project.id }),
  );
  // The person withdraws an entry before the decision, adds a note, and submits it again.
  const withdrawn = await stage.as(person, 'timeEntryWithdraw', (tx) =>
    timeService.withdraw(tx, first.id, first.version),
  );
  const changes = { note: 'Workshop with the key users.' };
  const changed = await stage.as(person, 'timeEntryUpdate', (tx) =>
    updateTime(tx, withdrawn.id, withdrawn.version, changes),
  );
  await stage.as(person, 'timeEntrySubmit', (tx) => timeService.submit(tx, changed.id, changed.version));
}

/** The manager imports a consultant's Clockify export: a dry run finds invalid lines, then the valid ones are imported. */
async function importFile(stage: Stage, project: Project, manager: User): Promise<void> {
  const day = addDays(weekStart(stage.today), -5);
  const { person, item, phase } = await stage.as(null, 'demo', async (tx) => {
    const allocation = (await tx.first(Allocation, { projectId: project.id, partnerId: null }, [{ column: 'id' }]))!;
    const sow = (await tx.first(StatementOfWork, { projectId: project.id, status: SowStatus.SIGNED }))!;
    const offering = await tx.load(ServiceOffering, allocation.offeringId);
    return {
      person: await tx.load(User, allocation.userId),
      item: (await tx.first(ScopeItem, { sowId: sow.id, inScope: true }, [{ column: 'position' }]))!,
      phase: offering.phases[0]!,
    };
  });
  const line = (duration: string, description: string, on = day, name = project.name) => {
    const [year, month, date] = on.split('-');
    const start = `${month}/${date}/${year}`;
    const cells = [name, '', description, item.title, person.name, '', person.email, '', 'Yes', start, duration];
    return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  };
  const file = [
    '"Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date","Duration (h)"',
    line('00:30:00', 'Call with the process owner'),
    line('00:44:31', 'Minutes of the call'),
    line('00:00:00', 'Started by mistake'),
    line('00:30:00', 'Review', addDays(day, 1)),
    line('01:00:00', 'Review', day, 'Internal'),
  ].join('\n');

  const { config, log } = stage.installation;
  const storage = await openStorage(config);
  const desk = {
    database: stage.database,
    storage,
    scanner: null,
    log,
    uploadBytes: config.uploadBytes,
    uploadsPerDay: 0,
    uploadBytesPerDay: 0,
  };
  const content = pieces(Buffer.from(file));
  stage.goTo(stage.ago(1));
  const document = await receiveDocument(
    desk,
    viewerOf(manager),
    'demo',
    { name: 'Clockify_Detailed_Report.csv', content },
    () => Promise.resolve({ partnerId: null, projectId: project.id }),
  );
  const { id: savedId } = await stage.as(manager, 'timeImportMappingSave', (tx) =>
    saveTimeImportMapping(tx, {
      name: 'Clockify, days as in the USA',
      tool: TimeImportTool.CLOCKIFY,
      dateFormat: TimeImportDateFormat.MONTH_DAY_YEAR,
      fixed: [{ field: TimeImportField.PHASE, value: phase, onlyWhereEmpty: true }],
    }),
  );
  for (const dryRun of [true, false]) {
    await stage.as(manager, 'timeEntriesImport', (tx) =>
      startImport(tx, {
        documentId: document.id,
        mode: TimeImportMode.VALID_LINES,
        mapping: { savedId },
        dryRun,
      }),
    );
    await new ImportRunner(stage.database, storage, log).runAll();
  }
}

async function* pieces(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}
