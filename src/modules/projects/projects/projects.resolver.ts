import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { isInternal } from '../../../shared/access/viewer';
import { matching } from '../../../shared/database/where';
import { column, contains, or, raw, type Sql, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import { searchKey } from '../../../shared/domain/text';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import {
  FilterArg,
  IdArg,
  InputArg,
  type Order,
  OrderArg,
  ReasonArgs,
  RecordArgs,
} from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { contributedConditions } from '../../../shared/graphql/filters';
import type { Reader } from '../../../shared/database/reader';
import { ServiceOffering } from '../../catalog';
import { Customer } from '../../customers';
import { Project, ProjectOffering } from './project.entity';
import { HealthStatus, projectLifecycle } from './project.lifecycle';
import * as projects from './project.service';
import {
  ProjectCreateInput,
  ProjectFilter,
  ProjectOrder,
  ProjectPayload,
  ProjectStaffingPayload,
  ProjectStaffPartnerInput,
  ProjectUpdateInput,
} from './projects.inputs';
import { hasNoManager } from './manager.reader';
import { ProjectStaffing } from './staffing.entity';
import { staffPartner, unstaffPartner } from './staffing.service';

const ProjectConnection = connectionTypeOf(Project);

const onDay =
  'The day of the step: not in the future, and not before the previous step. If left out, today in your time zone, or the first possible day if that is later.';

const firstDay =
  'The first day of work: not in the future, and not before the signature. Time and expenses can be recorded from it on. If left out, today in your time zone, or the day of the signature if that is later.';

const byManager = 'Only the PROJECT_MANAGER who answers for it may do this.';

@Resolver(() => Project)
export class ProjectsResolver {
  @Query(() => Project, { nullable: true, description: 'A project; null if it does not exist or you may not see it.' })
  project(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Project | null> {
    return reader.byId(Project, id);
  }

  @Query(() => ProjectConnection, {
    description: 'Projects. Staff see all, partner users those that their firm is staffed on.',
  })
  projects(
    @Args() page: PageArgs,
    @FilterArg(() => ProjectFilter) filter: ProjectFilter | null,
    @OrderArg(ProjectOrder) orderBy: Order | null,
    @Ctx() { reader, clock }: Context,
  ) {
    const where = {
      ...matching(Project, filter, 'status', 'customerId', 'managerId', 'region', 'industry', 'deliveryMode'),
      and: [...further(reader, filter), ...contributedConditions(ProjectFilter, filter, clock.today())],
    };
    return reader.page(Project, page, where, ProjectOrder.columns(orderBy));
  }

  @FieldResolver(() => [ServiceOffering], { description: 'The service offerings that it delivers.' })
  async offerings(@Root() project: Project, @Ctx() { reader }: Context): Promise<ServiceOffering[]> {
    const named = await reader.listBy(ProjectOffering, 'projectId', project.id);
    const offerings = await Promise.all(named.map(({ offeringId }) => reader.byId(ServiceOffering, offeringId)));
    return offerings.filter((offering) => offering !== null);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  availableActions(@Root() project: Project, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, projectLifecycle.available(project.status), project);
  }

  @Mutation(() => ProjectPayload, {
    description: 'Creates a project for a customer. A PROJECT_MANAGER or SALES may do this.',
  })
  projectCreate(@InputArg() input: ProjectCreateInput, @Ctx() { tx }: MutationContext): Promise<Project> {
    return projects.create(tx, input);
  }

  @Mutation(() => ProjectPayload, {
    description: `Sets the customer's contact for whom the project's papers are printed, in their language. ${byManager}`,
  })
  projectSetContact(
    @Args() { id, version }: RecordArgs,
    @Arg('contactId', () => ID, {
      nullable: true,
      description: 'The contact. If left out, the project has none, and its papers are in English.',
    })
    contactId: string | null,
    @Ctx() { tx }: MutationContext,
  ): Promise<Project> {
    return projects.setContact(tx, id, version, contactId ?? null);
  }

  @Mutation(() => ProjectPayload, {
    description: `Corrects the data of a project that has not ended. Signed papers keep the name under which they were signed. ${byManager}`,
  })
  projectUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ProjectUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Project> {
    return projects.update(tx, id, version, input);
  }

  @Mutation(() => ProjectPayload, {
    description:
      'Hands the project over to another manager: an active user with the role PROJECT_MANAGER. The current manager, OPERATIONS or an ADMIN may do this.',
  })
  projectReassign(
    @Args() { id, version, reason }: ReasonArgs,
    @Arg('managerId', () => ID, { description: 'The user who answers for the project from now on.' }) managerId: string,
    @Ctx() { tx }: MutationContext,
  ): Promise<Project> {
    return projects.reassign(tx, id, version, managerId, reason);
  }

  @Mutation(() => ProjectPayload, {
    description: `Removes a partner from an offering to which it was assigned by mistake; the id is that of its \`ProjectStaffing\`. Refused if its people are allocated, or the statement of work plans its hours. ${byManager}`,
  })
  projectUnstaffPartner(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Project> {
    return unstaffPartner(tx, id, version, reason);
  }

  @Mutation(() => ProjectStaffingPayload, {
    description: `Puts a partner on one of a project's offerings under the staffing rule: the partner is ACTIVE and its qualification INDEPENDENT, or ASSISTED with a mentor named. ${byManager}`,
  })
  projectStaffPartner(
    @InputArg() input: ProjectStaffPartnerInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<ProjectStaffing> {
    return staffPartner(tx, input);
  }

  @Mutation(() => ProjectPayload, {
    description: `Starts work on a planned project; its statement of work must be signed. ${byManager}`,
  })
  projectActivate(
    @Args() { id, version }: RecordArgs,
    @Arg('on', () => PlainDateScalar, { nullable: true, description: firstDay }) on: PlainDate | null,
    @Ctx() { tx }: MutationContext,
  ): Promise<Project> {
    return projects.activate(tx, id, version, on);
  }

  @Mutation(() => ProjectPayload, { description: `Puts an active project on hold. ${byManager}` })
  projectHold(
    @Args() { id, version, reason }: ReasonArgs,
    @Arg('on', () => PlainDateScalar, { nullable: true, description: onDay }) on: PlainDate | null,
    @Ctx() { tx }: MutationContext,
  ): Promise<Project> {
    return projects.hold(tx, id, version, reason, on);
  }

  @Mutation(() => ProjectPayload, { description: `Resumes a project that is on hold. ${byManager}` })
  projectResume(
    @Args() { id, version }: RecordArgs,
    @Arg('on', () => PlainDateScalar, { nullable: true, description: onDay }) on: PlainDate | null,
    @Ctx() { tx }: MutationContext,
  ): Promise<Project> {
    return projects.resume(tx, id, version, on);
  }

  @Mutation(() => ProjectPayload, {
    description: `Asks the customer to examine the deliverables; a rejected one returns the project to work. \`undecided\` lists what is left to decide. ${byManager}`,
  })
  projectRequestAcceptance(
    @Args() { id, version }: RecordArgs,
    @Arg('on', () => PlainDateScalar, { nullable: true, description: onDay }) on: PlainDate | null,
    @Ctx() { tx }: MutationContext,
  ): Promise<Project> {
    return projects.requestAcceptance(tx, id, version, on);
  }

  @Mutation(() => ProjectPayload, {
    description: `Closes a project in acceptance, once every deliverable in scope is accepted and no submitted time, expense or change order waits for a decision. ${byManager}`,
  })
  projectClose(
    @Args() { id, version }: RecordArgs,
    @Arg('on', () => PlainDateScalar, { nullable: true, description: onDay }) on: PlainDate | null,
    @Ctx() { tx }: MutationContext,
  ): Promise<Project> {
    return projects.close(tx, id, version, on);
  }

  @Mutation(() => ProjectPayload, { description: `Cancels a project that is not closed. ${byManager}` })
  projectCancel(
    @Args() { id, version, reason }: ReasonArgs,
    @Arg('on', () => PlainDateScalar, { nullable: true, description: onDay }) on: PlainDate | null,
    @Ctx() { tx }: MutationContext,
  ): Promise<Project> {
    return projects.cancel(tx, id, version, reason, on);
  }
}

/**
 * The filter must not reveal that another firm is on a shared project, nor vendor-internal data, so its subqueries are
 * narrowed to the viewer too.
 */
function further(reader: Reader, filter: ProjectFilter | null): Sql[] {
  const { partnerId, offeringId, search } = filter ?? {};
  const conditions: Sql[] = [];
  if (partnerId) {
    conditions.push(
      sql`${column<Project>('id')} IN (SELECT t.projectId FROM project_staffing AS t WHERE t.partnerId IN (${partnerId}) AND ${reader.visible(ProjectStaffing)})`,
    );
  }
  if (offeringId) {
    conditions.push(
      sql`${column<Project>('id')} IN (SELECT t.projectId FROM project_offering AS t WHERE t.offeringId IN (${offeringId}) AND ${reader.visible(ProjectOffering)})`,
    );
  }
  if (typeof filter?.managed === 'boolean') {
    conditions.push(isInternal(reader.viewer) ? hasNoManager(!filter.managed) : raw('1 = 0'));
  }
  if (filter?.health) conditions.push(isInternal(reader.viewer) ? ofHealth(filter.health) : raw('1 = 0'));
  if (search) {
    const named = contains<Project>('nameKey', searchKey(search));
    const theirs = sql`SELECT t.id FROM customer AS t WHERE ${named} AND ${reader.visible(Customer)}`;
    conditions.push(or([named, sql`${column<Project>('customerId')} IN (${theirs})`]));
  }
  return [...conditions, ...within(filter ?? {})];
}

/** A project that was never assessed is UNKNOWN. */
function ofHealth(health: readonly HealthStatus[]): Sql {
  const found = sql`${column<Project>('healthStatus')} IN (${[...health]})`;
  return health.includes(HealthStatus.UNKNOWN) ? or([found, sql`${column<Project>('healthStatus')} IS NULL`]) : found;
}

/** The ranges of days in the filter; an open day matches none. */
function within(filter: ProjectFilter): Sql[] {
  const bounds: [name: keyof Project & string, from?: PlainDate | null, to?: PlainDate | null][] = [
    ['startsOn', filter.startsFrom, filter.startsTo],
    ['endsOn', filter.endsFrom, filter.endsTo],
    ['activatedOn', filter.activatedFrom, filter.activatedTo],
    ['endedOn', filter.endedFrom, filter.endedTo],
  ];
  return bounds.flatMap(([name, from, to]) => [
    ...(from ? [sql`${column<Project>(name)} >= ${from}`] : []),
    ...(to ? [sql`${column<Project>(name)} <= ${to}`] : []),
  ]);
}
