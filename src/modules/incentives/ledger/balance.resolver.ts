import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context } from '../../../shared/graphql/context';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Partner } from '../../partners';
import { balanceOf } from './balance.reader';
import { IncentiveBalance } from './balance.types';
import { IncentiveEntry } from './incentive-entry.entity';
import { seesIncentives } from './ledger.reader';
import { linkSeconds, pathOfStatement } from './statement.links';
import { maxPrintedEntries } from './statement-paper';
import { entriesOf, statementOf } from './statement.reader';
import { IncentiveStatement } from './statement.types';

/** Printing is expensive, and anyone with the link may request it. */
const printPoints = 50;

const IncentiveEntryConnection = connectionTypeOf(IncentiveEntry);

@Resolver(() => Partner)
export class BalanceResolver {
  @FieldResolver(() => IncentiveBalance, {
    nullable: true,
    description:
      "Its incentives at the end of a day: the firm's for staff who deal with incentives and for a PARTNER_ADMIN, their own for a PARTNER_MEMBER; null for other staff.",
  })
  async incentiveBalance(
    @Arg('on', () => PlainDateScalar, { nullable: true, description: 'The day; without it, today.' })
    on: PlainDate | null,
    @Root() { id }: Partner,
    @Ctx() context: Context,
  ): Promise<IncentiveBalance | null> {
    if (!seesIncentives(context.reader)) return null;
    return balanceOf(context.reader, id, on ?? context.clock.today(), context);
  }
}

@Resolver(() => IncentiveStatement)
export class StatementResolver {
  @Query(() => IncentiveStatement, {
    nullable: true,
    description:
      "A statement of a partner's incentives over at most 36 months; null if the partner does not exist, you may not see it, or you do not deal with incentives.",
  })
  async incentiveStatement(
    @Arg('partnerId', () => ID, { description: 'The partner whose ledger it is about.' }) partnerId: string,
    @Arg('from', () => PlainDateScalar, { description: 'The first day.' }) from: PlainDate,
    @Arg('to', () => PlainDateScalar, { description: 'The last day.' }) to: PlainDate,
    @Ctx() context: Context,
  ): Promise<IncentiveStatement | null> {
    const partner = await context.reader.byId(Partner, partnerId);
    if (!partner || !seesIncentives(context.reader)) return null;
    return statementOf(context.reader, { partnerId: partner.id, from, to }, context);
  }

  @FieldResolver(() => Partner, { description: 'The partner whose ledger it is about.' })
  partner(@Root() { partnerId }: IncentiveStatement, @Ctx() { reader }: Context): Promise<Partner> {
    return reader.require(Partner, partnerId);
  }

  @FieldResolver(() => IncentiveEntryConnection, { description: 'Its entries, in the order of their posting.' })
  entries(@Root() statement: IncentiveStatement, @Args() page: PageArgs, @Ctx() context: Context) {
    return entriesOf(context.reader, statement, page, context);
  }

  @FieldResolver(() => String, {
    description: `The address of the statement as comma-separated values, valid without an access token for ${linkSeconds / 60} minutes and while your session lasts. Text that a spreadsheet would take for a formula has an apostrophe in front.`,
  })
  csvUrl(@Root() statement: IncentiveStatement, @Ctx() { viewer, links, publicUrl }: Context): string {
    return publicUrl + links.signFor(viewer, pathOfStatement(statement, 'csv'), linkSeconds);
  }

  @Extensions({ points: printPoints })
  @FieldResolver(() => String, {
    description: `The address of the statement as a PDF, valid in the same way. It has at most ${maxPrintedEntries} entries; the download is refused if there are more. Costs ${printPoints} points.`,
  })
  pdfUrl(@Root() statement: IncentiveStatement, @Ctx() { viewer, links, publicUrl }: Context): string {
    return publicUrl + links.signFor(viewer, pathOfStatement(statement, 'pdf'), linkSeconds);
  }
}
