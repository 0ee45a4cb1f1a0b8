import { Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { ReasonArgs, RecordArgs } from '../../../shared/graphql/arguments';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { lostAgreements } from '../agreements/agreement.service';
import { Partner } from '../firms/partner.entity';
import { PartnerPayload } from '../firms/partner.inputs';
import { partnerLifecycle, PartnerStatus } from '../firms/partner.lifecycle';
import { publishGate } from '../gates/gate.publish';
import { benchOf } from '../gates/gate.reader';
import { Gate } from '../gates/gate.types';
import { judgeAdmission } from '../onboarding/admission.reader';
import { programmeInForce } from '../programmes/programme.reader';
import { publishTier } from '../tiers/tier.publish';
import { judgeTier } from '../tiers/tier.reader';
import { ComputedTier } from '../tiers/tier.types';
import * as partners from './partnership.service';

@Resolver(() => Partner)
export class PartnershipResolver {
  @Mutation(() => PartnerPayload, {
    description: 'Gives an applicant the checklist of the programme in force. By an ECOSYSTEM_MANAGER.',
  })
  partnerStartOnboarding(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Partner> {
    return partners.startOnboarding(tx, id, version);
  }

  @Mutation(() => PartnerPayload, {
    description:
      'Admits a partner through its gate. By an ECOSYSTEM_MANAGER who did not write the application down themselves.',
  })
  partnerAdmit(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Partner> {
    return partners.admit(tx, id, version);
  }

  @Mutation(() => PartnerPayload, {
    description: 'Turns an applicant down, for good; its people can no longer sign in. By an ECOSYSTEM_MANAGER.',
  })
  partnerReject(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Partner> {
    return partners.reject(tx, id, version, reason);
  }

  @Mutation(() => PartnerPayload, { description: 'Pauses an active partner. By an ECOSYSTEM_MANAGER.' })
  partnerSuspend(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Partner> {
    return partners.suspend(tx, id, version, reason);
  }

  @Mutation(() => PartnerPayload, { description: 'Makes a suspended partner active again. By an ECOSYSTEM_MANAGER.' })
  partnerReinstate(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Partner> {
    return partners.reinstate(tx, id, version);
  }

  @Mutation(() => PartnerPayload, {
    description: 'Ends a partnership, for good; its people can no longer sign in. By an ECOSYSTEM_MANAGER.',
  })
  partnerTerminate(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Partner> {
    return partners.terminate(tx, id, version, reason);
  }

  @FieldResolver(() => Gate, {
    nullable: true,
    description: 'What stands between the partner and its admission; null once it is past the gate, or was rejected.',
  })
  async gate(@Root() partner: Partner, @Ctx() context: Context): Promise<Gate | null> {
    return publishGate(context, await judgeAdmission(benchOf(context), partner));
  }

  @FieldResolver(() => ComputedTier, {
    nullable: true,
    description: 'The tier that the figures speak for, with every criterion; null where no programme is in force.',
  })
  async computedTier(@Root() partner: Partner, @Ctx() context: Context): Promise<ComputedTier | null> {
    return publishTier(context, await judgeTier(benchOf(context), partner));
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen to it next.' })
  async availableActions(@Root() partner: Partner, @Ctx() context: Context): Promise<AvailableAction[]> {
    const bench = benchOf(context);
    const onboarding = partner.status === PartnerStatus.ONBOARDING;
    const conditions = {
      admission: onboarding ? (await judgeAdmission(bench, partner))!.criteria : [],
      programmeInForce: (await programmeInForce(bench.reader, bench.on)) !== null,
      lostAgreements: await lostAgreements(bench.reader, partner.id),
    };
    return availableActions(context, partnerLifecycle.available(partner.status, conditions), partner);
  }
}
