import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { isInternal } from '../../../shared/access/viewer';
import type { Context } from '../../../shared/graphql/context';
import { concernsAbout, type PlannedStaffing, warningsAmong } from './staffing-concerns';
import { ProjectStaffing } from './staffing.entity';

@Resolver(() => ProjectStaffing)
export class StaffingResolver {
  @FieldResolver(() => [String], {
    nullable: true,
    description:
      'Why staffing the partner again is not advised now, for example by its standing. Null for partner roles.',
  })
  async warnings(
    @Root() { partnerId, offeringId }: ProjectStaffing,
    @Ctx() { reader }: Context,
  ): Promise<string[] | null> {
    if (!isInternal(reader.viewer)) return null;
    const load = (planned: readonly PlannedStaffing[]) => concernsAbout(reader, planned);
    return warningsAmong(await reader.together('concerns about staffings', { partnerId, offeringId }, load));
  }
}
