import type { PlainDate } from '../../../shared/domain/dates';
import { ClaritySeverity } from '../../sow/content/clarity.formula';
import { CoSellStatus } from './co-sell.lifecycle';

/** What people write about a co-sell. */
export interface CoSellContent {
  title: string;
  involvement: 'FOR_VISIBILITY' | 'CO_SELL';
  help: readonly string[];
  customerName: string | null;
  customerCountry: string | null;
  customerAddress: string | null;
  customerWebsite: string | null;
  businessProblem: string | null;
  expectedValueMinor: number | null;
  currencyCode: string | null;
  expectedCloseOn: PlainDate | null;
  partnerReference: string | null;
  jointSolutionId: string | null;
}

export type CoSellField = keyof CoSellContent;

export const coSellFields: readonly CoSellField[] = [
  'title',
  'involvement',
  'help',
  'customerName',
  'customerCountry',
  'customerAddress',
  'customerWebsite',
  'businessProblem',
  'expectedValueMinor',
  'currencyCode',
  'expectedCloseOn',
  'partnerReference',
  'jointSolutionId',
];

/** The fields that may be changed in each status. */
export const editability: Readonly<Record<CoSellStatus, readonly CoSellField[]>> = {
  [CoSellStatus.DRAFT]: coSellFields,
  [CoSellStatus.SUBMITTED]: [],
  [CoSellStatus.IN_REVIEW]: [],
  [CoSellStatus.ACTION_REQUIRED]: [
    'customerAddress',
    'customerWebsite',
    'businessProblem',
    'expectedValueMinor',
    'currencyCode',
    'expectedCloseOn',
    'partnerReference',
  ],
  [CoSellStatus.APPROVED]: coSellFields,
  [CoSellStatus.REJECTED]: [],
  [CoSellStatus.DISCARDED]: [],
};

/** The names of the fields in the input. */
export const inputNames: Readonly<Partial<Record<CoSellField, string>>> = { expectedValueMinor: 'expectedValue' };
export const inputName = (field: CoSellField): string => inputNames[field] ?? field;

/** The changed fields that the status does not open. */
export function lockedChanges(status: CoSellStatus, before: CoSellContent, after: CoSellContent): CoSellField[] {
  const open = editability[status];
  return coSellFields.filter(
    (field) => !open.includes(field) && JSON.stringify(before[field] ?? null) !== JSON.stringify(after[field] ?? null),
  );
}

export interface CoSellFinding {
  severity: ClaritySeverity;
  code: string;
  path: string[];
  advice: string;
}

/** The length under which a business problem says too little. */
const minProblem = 20;

/** What is missing for a review. */
export function clarityOf(content: CoSellContent, today: PlainDate): CoSellFinding[] {
  const findings: CoSellFinding[] = [];
  const find = (severity: CoSellFinding['severity'], code: string, field: CoSellField, advice: string) =>
    findings.push({ severity, code, path: [inputName(field)], advice });
  const { customerName, customerCountry, customerWebsite, customerAddress, businessProblem } = content;
  if (!customerName) find(ClaritySeverity.ERROR, 'customer-unnamed', 'customerName', 'Name the customer.');
  if (!customerCountry)
    find(ClaritySeverity.ERROR, 'country-missing', 'customerCountry', 'Say in which country the customer is.');
  if (!businessProblem)
    find(
      ClaritySeverity.ERROR,
      'problem-missing',
      'businessProblem',
      'Describe the problem that the customer wants to solve.',
    );
  else if (businessProblem.length < minProblem)
    find(
      ClaritySeverity.ERROR,
      'problem-short',
      'businessProblem',
      `Describe the problem in at least ${minProblem} characters.`,
    );
  if (content.expectedValueMinor === null || content.currencyCode === null)
    find(ClaritySeverity.ERROR, 'value-missing', 'expectedValueMinor', 'Estimate the value, with its currency.');
  if (content.expectedCloseOn === null)
    find(ClaritySeverity.ERROR, 'close-missing', 'expectedCloseOn', 'Say when you expect the decision.');
  else if (content.expectedCloseOn < today)
    find(
      ClaritySeverity.ERROR,
      'close-past',
      'expectedCloseOn',
      `${content.expectedCloseOn} has passed: expect the decision later.`,
    );
  if (content.involvement === 'CO_SELL' && content.help.length === 0)
    find(
      ClaritySeverity.ERROR,
      'help-missing',
      'help',
      'Say what help you need, or share the opportunity for visibility only.',
    );
  if (content.involvement === 'FOR_VISIBILITY' && content.help.length > 0)
    find(ClaritySeverity.ERROR, 'help-unwanted', 'help', 'Ask for no help, or for selling together.');
  if (!customerWebsite && !customerAddress)
    find(
      ClaritySeverity.WARNING,
      'customer-unclear',
      'customerWebsite',
      "Give the customer's website or address, to tell it from others.",
    );
  if (!content.partnerReference)
    find(
      ClaritySeverity.WARNING,
      'reference-missing',
      'partnerReference',
      'Give your own reference, to find it again.',
    );
  return findings;
}
