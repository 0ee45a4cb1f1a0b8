import { Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { InputArg, ReasonArgs, RecordArgs } from '../../../shared/graphql/arguments';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Document, visibleDocuments } from '../../documents';
import { Partner } from '../firms/partner.entity';
import { PartnerStatus } from '../firms/partner.lifecycle';
import { OnboardingItem } from './onboarding.entity';
import { OnboardingItemPayload, OnboardingItemSubmitInput } from './onboarding.inputs';
import { onboardingItemLifecycle } from './onboarding.lifecycle';
import * as onboarding from './onboarding.service';

@Resolver(() => OnboardingItem)
export class OnboardingResolver {
  @Mutation(() => OnboardingItemPayload, {
    description:
      "Submits a checklist item. The partner's own PARTNER_ADMIN may do this for an item that the partner owns; an ECOSYSTEM_MANAGER or SALES for any.",
  })
  onboardingItemSubmit(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: OnboardingItemSubmitInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<OnboardingItem> {
    return onboarding.submit(tx, id, version, input);
  }

  @Mutation(() => OnboardingItemPayload, {
    description:
      'Withdraws a submission that is not decided on; the item is open again. Those who may submit it may do this.',
  })
  onboardingItemWithdraw(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<OnboardingItem> {
    return onboarding.withdraw(tx, id, version);
  }

  @Mutation(() => OnboardingItemPayload, {
    description: 'Accepts a submission. Only an ECOSYSTEM_MANAGER who did not submit it may do this.',
  })
  onboardingItemAccept(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<OnboardingItem> {
    return onboarding.accept(tx, id, version);
  }

  @Mutation(() => OnboardingItemPayload, {
    description:
      'Sends a submission back, even after it was accepted. Only an ECOSYSTEM_MANAGER who did not submit it may do this.',
  })
  onboardingItemSendBack(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<OnboardingItem> {
    return onboarding.sendBack(tx, id, version, reason);
  }

  @FieldResolver(() => [Document], { description: 'The submitted documents that you may see.' })
  documents(@Root() item: OnboardingItem, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, item.documents);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether its due date has passed without acceptance, while the onboarding continues.',
  })
  overdue(@Root() item: OnboardingItem, @Ctx() { reader, clock }: Context): Promise<boolean> {
    return onboarding.isOverdue(reader.unnarrowed, item, clock.today());
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps.' })
  async availableActions(@Root() item: OnboardingItem, @Ctx() context: Context): Promise<AvailableAction[]> {
    const partner = await context.reader.byId(Partner, item.partnerId);
    const conditions = { onboarding: partner?.status === PartnerStatus.ONBOARDING };
    return availableActions(context, onboardingItemLifecycle.available(item.status, conditions), item);
  }
}
