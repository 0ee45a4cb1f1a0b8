import { Arg, Ctx, Field, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../../shared/graphql/context';
import { unauthenticated } from '../../../../shared/graphql/errors';
import { DateTime } from '../../../../shared/graphql/scalars';
import { TimeEntryFilter } from '../time.inputs';
import { exportSeconds, pathOfTicket } from './export.ticket';

@ObjectType({ simpleResolvers: true, description: 'Where time entries are downloaded.' })
export class TimeEntriesExport {
  @Field({
    description:
      'The address of a file of comma-separated values in UTF-8, by day, for whoever has it: what you see, and the cost for staff alone. Texts that a spreadsheet would take for formulas have an apostrophe in front; an import takes it away again.',
  })
  url!: string;

  @Field(() => DateTime, { description: 'Until when the download can begin.' })
  expiresAt!: Date;
}

@Resolver()
export class TimeExportResolver {
  @Query(() => TimeEntriesExport, {
    description: `An address where the time entries that you see are downloaded without an access token, for ${exportSeconds / 60} minutes, while your session lasts. With an access token, \`GET /exports/time-entries.csv\` answers the same.`,
  })
  timeEntriesExport(
    @Arg('filter', () => TimeEntryFilter, { nullable: true }) filter: TimeEntryFilter | null,
    @Ctx() { viewer, links, publicUrl, clock }: Context,
  ): TimeEntriesExport {
    if (viewer.userId === null) throw unauthenticated();
    const path = pathOfTicket({ ...filter });
    return Object.assign(new TimeEntriesExport(), {
      url: publicUrl + links.signFor(viewer, path, exportSeconds),
      expiresAt: new Date((Math.floor(clock.now().getTime() / 1_000) + exportSeconds) * 1_000),
    });
  }
}
