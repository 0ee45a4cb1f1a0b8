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
      'Lets a criterion pass, of the gate in front of a qualification or of a partner that is not admitted yet: `id` is one or the other. By an ECOSYSTEM_MANAGER.',
  })
  gateCriterionWaive(
    @Args() { id, version, code, reason }: WaiveArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<GateWaiver> {
    return waivers.waive(tx, id, version, code, reason);
  }

  @Mutation(() => GateWaiverPayload, {
    description:
      'Takes a waiver back and judges its gate anew: a qualification that delivers may lapse by it; steps taken stay. By an ECOSYSTEM_MANAGER.',
  })
  waiverRevoke(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<GateWaiver> {
    return waivers.revoke(tx, id, version, reason);
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen to it next.' })
  availableActions(@Root() waiver: GateWaiver, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, waiverLifecycle.available(waiver.status), waiver);
  }
}
