import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import {
  FilterArg,
  IdArg,
  InputArg,
  type Order,
  OrderArg,
  ReasonArgs,
  RecordArgs,
} from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Money, publishMoney } from '../../../shared/graphql/scalars';
import { Document, visibleDocuments } from '../../documents';
import { requestCommitments } from './fund-balance.reader';
import { FundClaim, FundCost } from './fund-claim.entity';
import { fundClaimLifecycle } from './fund-claim.lifecycle';
import * as claims from './fund-claim.service';
import { FundRequest } from './fund-request.entity';
import {
  FundClaimApproveInput,
  FundClaimFilter,
  FundClaimOrder,
  FundClaimPayInput,
  FundClaimPayload,
  FundClaimSubmitInput,
  FundClaimUpdateInput,
  FundRequestApproveInput,
  FundRequestDraftInput,
  FundRequestFilter,
  FundRequestOrder,
  FundRequestPayload,
  FundRequestUpdateInput,
} from './fund-request.inputs';
import { fundRequestLifecycle } from './fund-request.lifecycle';
import * as requests from './fund-request.service';

const FundRequestConnection = connectionTypeOf(FundRequest);
const FundClaimConnection = connectionTypeOf(FundClaim);

const byThePartner = "The partner's PARTNER_ADMIN or an ECOSYSTEM_MANAGER may do this.";
const byAnother = 'An ECOSYSTEM_MANAGER who neither drafted nor submitted it may do this.';
const byAnotherOnClaims = 'An ECOSYSTEM_MANAGER who neither submitted nor last changed it may do this.';

@Resolver(() => FundRequest)
export class FundRequestResolver {
  @Query(() => FundRequest, {
    nullable: true,
    description: 'A request by its id; null if it does not exist or you may not see it.',
  })
  fundRequest(@IdArg() id: string, @Ctx() { reader }: Context): Promise<FundRequest | null> {
    return reader.byId(FundRequest, id);
  }

