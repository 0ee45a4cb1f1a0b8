import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AvailableAction, availableActions } from '../../shared/graphql/actions';
import {
  FilterArg,
  IdArg,
  InputArg,
  type Order,
  OrderArg,
  ReasonArgs,
  RecordArgs,
} from '../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import { BeforeTransaction } from '../../shared/graphql/before-transaction';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { type Invitation, InvitationPayload } from '../identity';
import type { PartnerFigure } from './figure.entity';
import { countApplication } from './application-quota';
import * as figures from './figure.service';
import { ComputedTier, Gate } from './gate.types';
import { Partner } from './partner.entity';
import { partnersWhere } from './partner.filter';
import {
  MemberInviteInput,
  PartnerApplyInput,
  PartnerFigurePayload,
  PartnerFigureReportInput,
  PartnerFilter,
  PartnerOrder,
  PartnerPayload,
  PartnerUpdateInput,
} from './partner.inputs';
import { lostAgreements } from './agreement.service';
import { partnerLifecycle, PartnerStatus } from './partner.lifecycle';
import * as partners from './partner.service';
import { benchOf, judgeAdmission, judgeTier } from './partners.gates';
import { publishGate, publishTier } from './partners.publish';
import { programmeInForce } from './programme.reader';

const PartnerConnection = connectionTypeOf(Partner);

@Resolver(() => Partner)
export class PartnerResolver {
  @Query(() => Partner, { nullable: true, description: 'A partner that you may see.' })
  partner(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Partner | null> {
    return reader.byId(Partner, id);
  }

  @Query(() => PartnerConnection, { description: "Partners: all for staff, their own for a partner's people." })
  partners(
    @Args() page: PageArgs,
    @FilterArg(() => PartnerFilter) filter: PartnerFilter | null,
    @OrderArg(PartnerOrder) orderBy: Order | null,
    @Ctx() { reader, clock }: Context,
  ) {
    return reader.page(Partner, page, partnersWhere(filter, clock.today()), PartnerOrder.columns(orderBy));
  }

  @BeforeTransaction(countApplication)
  @Mutation(() => PartnerPayload, {
    description:
      'Applies for a partnership. Open to everybody who is not signed in, a few times an hour from one address, and to an ECOSYSTEM_MANAGER or SALES for a firm.',
  })
  partnerApply(@InputArg() input: PartnerApplyInput, @Ctx() { tx }: MutationContext): Promise<Partner> {
    return partners.apply(tx, input);
  }

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

  @Mutation(() => PartnerPayload, {
    description:
      "Changes a partner's data. By an ECOSYSTEM_MANAGER; the contact and the website also by its own PARTNER_ADMIN.",
  })
  partnerUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: PartnerUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Partner> {
    return partners.update(tx, id, version, input);
  }

  @Mutation(() => InvitationPayload, {
    description: 'Invites a person as a member of a partner. By an ECOSYSTEM_MANAGER, or its own PARTNER_ADMIN.',
  })
  memberInvite(
    @Arg('partnerId', () => ID, { description: 'The partner firm that it is for.' }) partnerId: string,
    @InputArg() input: MemberInviteInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Invitation> {
    return partners.inviteMember(tx, partnerId, input);
  }

  @Mutation(() => PartnerFigurePayload, {
    description: 'Reports a figure that no records here can be counted for. By an ECOSYSTEM_MANAGER or OPERATIONS.',
  })
  partnerFigureReport(
    @Arg('partnerId', () => ID, { description: 'The partner firm that it is for.' }) partnerId: string,
    @InputArg() input: PartnerFigureReportInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<PartnerFigure> {
    return figures.report(tx, partnerId, input);
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
