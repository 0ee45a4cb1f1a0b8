import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../../shared/graphql/context';
import { OwnTransaction } from '../../../shared/graphql/own-transaction';
import { decideEach } from './time-decisions.service';
import {
  maxDecisions,
  TimeEntriesApprovePayload,
  TimeEntriesDiscardPayload,
  TimeEntriesRejectPayload,
  TimeEntriesWithdrawPayload,
  TimeEntryDecisionArgs,
  TimeEntryRejectArgs,
  type TimeEntryResult,
} from './time-decisions.types';
import * as time from './time.service';

const standsAlone = `At most ${maxDecisions}; each stands alone: one that is refused says why and hinders no other. Repeated with the same key, it does what is left of it.`;

@Resolver()
export class TimeDecisionsResolver {
  @OwnTransaction()
  @Mutation(() => TimeEntriesApprovePayload, {
    description: `Approves several time entries, as timeEntryApprove does one. ${standsAlone}`,
  })
  timeEntriesApprove(@Args() { entries }: TimeEntryDecisionArgs, @Ctx() context: Context): Promise<TimeEntryResult[]> {
    return decideEach(context, 'timeEntriesApprove', entries, {}, (tx, { id, version }) =>
      time.approve(tx, id, version),
    );
  }

  @OwnTransaction()
  @Mutation(() => TimeEntriesRejectPayload, {
    description: `Rejects several time entries for one reason, as timeEntryReject does one. ${standsAlone}`,
  })
  timeEntriesReject(
    @Args() { entries, reason }: TimeEntryRejectArgs,
    @Ctx() context: Context,
  ): Promise<TimeEntryResult[]> {
    return decideEach(context, 'timeEntriesReject', entries, { reason }, (tx, { id, version }) =>
      time.reject(tx, id, version, reason),
    );
  }

  @OwnTransaction()
  @Mutation(() => TimeEntriesWithdrawPayload, {
    description: `Withdraws several submitted time entries, as timeEntryWithdraw does one: what was imported wrongly, for example. ${standsAlone}`,
  })
  timeEntriesWithdraw(@Args() { entries }: TimeEntryDecisionArgs, @Ctx() context: Context): Promise<TimeEntryResult[]> {
    return decideEach(context, 'timeEntriesWithdraw', entries, {}, (tx, { id, version }) =>
      time.withdraw(tx, id, version),
    );
  }

  @OwnTransaction()
  @Mutation(() => TimeEntriesDiscardPayload, {
    description: `Discards several drafts of time, as timeEntryDiscard does one. ${standsAlone}`,
  })
  timeEntriesDiscard(@Args() { entries }: TimeEntryDecisionArgs, @Ctx() context: Context): Promise<TimeEntryResult[]> {
    return decideEach(context, 'timeEntriesDiscard', entries, {}, (tx, { id, version }) =>
      time.discard(tx, id, version),
    );
  }
}
