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
  description: 'The file formats in which time entries can be downloaded.',
  valuesConfig: {
    CSV: { description: 'Comma-separated values in UTF-8, for any number of entries.' },
    XLSX: { description: `A workbook of at most ${maxSheetRows} entries; the download is refused if there are more.` },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A link from which time entries can be downloaded.' })
export class TimeEntriesExport {
  @Field({
    description:
      'The address of a file with the entries that you see, by day; only staff get the cost. Anyone who has the address can open it. In a CSV, text that a spreadsheet would take for a formula has an apostrophe in front; an import removes it again.',
  })
  url!: string;

  @Field(() => DateTime, { description: 'The time until which the download can begin.' })
  expiresAt!: Date;
}

@Resolver()
export class TimeExportResolver {
  @Query(() => TimeEntriesExport, {
    description: `An address from which the time entries that you see can be downloaded without an access token, for ${exportSeconds / 60} minutes and while your session lasts. With an access token, \`GET /exports/time-entries.csv\` and \`GET /exports/time-entries.xlsx\` return the same files. Nothing limits the size of a CSV; \`from\` and \`to\` of the filter divide a large one by month, for example, and \`after\` continues one that broke off.`,
  })
  timeEntriesExport(
    @FilterArg(() => TimeEntryFilter) filter: TimeEntryFilter | null,
    @Arg('format', () => ExportFormat, { defaultValue: ExportFormat.CSV, description: 'The kind of file to write.' })
    format: ExportFormat,
    @Arg('delimiter', () => String, {
      defaultValue: ',',
      description:
        'The separator between the cells of a CSV: a comma, a semicolon, a tab or a bar. Excel opens a file without questions if it matches the language: a semicolon in most of Europe.',
    })
    delimiter: string,
    @Arg('decimalComma', () => Boolean, {
      defaultValue: false,
      description: 'Write the decimals of a CSV with a comma, for spreadsheets in languages that do.',
    })
    decimalComma: boolean,
    @Arg('after', () => String, {
      nullable: true,
      description:
        'Continues a CSV that broke off: the `reference` in its last complete line. The file then begins with the next entry and has no heading, so that it can be appended. Left out, it begins at the beginning.',
    })
    after: string | null | undefined,
    @Ctx() { viewer, links, publicUrl, clock }: Context,
  ): TimeEntriesExport {
    if (viewer.userId === null) throw unauthenticated();
    if (!(delimiters as readonly string[]).includes(delimiter)) {
      throw new InvalidInputError(
        `${quoted(delimiter)} is not a delimiter: give a comma, a semicolon, a tab or a bar.`,
        ['delimiter'],
      );
    }
    if (after && format === ExportFormat.XLSX) {
      throw new InvalidInputError('Only a CSV can be continued: a workbook is made as a whole.', ['after']);
    }
    const csv = format === ExportFormat.CSV ? { delimiter, decimalComma } : null;
    const path = pathOfTicket({ filter: { ...filter }, csv, after: after ?? null });
    return Object.assign(new TimeEntriesExport(), {
      url: publicUrl + links.signFor(viewer, path, exportSeconds),
      expiresAt: new Date((Math.floor(clock.now().getTime() / 1_000) + exportSeconds) * 1_000),
    });
  }
}
