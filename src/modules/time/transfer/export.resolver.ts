import { Arg, Ctx, Field, ObjectType, Query, registerEnumType, Resolver } from 'type-graphql';
import { InvalidInputError } from '../../../shared/domain/errors';
import { quoted } from '../../../shared/domain/text';
import { FilterArg } from '../../../shared/graphql/arguments';
import type { Context } from '../../../shared/graphql/context';
import { unauthenticated } from '../../../shared/graphql/errors';
import { DateTime } from '../../../shared/graphql/scalars';
import { TimeEntryFilter } from '../entries/time.inputs';
import { exportSeconds, pathOfTicket } from './export.ticket';
import { maxSheetRows } from './export.xlsx';
import { delimiters } from './import.types';

export enum ExportFormat {
  CSV = 'CSV',
  XLSX = 'XLSX',
}

registerEnumType(ExportFormat, {
  name: 'TimeEntriesExportFormat',
  description: 'As what time entries are downloaded.',
  valuesConfig: {
    CSV: { description: 'Comma-separated values in UTF-8, however many entries there are.' },
    XLSX: { description: `A workbook, of at most ${maxSheetRows} entries: more are refused when it is downloaded.` },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Where time entries are downloaded.' })
export class TimeEntriesExport {
  @Field({
    description:
      'The address of a file with what you see, by day, and the cost for staff alone. Anybody who has the address can open it. In a CSV, texts that a spreadsheet would take for formulas have an apostrophe in front; an import takes it away again.',
  })
  url!: string;

  @Field(() => DateTime, { description: 'Until when the download can begin.' })
  expiresAt!: Date;
}

@Resolver()
export class TimeExportResolver {
  @Query(() => TimeEntriesExport, {
    description: `An address where the time entries that you see are downloaded without an access token, for ${exportSeconds / 60} minutes, while your session lasts. With an access token, \`GET /exports/time-entries.csv\` and \`GET /exports/time-entries.xlsx\` answer the same.`,
  })
  timeEntriesExport(
    @FilterArg(() => TimeEntryFilter) filter: TimeEntryFilter | null,
    @Arg('format', () => ExportFormat, { defaultValue: ExportFormat.CSV, description: 'The kind of file to write.' })
    format: ExportFormat,
    @Arg('delimiter', () => String, {
      defaultValue: ',',
      description:
        'What stands between two cells of a CSV: a comma, a semicolon, a tab or a bar. Excel opens one in two clicks where it is that of its language: a semicolon in most of Europe.',
    })
    delimiter: string,
    @Arg('decimalComma', () => Boolean, {
      defaultValue: false,
      description: 'Write the decimals of a CSV with a comma, for spreadsheets in languages that do.',
    })
    decimalComma: boolean,
    @Ctx() { viewer, links, publicUrl, clock }: Context,
  ): TimeEntriesExport {
    if (viewer.userId === null) throw unauthenticated();
    if (!(delimiters as readonly string[]).includes(delimiter)) {
      throw new InvalidInputError(`${quoted(delimiter)} is no delimiter: give a comma, a semicolon, a tab or a bar.`, [
        'delimiter',
      ]);
    }
    const csv = format === ExportFormat.CSV ? { delimiter, decimalComma } : null;
    const path = pathOfTicket({ filter: { ...filter }, csv });
    return Object.assign(new TimeEntriesExport(), {
      url: publicUrl + links.signFor(viewer, path, exportSeconds),
      expiresAt: new Date((Math.floor(clock.now().getTime() / 1_000) + exportSeconds) * 1_000),
    });
  }
}
