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
      "Hands in what an item asks for. By the partner's own PARTNER_ADMIN where the item is the partner's, or by an ECOSYSTEM_MANAGER or SALES.",
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
      'Takes back what was handed in, while nobody has decided on it: the item is open again. By those who may hand it in.',
  })
  onboardingItemWithdraw(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<OnboardingItem> {
    return onboarding.withdraw(tx, id, version);
  }

  @Mutation(() => OnboardingItemPayload, {
    description: 'Accepts what was handed in. By an ECOSYSTEM_MANAGER who did not submit it themselves.',
  })
  onboardingItemAccept(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<OnboardingItem> {
    return onboarding.accept(tx, id, version);
  }

  @Mutation(() => OnboardingItemPayload, {
    description:
      'Sends back what was handed in, also after it was accepted. By an ECOSYSTEM_MANAGER who did not submit it themselves.',
  })
  onboardingItemSendBack(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<OnboardingItem> {
    return onboarding.sendBack(tx, id, version, reason);
  }

  @FieldResolver(() => [Document], { description: 'What was handed in, as far as you may see it.' })
  documents(@Root() item: OnboardingItem, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, item.documents);
  }

  @FieldResolver(() => Boolean, {
    description: 'Is its due day past, though it is not accepted and the onboarding goes on?',
  })
  overdue(@Root() item: OnboardingItem, @Ctx() { reader, clock }: Context): Promise<boolean> {
    return onboarding.isOverdue(reader.unnarrowed, item, clock.today());
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen to it next.' })
  async availableActions(@Root() item: OnboardingItem, @Ctx() context: Context): Promise<AvailableAction[]> {
    const partner = await context.reader.byId(Partner, item.partnerId);
    const conditions = { onboarding: partner?.status === PartnerStatus.ONBOARDING };
    return availableActions(context, onboardingItemLifecycle.available(item.status, conditions), item);
  }
}
