import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../shared/graphql/context';
import { requireViewer } from '../../../shared/graphql/errors';
import { overAllocations } from './over-allocation.reader';
import { capacity, utilisation } from './resource-rows.reader';
import { CapacityRow, OverAllocation, OverAllocationArgs, ResourceArgs, UtilisationRow } from './people.types';

const whoSees =
  "Staff see everybody, a partner's administrator the people of the firm, a member themselves. Of people who deliver (active consultants of the vendor and members of partners) and of whoever was allocated or worked on one of the days.";

@Resolver()
export class ResourcesResolver {
  @Query(() => [UtilisationRow], {
    description: `Utilisation: approved billable hours ÷ available hours of the working calendars, beside what was planned. ${whoSees}`,
  })
  utilisation(@Args() args: ResourceArgs, @Ctx() { reader, viewer }: Context): Promise<UtilisationRow[]> {
    requireViewer(viewer);
    return utilisation(reader, args);
  }

  @Query(() => [CapacityRow], {
    description: `Capacity: available, allocated and free hours, and what was worked of them. ${whoSees}`,
  })
  capacity(@Args() args: ResourceArgs, @Ctx() { reader, viewer }: Context): Promise<CapacityRow[]> {
    requireViewer(viewer);
    return capacity(reader, args);
  }

  @Query(() => [OverAllocation], {
    description:
      "Who is allocated on some days for more than they work, by their working calendar and leave, over all projects that are not closed or cancelled, by name, with the allocations that make it up. Staff see everybody, a partner's administrator the people of the firm, a member themselves.",
  })
  overAllocations(@Args() args: OverAllocationArgs, @Ctx() { reader, viewer }: Context): Promise<OverAllocation[]> {
    requireViewer(viewer);
    return overAllocations(reader, args);
  }
}
