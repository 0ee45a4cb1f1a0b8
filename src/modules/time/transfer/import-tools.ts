import { ImportField, type Mapping, ownMapping } from './import-mapping.formula';

/** Tools whose exports can be imported without changes. */
export enum ImportTool {
  CLOCKIFY = 'CLOCKIFY',
  HARVEST = 'HARVEST',
  JIRA_TEMPO = 'JIRA_TEMPO',
  KIMAI = 'KIMAI',
  ODOO = 'ODOO',
  TOGGL = 'TOGGL',
}

export interface ToolMapping {
  /** The kind of export, and where its columns are documented. */
  source: string;
  mapping: Mapping;
}

const { PROJECT, PERSON, SCOPE_ITEM, PHASE, DATE, HOURS, HOURS_OR_SECONDS, BILLABLE, NOTE, REFERENCE } = ImportField;

/** The columns of each field, several lists being alternatives; and the columns to ignore. */
function mapping(columns: Partial<Record<ImportField, string[][]>>, ignored: string): Mapping {
  return {
    ...ownMapping,
    columns: Object.entries(columns).flatMap(([field, alternatives]) =>
      alternatives.map((names) => ({ field: field as ImportField, columns: names })),
    ),
    ignored: ignored.split(', '),
  };
}

/**
 * The columns that time trackers export. A tool has no date format here if its users choose it. A tool's task becomes
 * our scope item. Hardly any tool has phases: fix them in the call, or add a column.
 */
export const importTools: Record<ImportTool, ToolMapping> = {
  [ImportTool.CLOCKIFY]: {
    source: 'Detailed report, CSV: https://clockify.me/help/reports/exporting-reports',
    mapping: mapping(
      {
        [PROJECT]: [['Project']],
        [PERSON]: [['Email'], ['User']],
        [SCOPE_ITEM]: [['Task']],
        [DATE]: [['Start Date']],
        [HOURS]: [['Duration (h)'], ['Duration (decimal)'], ['Duration']],
        [BILLABLE]: [['Billable']],
        [NOTE]: [['Description']],
      },
      'Client, User, Group, Tags, Start Time, End Date, End Time, Duration (decimal), Date of creation, ' +
        'Billable Rate, Billable Amount, Cost Rate, Cost Amount, Profit',
    ),
  },
  [ImportTool.TOGGL]: {
    source: 'Detailed report, CSV: https://support.toggl.com/en/articles/2216062-csv-exports',
    mapping: mapping(
      {
        [PROJECT]: [['Project']],
        [PERSON]: [['Email'], ['User'], ['Member']],
        [SCOPE_ITEM]: [['Task']],
        [DATE]: [['Start date']],
        [HOURS]: [['Duration']],
        [BILLABLE]: [['Billable']],
        [NOTE]: [['Description']],
      },
      'Client, User, Member, Start time, End date, Stop date, End time, Stop time, Tags, Amount',
    ),
  },
  [ImportTool.KIMAI]: {
    source: 'Export, CSV, with the columns of its default template: https://www.kimai.org/documentation/export.html',
    mapping: mapping(
      {
        [PROJECT]: [['Project']],
        [PERSON]: [['Email'], ['E-mail'], ['Username'], ['User'], ['Name']],
        [SCOPE_ITEM]: [['Activity']],
        [DATE]: [['Date']],
        // Its CSV has seconds, unless the template writes decimal hours or a clock time.
        [HOURS_OR_SECONDS]: [['Duration']],
        [BILLABLE]: [['Billable']],
        [NOTE]: [['Description']],
        [REFERENCE]: [['ID']],
      },
      'From, To, Begin, End, In, Out, Name, Alias, User, Username, Customer, Exported, Tags, Type, ' +
        'Category, Currency, Rate, Price, Total, Internal price, Internal rate, Hourly price, ' +
        'Hourly rate, Fixed price, Fixed rate, Account, Number, VAT ID, Order number, Order date',
    ),
  },
  [ImportTool.HARVEST]: {
    source: 'Detailed time report, CSV: https://support.getharvest.com/hc/en-us/articles/360048181732',
    mapping: mapping(
      {
        [PROJECT]: [['Project']],
        [PERSON]: [['Email'], ['First Name', 'Last Name']],
        [SCOPE_ITEM]: [['Task']],
        [DATE]: [['Date']],
        [HOURS]: [['Hours']],
        [BILLABLE]: [['Billable?'], ['Billable']],
        [NOTE]: [['Notes']],
      },
      'Client, Project Code, Hours Rounded, Rounded Hours, Invoiced?, Invoiced, Approved?, First Name, ' +
        'Last Name, Employee Id, Roles, Teams, Department, Employee?, Billable Rate, Billable Amount, ' +
        'Cost Rate, Cost Amount, Currency, External Reference URL',
    ),
  },
  [ImportTool.JIRA_TEMPO]: {
    source: 'Timesheets, raw data of a report, CSV: https://help.tempo.io/timesheets/latest/exporting-a-report',
    mapping: mapping(
      {
        [PROJECT]: [['Project Name'], ['Project Key']],
        [PERSON]: [['Email'], ['Full name'], ['Username']],
        [SCOPE_ITEM]: [['Account Name'], ['Issue summary']],
        [PHASE]: [['Activity Name']],
        [DATE]: [['Work date']],
        [HOURS]: [['Hours'], ['Logged Hours']],
        [NOTE]: [['Work Description'], ['Description']],
        // The key of an issue cannot be the reference, because many worklogs share it.
        [REFERENCE]: [['Worklog ID'], ['Tempo Worklog ID']],
      },
      'Issue Key, Issue summary, Username, Full name, Period, Account Key, Account Lead, ' +
        'Account Category, Account Customer, Component, All Components, Version Name, Issue Type, ' +
        'Issue Status, Project Key, Epic, Epic Link, Parent Key, Reporter, External Hours, Billed Hours, ' +
        'Billable Hours, Issue Original Estimate, Issue Remaining Estimate, Location Name, Date created, ' +
        'Date updated',
    ),
  },
  [ImportTool.ODOO]: {
    source:
      'Timesheets, list exported as CSV (account.analytic.line): https://www.odoo.com/documentation/18.0/applications/essentials/export_import_data.html',
    mapping: mapping(
      {
        [PROJECT]: [['Project']],
        [PERSON]: [['Employee/Work Email'], ['Employee']],
        [SCOPE_ITEM]: [['Task'], ['Sales Order Item']],
        [DATE]: [['Date']],
        [HOURS]: [['Hours Spent'], ['Time Spent'], ['Duration (Hours)'], ['Quantity']],
        [NOTE]: [['Description']],
        [REFERENCE]: [['External ID'], ['ID']],
      },
      'ID, Company, Customer, Partner, Department, Sales Order Item, Employee, Unit of Measure, Amount',
    ),
  },
};
