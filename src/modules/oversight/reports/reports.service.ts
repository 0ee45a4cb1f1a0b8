import type { Transaction } from '../../../shared/database/transaction';
import { sql } from '../../../shared/database/sql';
import { laterDay, type PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { latestDay, requireNotOver, todayOf } from '../../../shared/domain/today';
import { isOpen, Project, ProjectStatus } from '../../projects';
import { figuresOf } from './figures.reader';
import { answers, daysLate, reportingOn } from './reporting.formula';
import { gatherReporting } from './reporting.reader';
import { reportingActions, statusReportActions } from './reports.actions';
import * as facts from './reports.facts';
import type { ProjectReportingInput, StatusReportFileInput } from './reports.inputs';
import { StatusReport } from './status-report.entity';

const begun = [ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD, ProjectStatus.ACCEPTANCE];

export async function file(tx: Transaction, input: StatusReportFileInput): Promise<StatusReport> {
  const field = ['input', 'projectId'];
  const project = await tx.require(Project, input.projectId, { field });
  tx.assert(statusReportActions.file, project);
  const corrected = input.correctsId ? await requireNewest(tx, project, input.correctsId) : null;
  if (!begun.includes(project.status)) {
    throw new RuleViolationError('project-not-in-work', 'The project has not started, or has ended.', [], field);
  }
  const today = todayOf(tx);
  const [first, last] = [project.activatedOn!, latestDay(tx.clock)];
  const asOf = input.asOf ?? corrected?.asOf ?? laterDay(today, first);
  if (asOf < first || asOf > last) {
    throw new InvalidInputError(`The day must be from ${first} to ${last}.`, ['input', 'asOf']);
  }
  const dueOn = corrected ? corrected.dueOn : await dueDateAnswered(tx, project, today);
  const { progress, plan, risks, requirements, assessment } = input;
  const report = await tx.append(StatusReport, {
    projectId: project.id,
    asOf,
    dueOn,
    filedAt: tx.clock.now(),
    daysLate: corrected ? corrected.daysLate : daysLate(dueOn, today),
    edition: corrected ? corrected.edition + 1 : 1,
    correctsId: corrected?.id ?? null,
    filedById: tx.viewer.userId!,
    progress,
    plan,
    risks,
    requirements,
    assessment,
    figures: await figuresOf(tx.reader, project.id, asOf),
  });
  const told = { projectId: project.id, asOf, dueOn, daysLate: report.daysLate };
  if (corrected) {
    tx.record(facts.statusReportCorrected, report, { projectId: project.id, correctsId: corrected.id });
  } else tx.record(facts.statusReportFiled, report, told);
  return report;
}

/**
 * Loads the report to correct, which must belong to the project and not be corrected yet. The unique key lets only one
 * of two concurrent corrections win.
 */
async function requireNewest(tx: Transaction, project: Project, id: string): Promise<StatusReport> {
  const field = ['input', 'correctsId'];
  const report = await tx.require(StatusReport, id, { field });
  if (report.projectId !== project.id) {
    throw new InvalidInputError('This report belongs to another project.', field);
  }
  const later = await tx.first(StatusReport, { correctsId: report.id });
  if (later) {
    throw new RuleViolationError(
      'already-corrected',
      `This report was already corrected by ${later.id}: correct that one.`,
      [],
      field,
    );
  }
  return report;
}

async function dueDateAnswered(tx: Transaction, project: Project, today: PlainDate): Promise<PlainDate | null> {
  const { rhythm, work, answered } = await gatherReporting(tx.reader, project);
  return rhythm && answers(rhythm, work, answered, today);
}

export async function setReporting(
  tx: Transaction,
  id: string,
  version: number,
  { everyDays = null, firstDueOn = null }: ProjectReportingInput,
): Promise<Project> {
  const project = await tx.require(Project, id, { version });
  tx.assert(reportingActions.reportingSet, project);
  if (!isOpen(project.status)) throw new RuleViolationError('project-ended', 'The project has ended.');
  if ((everyDays === null) !== (firstDueOn === null)) {
    const missing = everyDays === null ? 'everyDays' : 'firstDueOn';
    throw new InvalidInputError('Give both a number of days and a first due date, or neither.', ['input', missing]);
  }
  // A rhythm that began in the past would count reports as missed that had never been due.
  const field = ['input', 'firstDueOn'];
  if (firstDueOn) requireNotOver(tx.clock, firstDueOn, field, 'The first due date must be today or later.');
  project.reportsMissedBefore = (project.reportsMissedBefore ?? 0) + (await missedUntilNow(tx, project));
  project.reportEveryDays = everyDays;
  project.reportFirstDueOn = firstDueOn;
  await tx.save(project);
  tx.record(facts.projectReportingSet, project, { everyDays, firstDueOn });
  return project;
}

/** Due dates missed under the old rhythm stay counted under a new one. */
async function missedUntilNow(tx: Transaction, project: Project): Promise<number> {
  const { rhythm, work, answered } = await gatherReporting(tx.reader, project);
  return rhythm ? reportingOn(rhythm, work, answered, tx.clock.today()).unanswered.length : 0;
}

/** Records the fact that a report is overdue, once for each due date that has passed without one. */
export async function tellOverdue(tx: Transaction, projectId: string): Promise<boolean> {
  const project = await tx.load(Project, projectId);
  const { rhythm, work, answered } = await gatherReporting(tx.reader, project);
  if (!rhythm || !begun.includes(project.status)) return false;
  const { unanswered } = reportingOn(rhythm, work, answered, tx.clock.today());
  const { reportOverdueToldOn: told, managerId } = project;
  const news = unanswered.filter((dueOn) => told === null || dueOn > told);
  const newest = news.at(-1);
  if (newest === undefined) return false;
  // The marker is not a change of the project by a user, so it has no version.
  const mine = await tx.execute(
    sql`UPDATE project SET reportOverdueToldOn = ${newest} WHERE id = ${project.id} AND (reportOverdueToldOn IS NULL OR reportOverdueToldOn < ${newest})`,
  );
  if (mine === 0) return false;
  for (const dueOn of news) tx.record(facts.statusReportOverdue, project, { projectId: project.id, dueOn, managerId });
  return true;
}