  @Query(() => FundRequestConnection, {
    description:
      "Requests for marketing money, by the first day of the activity unless ordered otherwise. Staff see all, a PARTNER_ADMIN the firm's, a PARTNER_MEMBER none.",
  })
  fundRequests(
    @Args() page: PageArgs,
    @FilterArg(() => FundRequestFilter) filter: FundRequestFilter | null,
    @OrderArg(FundRequestOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const where = matching(FundRequest, filter, 'fundId', 'partnerId', 'status', 'activityKindId');
    return reader.page(FundRequest, page, where, FundRequestOrder.columns(orderBy));
  }

  @FieldResolver(() => Money, { description: 'What its approved and paid claims were reimbursed.' })
  async reimbursed(@Root() request: FundRequest, @Ctx() { reader }: Context): Promise<Money> {
    const { claimed, paid } = await requestCommitments(reader, request.id);
    return publishMoney({ minor: claimed + paid, currencyCode: request.currencyCode });
  }

  @FieldResolver(() => Money, {
    description: 'What is reserved for further claims; 0 unless it is approved and open.',
  })
  async reserved(@Root() request: FundRequest, @Ctx() { reader }: Context): Promise<Money> {
    const { reserved } = await requestCommitments(reader, request.id);
    return publishMoney({ minor: reserved, currencyCode: request.currencyCode });
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() request: FundRequest, @Ctx() context: Context): Promise<AvailableAction[]> {
    const conditions = await requests.conditionsOf(context.reader.unnarrowed, context.clock, request);
    return availableActions(context, fundRequestLifecycle.available(request.status, conditions), request);
  }

  @Mutation(() => FundRequestPayload, { description: `Drafts a request to an open fund. ${byThePartner}` })
  fundRequestDraft(@InputArg() input: FundRequestDraftInput, @Ctx() { tx }: MutationContext): Promise<FundRequest> {
    return requests.draft(tx, input);
  }

  @Mutation(() => FundRequestPayload, { description: `Replaces the content of a draft. ${byThePartner}` })
  fundRequestUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: FundRequestUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<FundRequest> {
    return requests.update(tx, id, version, input);
  }

  @Mutation(() => FundRequestPayload, {
    description: `Submits a draft before its activity begins, under the terms that its kind of activity has now. ${byThePartner}`,
  })
  fundRequestSubmit(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<FundRequest> {
    return requests.submit(tx, id, version);
  }

  @Mutation(() => FundRequestPayload, { description: `Discards a draft for good. ${byThePartner}` })
  fundRequestDiscard(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<FundRequest> {
    return requests.discard(tx, id, version);
  }

  @Mutation(() => FundRequestPayload, {
    description: `Withdraws a request that is not decided on; it is a draft again. ${byThePartner}`,
  })
  fundRequestWithdraw(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<FundRequest> {
    return requests.withdraw(tx, id, version);
  }

  @Mutation(() => FundRequestPayload, {
    description: `Approves a request, in full or for less with a reason, and reserves its money. ${byAnother}`,
  })
  fundRequestApprove(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: FundRequestApproveInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<FundRequest> {
    return requests.approve(tx, id, version, input);
  }

  @Mutation(() => FundRequestPayload, { description: `Rejects a request. ${byAnother}` })
  fundRequestReject(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<FundRequest> {
    return requests.reject(tx, id, version, reason);
  }

  @Mutation(() => FundRequestPayload, {
    description: `Gives back the money of an approved request that no claim needs; it expires before its deadline. ${byThePartner}`,
  })
  fundRequestRelease(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<FundRequest> {
    return requests.release(tx, id, version, reason);
  }
}

@Resolver(() => FundClaim)
export class FundClaimResolver {
  @Query(() => FundClaim, {
    nullable: true,
    description: 'A claim by its id; null if it does not exist or you may not see it.',
  })
  fundClaim(@IdArg() id: string, @Ctx() { reader }: Context): Promise<FundClaim | null> {
    return reader.byId(FundClaim, id);
  }

  @Query(() => FundClaimConnection, {
    description:
      "Claims, oldest first unless ordered otherwise. Staff see all, a PARTNER_ADMIN the firm's, a PARTNER_MEMBER none.",
  })
  fundClaims(
    @Args() page: PageArgs,
    @FilterArg(() => FundClaimFilter) filter: FundClaimFilter | null,
    @OrderArg(FundClaimOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const where = matching(FundClaim, filter, 'fundId', 'fundRequestId', 'partnerId', 'status');
    return reader.page(FundClaim, page, where, FundClaimOrder.columns(orderBy));
  }

  @FieldResolver(() => [FundCost], { description: 'The costs, in the order in which they were given.' })
  costs(@Root() { costLines, currencyCode }: FundClaim): FundCost[] {
    return costLines.map(({ amountMinor, ...line }) => ({
      ...line,
      amount: publishMoney({ minor: amountMinor, currencyCode }),
    }));
  }

  @FieldResolver(() => [Document], { description: 'The documents of its proofs that you may see.' })
  documents(@Root() claim: FundClaim, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, [...new Set(claim.proofs.map(({ documentId }) => documentId))]);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() claim: FundClaim, @Ctx() context: Context): Promise<AvailableAction[]> {
    const conditions = await claims.conditionsOf(context.reader, claim);
    return availableActions(context, fundClaimLifecycle.available(claim.status, conditions), claim);
  }

  @Mutation(() => FundClaimPayload, {
    description: `Claims the cost of an approved activity, with its proofs, before the deadline. A request may have several claims, up to its approved amount. ${byThePartner}`,
  })
  fundClaimSubmit(@InputArg() input: FundClaimSubmitInput, @Ctx() { tx }: MutationContext): Promise<FundClaim> {
    return claims.submit(tx, input);
  }

  @Mutation(() => FundClaimPayload, {
    description: `Replaces the content of a claim that is not decided on. ${byThePartner}`,
  })
  fundClaimUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: FundClaimUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<FundClaim> {
    return claims.update(tx, id, version, input);
  }

  @Mutation(() => FundClaimPayload, {
    description: `Withdraws a claim that is not decided on, for good. ${byThePartner}`,
  })
  fundClaimWithdraw(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<FundClaim> {
    return claims.withdraw(tx, id, version);
  }

  @Mutation(() => FundClaimPayload, {
    description: `Approves a claim for min(eligible × share, what is left of the approved amount, what the fund can pay). It is PARTLY_APPROVED if that is less than the share of what was claimed. ${byAnotherOnClaims}`,
  })
  fundClaimApprove(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: FundClaimApproveInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<FundClaim> {
    return claims.approve(tx, id, version, input);
  }

  @Mutation(() => FundClaimPayload, { description: `Rejects a claim. ${byAnotherOnClaims}` })
  fundClaimReject(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<FundClaim> {
    return claims.reject(tx, id, version, reason);
  }

  @Mutation(() => FundClaimPayload, {
    description:
      'Records the payment of an approved claim. An ECOSYSTEM_MANAGER who neither submitted nor approved it may do this.',
  })
  fundClaimPay(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: FundClaimPayInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<FundClaim> {
    return claims.pay(tx, id, version, input);
  }

  @Mutation(() => FundClaimPayload, {
    description: `Reverses an approved or paid claim by another one of the opposite sign. Its money is reserved for the request again or, if that is over, free. Returns the reversing claim. ${byAnotherOnClaims}`,
  })
  fundClaimReverse(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<FundClaim> {
    return claims.reverse(tx, id, version, reason);
  }
}
