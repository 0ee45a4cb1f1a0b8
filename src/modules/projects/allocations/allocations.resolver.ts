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
import { AllocationCreateInput, AllocationFilter, AllocationPayload } from './allocations.inputs';

/** If a person's working days differ within a week, each day is checked separately. */
const maxDays = 3 * 366;

@ObjectType({
  simpleResolvers: true,
  description: 'Consecutive days on which a person is allocated for more than they work.',
})
class OverAllocatedDays implements OverAllocated {
  @Field(() => PlainDateScalar, { description: 'The first day of the run.' })
  from!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day of the run.' })
  until!: PlainDate;

  @Field(() => Int, {
    description: 'The percentage of a full-time day for which they are allocated on each of the days.',
  })
  percent!: number;

  @Field(() => Int, {
    description:
      'The percentage of a full-time day that they work on each of the days, rounded down: the hours of their working calendar, less leave, relative to those of the default calendar, or relative to their own if they work an equally long week on other days. Below `percent`.',
  })
  available!: number;
}

const AllocationConnection = connectionTypeOf(Allocation);

@Resolver(() => Allocation)
export class AllocationsResolver {
  @Query(() => AllocationConnection, {
    description: "Allocations by their first day. Staff see all, partner users those of their firm's people.",
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
        ...(from ? [sql`${column<Allocation>('endsOn')} >= ${from}`] : []),
        ...(to ? [sql`${column<Allocation>('startsOn')} <= ${to}`] : []),
      ],
    };
    return reader.page(Allocation, page, where, [{ column: 'startsOn' }]);
  }

  @FieldResolver(() => [OverAllocatedDays], {
    description:
      'The days in the first three years of this allocation on which the person is allocated for more than they work, over all projects that are not closed or cancelled. Such days are reported, not refused.',
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

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
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
      "Puts a person on a project. A partner's member needs a valid certification for the offering, for which the partner must be staffed on the project. Only the PROJECT_MANAGER who answers for the project may do this.",
  })
  allocationCreate(@InputArg() input: AllocationCreateInput, @Ctx() { tx }: MutationContext): Promise<Allocation> {
    return allocations.create(tx, input);
  }
  @Mutation(() => AllocationPayload, {
    description:
      'Extends an allocation. The staffing rule is checked again, with a certification that is valid today and on the first of the new days. Only the PROJECT_MANAGER who answers for the project may do this.',
  })
  allocationExtend(
    @Args() { id, version }: RecordArgs,
    @Arg('endsOn', () => PlainDateScalar, { description: 'The new last day, later than the current one.' })
    endsOn: PlainDate,
    @Ctx() { tx }: MutationContext,
  ): Promise<Allocation> {
    return steps.extend(tx, id, version, endsOn);
  }

  @Mutation(() => AllocationPayload, {
    description:
      'Shortens an allocation; refused, with the days, if time that is not rejected was recorded after the new end. Only the PROJECT_MANAGER who answers for the project may do this.',
  })
  allocationEnd(
    @Args() { id, version }: RecordArgs,
    @Arg('endsOn', () => PlainDateScalar, {
      description: 'The new last day, earlier than the current one and not before the first.',
    })
    endsOn: PlainDate,
    @Ctx() { tx }: MutationContext,
  ): Promise<Allocation> {
    return steps.end(tx, id, version, endsOn);
  }
}
