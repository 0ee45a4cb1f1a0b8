import { Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { ReasonArgs } from '../../../shared/graphql/arguments';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { GateWaiver } from './waiver.entity';
import { GateWaiverPayload, WaiveArgs } from './waiver.inputs';
import { waiverLifecycle } from './waiver.lifecycle';
import * as waivers from './waiver.service';

@Resolver(() => GateWaiver)
export class WaiverResolver {
  @Mutation(() => GateWaiverPayload, {
    description:
      'Waives a criterion of the gate in front of a qualification, or of a partner that is not admitted yet: `id` is one or the other. Only an ECOSYSTEM_MANAGER may do this.',
  })
  gateCriterionWaive(
    @Args() { id, version, code, reason }: WaiveArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<GateWaiver> {
    return waivers.waive(tx, id, version, code, reason);
  }

  @Mutation(() => GateWaiverPayload, {
    description:
      'Revokes a waiver and checks its gate again, by which a delivering qualification may lapse; earlier steps stay. Only an ECOSYSTEM_MANAGER may do this.',
  })
  waiverRevoke(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<GateWaiver> {
    return waivers.revoke(tx, id, version, reason);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps.' })
  availableActions(@Root() waiver: GateWaiver, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, waiverLifecycle.available(waiver.status), waiver);
  }
}
