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
    description:
      'Starts the onboarding of an applicant with the checklist of the programme in force. Only an ECOSYSTEM_MANAGER may do this.',
  })
  partnerStartOnboarding(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Partner> {
    return partners.startOnboarding(tx, id, version);
  }

  @Mutation(() => PartnerPayload, {
    description:
      'Admits a partner that passes its gate. Only an ECOSYSTEM_MANAGER who did not enter the application may do this.',
  })
  partnerAdmit(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Partner> {
    return partners.admit(tx, id, version);
  }

  @Mutation(() => PartnerPayload, {
    description:
      'Rejects an applicant for good; its users can no longer sign in. Only an ECOSYSTEM_MANAGER may do this.',
  })
  partnerReject(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Partner> {
    return partners.reject(tx, id, version, reason);
  }

  @Mutation(() => PartnerPayload, { description: 'Suspends an active partner. Only an ECOSYSTEM_MANAGER may do this.' })
  partnerSuspend(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Partner> {
    return partners.suspend(tx, id, version, reason);
  }

  @Mutation(() => PartnerPayload, {
    description: 'Reinstates a suspended partner. Only an ECOSYSTEM_MANAGER may do this.',
  })
  partnerReinstate(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Partner> {
    return partners.reinstate(tx, id, version);
  }

  @Mutation(() => PartnerPayload, {
    description: 'Ends a partnership for good; its users can no longer sign in. Only an ECOSYSTEM_MANAGER may do this.',
  })
  partnerTerminate(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Partner> {
    return partners.terminate(tx, id, version, reason);
  }

  @FieldResolver(() => Gate, {
    nullable: true,
    description:
      "The criteria for the partner's admission, met or not; null once it has passed the gate, or was rejected.",
  })
  async gate(@Root() partner: Partner, @Ctx() context: Context): Promise<Gate | null> {
    return publishGate(context, await judgeAdmission(benchOf(context), partner));
  }

  @FieldResolver(() => ComputedTier, {
    nullable: true,
    description: 'The tier that follows from the figures, with every criterion; null if no programme is in force.',
  })
  async computedTier(@Root() partner: Partner, @Ctx() context: Context): Promise<ComputedTier | null> {
    return publishTier(context, await judgeTier(benchOf(context), partner));
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps.' })
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
