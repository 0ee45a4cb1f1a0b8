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

const standsAlone = `At most ${maxDecisions}. Each is decided separately: a refusal gives its reason and does not block the others. A retry with the same key does only what is left.`;

@Resolver()
export class TimeDecisionsResolver {
  @OwnTransaction()
  @Mutation(() => TimeEntriesApprovePayload, {
    description: `Approves several time entries under the rules of timeEntryApprove. ${standsAlone}`,
  })
  timeEntriesApprove(@Args() { entries }: TimeEntryDecisionArgs, @Ctx() context: Context): Promise<TimeEntryResult[]> {
    return decideEach(context, 'timeEntriesApprove', entries, {}, (tx, { id, version }) =>
      time.approve(tx, id, version),
    );
  }

  @OwnTransaction()
  @Mutation(() => TimeEntriesRejectPayload, {
    description: `Rejects several time entries for one reason, under the rules of timeEntryReject. ${standsAlone}`,
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
    description: `Withdraws several submitted time entries, for example a wrong import, under the rules of timeEntryWithdraw. ${standsAlone}`,
  })
  timeEntriesWithdraw(@Args() { entries }: TimeEntryDecisionArgs, @Ctx() context: Context): Promise<TimeEntryResult[]> {
    return decideEach(context, 'timeEntriesWithdraw', entries, {}, (tx, { id, version }) =>
      time.withdraw(tx, id, version),
    );
  }

  @OwnTransaction()
  @Mutation(() => TimeEntriesDiscardPayload, {
    description: `Discards several drafts of time under the rules of timeEntryDiscard. ${standsAlone}`,
  })
  timeEntriesDiscard(@Args() { entries }: TimeEntryDecisionArgs, @Ctx() context: Context): Promise<TimeEntryResult[]> {
    return decideEach(context, 'timeEntriesDiscard', entries, {}, (tx, { id, version }) =>
      time.discard(tx, id, version),
    );
  }
}
