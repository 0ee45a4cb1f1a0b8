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
}
