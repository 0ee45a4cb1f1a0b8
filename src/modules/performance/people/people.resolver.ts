import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { connectionTypeOf } from '../../../shared/graphql/connection';
import type { Context } from '../../../shared/graphql/context';
import { requireViewer } from '../../../shared/graphql/errors';
import { overAllocations } from './over-allocation.reader';
import { capacity, utilisation } from './resource-rows.reader';
import {
  CapacityRow,
  OverAllocationArgs,
  OverAllocationConnection,
  ResourceArgs,
  UtilisationRow,
} from './people.types';

const whoSees =
  "Staff see everyone, a partner's administrator the people of the firm, a member only themselves. Covers people who deliver (active consultants of the vendor and members of partners) and everyone who was allocated or worked on one of the days.";

const UtilisationRowConnection = connectionTypeOf(UtilisationRow);
const CapacityRowConnection = connectionTypeOf(CapacityRow);

@Resolver()
export class ResourcesResolver {
  @Query(() => UtilisationRowConnection, {
    description: `Utilisation: approved billable hours ÷ available hours of the working calendars, next to the planned hours. ${whoSees}`,
  })
  utilisation(@Args() args: ResourceArgs, @Ctx() { reader, viewer }: Context) {
    requireViewer(viewer);
    return utilisation(reader, args, args);
  }

  @Query(() => CapacityRowConnection, {
    description: `Capacity: available, allocated and free hours, and the approved hours among them. ${whoSees}`,
  })
  capacity(@Args() args: ResourceArgs, @Ctx() { reader, viewer }: Context) {
    requireViewer(viewer);
    return capacity(reader, args, args);
  }

  @Query(() => OverAllocationConnection, {
    description:
      "The people who are allocated on some days for more than they work by their working calendar and leave, over all projects that are not closed or cancelled, by name, with the allocations concerned. Staff see everyone, a partner's administrator the people of the firm, a member only themselves.",
  })
  overAllocations(
    @Args() args: OverAllocationArgs,
    @Ctx() { reader, viewer }: Context,
  ): Promise<OverAllocationConnection> {
    requireViewer(viewer);
    return overAllocations(reader, args, args);
  }
}
