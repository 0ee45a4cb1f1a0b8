import { Arg, Args, Ctx, Field, FieldResolver, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { column, sql } from '../../../shared/database/sql';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { personTime } from '../calendars/working-calendar.reader';
import { Allocation } from './allocation.entity';
import { type OverAllocated, overAllocated } from './allocation.formula';
import * as allocations from './allocation.service';
import * as steps from './allocation-steps.service';
import { allocationSteps } from './allocation.steps';
import { Project } from '../projects/project.entity';
import { isOpen } from '../projects/project.lifecycle';
import { AllocationCreateInput, AllocationFilter, AllocationPayload } from '../projects/projects.inputs';

/** Where somebody's working days differ within a week, each day is looked at by itself. */
const maxDays = 3 * 366;

@ObjectType({
  simpleResolvers: true,
  description: 'Days in a row on which a person is allocated for more than their time.',
})
class OverAllocatedDays implements OverAllocated {
  @Field(() => PlainDateScalar, { description: 'The first day.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day.' })
  until!: PlainDate;

  @Field(() => Int, { description: 'For how much of a full-time day they are allocated on each of the days.' })
  percent!: number;

  @Field(() => Int, {
    description:
      'How much of a full-time day they work on each of the days, in percent, rounded down: the hours of their working calendar against those of the default, less leave. Below `percent`.',
  })
  available!: number;
}

const AllocationConnection = connectionTypeOf(Allocation);

@Resolver(() => Allocation)
export class AllocationsResolver {
  @Query(() => AllocationConnection, {
    description: "Allocations by their first day: all for staff, those of the firm's people for a partner's.",
  })
  allocations(
    @Args() page: PageArgs,
    @FilterArg(() => AllocationFilter) filter: AllocationFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const { from, to } = filter ?? {};
    const where = {
      ...matching(Allocation, filter, 'projectId', 'userId', 'partnerId'),
      and: [
        ...(from ? [sql`${column('endsOn')} >= ${from}`] : []),
        ...(to ? [sql`${column('startsOn')} <= ${to}`] : []),
      ],
    };
    return reader.page(Allocation, page, where, [{ column: 'startsOn' }]);
  }

  @FieldResolver(() => [OverAllocatedDays], {
    description:
      'The days of the first three years of this allocation on which the person is allocated for more than they work, over all projects that are not closed or cancelled. Reported, not refused.',
  })
  async overAllocatedDays(@Root() allocation: Allocation, @Ctx() { reader }: Context): Promise<OverAllocated[]> {
    const ofPerson = await reader.listBy(Allocation, 'userId', allocation.userId);
    const projects = await Promise.all(ofPerson.map(({ projectId }) => reader.byId(Project, projectId)));
    const shares = ofPerson
      .filter((_, index) => isOpen(projects[index]!.status))
      .map(({ startsOn, endsOn, percent }) => ({ from: startsOn, until: endsOn, percent }));
    const last = addDays(allocation.startsOn, maxDays - 1);
    const within = { from: allocation.startsOn, until: allocation.endsOn < last ? allocation.endsOn : last };
    return overAllocated(shares, within, await personTime(reader, { userId: allocation.userId, ...within }));
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen next, as it stands for you.' })
  async availableActions(@Root() allocation: Allocation, @Ctx() context: Context): Promise<AvailableAction[]> {
    const project = await context.reader.unnarrowed.require(Project, allocation.projectId);
    const { startsOn, endsOn } = allocation;
    return availableActions(context, allocationSteps({ startsOn, endsOn, project: project.status }), {
      allocation,
      project,
    });
  }

  @Mutation(() => AllocationPayload, {
    description:
      "Puts a person on a project. A partner's member needs an unexpired certification for the offering, and the partner must be staffed on it. By the PROJECT_MANAGER who answers for the project.",
  })
  allocationCreate(@InputArg() input: AllocationCreateInput, @Ctx() { tx }: MutationContext): Promise<Allocation> {
    return allocations.create(tx, input);
  }
  @Mutation(() => AllocationPayload, {
    description:
      'Lets an allocation last longer. The staffing rule is asked anew, and a certification that is valid today and on the first of the new days. By the PROJECT_MANAGER who answers for the project.',
  })
  allocationExtend(
    @Args() { id, version }: RecordArgs,
    @Arg('endsOn', () => PlainDateScalar, { description: 'The new last day, later than the present one.' })
    endsOn: PlainDate,
    @Ctx() { tx }: MutationContext,
  ): Promise<Allocation> {
    return steps.extend(tx, id, version, endsOn);
  }

  @Mutation(() => AllocationPayload, {
    description:
      'Lets an allocation end earlier; refused, with the days, where time is recorded after the new end that is not rejected. By the PROJECT_MANAGER who answers for the project.',
  })
  allocationEnd(
    @Args() { id, version }: RecordArgs,
    @Arg('endsOn', () => PlainDateScalar, {
      description: 'The new last day, earlier than the present one and not before the first.',
    })
    endsOn: PlainDate,
    @Ctx() { tx }: MutationContext,
  ): Promise<Allocation> {
    return steps.end(tx, id, version, endsOn);
  }
}
