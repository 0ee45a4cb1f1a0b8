import { Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { isInternal } from '../../../shared/access/viewer';
import { InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Project, ProjectPayload } from '../../projects';
import { reportingOf } from './reporting.reader';
import { ProjectReportingInput, StatusReportFileInput, StatusReportPayload } from './reports.inputs';
import * as reports from './reports.service';
import type { StatusReport } from './status-report.entity';
import { ProjectReporting } from './status-report.types';

@Resolver(() => Project)
export class ReportsResolver {
  @FieldResolver(() => ProjectReporting, {
    nullable: true,
    description:
      'When status reports are due, and how well the project keeps to it. Vendor-internal: null for partner roles.',
  })
  async reporting(
    @Root() project: Project,
    @Ctx() { reader, viewer, clock }: Context,
  ): Promise<ProjectReporting | null> {
    return isInternal(viewer) ? reportingOf(reader, project, clock.today()) : null;
  }

  @Mutation(() => ProjectPayload, {
    description:
      'Sets or ends the rhythm in which status reports of a project are due, from now on. Due dates missed so far stay counted. Only the PROJECT_MANAGER who answers for the project may do this.',
  })
  projectReportingSet(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ProjectReportingInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Project> {
    return reports.setReporting(tx, id, version, input);
  }

  @Mutation(() => StatusReportPayload, {
    description:
      'Files a status report, with the figures of its day as known now. It answers the last due date that has come, if that has no report, or else the next one, if it is no more than half the interval away. Only the PROJECT_MANAGER who answers for the project may do this.',
  })
  statusReportFile(@InputArg() input: StatusReportFileInput, @Ctx() { tx }: MutationContext): Promise<StatusReport> {
    return reports.file(tx, input);
  }
}
