import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { FilterArg, IdArg, InputArg, type Order, OrderArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import { BeforeTransaction } from '../../../shared/graphql/before-transaction';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { type Invitation, InvitationPayload } from '../../identity';
import { countApplication } from './application-quota';
import type { PartnerFigure } from './figure.entity';
import * as figures from './figure.service';
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
import * as partners from './partner.service';

const PartnerConnection = connectionTypeOf(Partner);

@Resolver(() => Partner)
export class PartnerResolver {
  @Query(() => Partner, {
    nullable: true,
    description: 'A partner by its id; null if it does not exist or you may not see it.',
  })
  partner(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Partner | null> {
    return reader.byId(Partner, id);
  }

  @Query(() => PartnerConnection, { description: 'Partners. Staff see all, partner users their own.' })
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
      'Applies for a partnership. Open without a login, a few times an hour from one address, and to an ECOSYSTEM_MANAGER or SALES on behalf of a firm.',
  })
  partnerApply(@InputArg() input: PartnerApplyInput, @Ctx() { tx }: MutationContext): Promise<Partner> {
    return partners.apply(tx, input);
  }

  @Mutation(() => PartnerPayload, {
    description:
      "Changes a partner's data. An ECOSYSTEM_MANAGER may do this; its own PARTNER_ADMIN may change the contact and the website.",
  })
  partnerUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: PartnerUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Partner> {
    return partners.update(tx, id, version, input);
  }

  @Mutation(() => InvitationPayload, {
    description:
      'Invites a person as a member of a partner. An ECOSYSTEM_MANAGER or its own PARTNER_ADMIN may do this.',
  })
  memberInvite(
    @Arg('partnerId', () => ID, { description: 'The partner firm that the person will belong to.' }) partnerId: string,
    @InputArg() input: MemberInviteInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Invitation> {
    return partners.inviteMember(tx, partnerId, input);
  }

  @Mutation(() => PartnerFigurePayload, {
    description:
      'Reports a figure for which there are no records to count. An ECOSYSTEM_MANAGER or OPERATIONS may do this.',
  })
  partnerFigureReport(
    @Arg('partnerId', () => ID, { description: 'The partner firm that the figure is about.' }) partnerId: string,
    @InputArg() input: PartnerFigureReportInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<PartnerFigure> {
    return figures.report(tx, partnerId, input);
  }
}
