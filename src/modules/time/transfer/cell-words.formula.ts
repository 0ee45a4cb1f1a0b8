import { searchKey } from '../../../shared/domain/text';

/**
 * The words that Excel writes for true and false in languages other than English; in all of these, the day comes before
 * the month.
 */
const spreadsheetWords: readonly [yes: string, no: string][] = [
  ['WAHR', 'FALSCH'],
  ['VRAI', 'FAUX'],
  ['VERDADERO', 'FALSO'],
  ['VERO', 'FALSO'],
  ['VERDADEIRO', 'FALSO'],
  ['CERT', 'FALS'],
  ['WAAR', 'ONWAAR'],
  ['SAND', 'FALSK'],
  ['SANN', 'USANN'],
  ['SANT', 'USANT'],
  ['SANT', 'FALSKT'],
  ['TOSI', 'EPÄTOSI'],
  ['PRAWDA', 'FAŁSZ'],
  ['PRAVDA', 'NEPRAVDA'],
  ['IGAZ', 'HAMIS'],
  ['ADEVĂRAT', 'FALS'],
  ['DOĞRU', 'YANLIŞ'],
  ['ИСТИНА', 'ЛОЖЬ'],
  ['ІСТИНА', 'ХИБНІСТЬ'],
  ['ISTINA', 'LAŽ'],
  ['ΑΛΗΘΗΣ', 'ΨΕΥΔΗΣ'],
  ['TÕENE', 'VÄÄR'],
  ['PATIESS', 'APLAMS'],
  ['TEISINGA', 'KLAIDINGA'],
];

const otherWords: readonly [yes: readonly string[], no: readonly string[]] = [
  [
    '',
    'true',
    't',
    'yes',
    'y',
    '1',
    'on',
    'x',
    'billable',
    'ja',
    'j',
    'oui',
    'sí',
    'si',
    'sim',
    'tak',
    'ano',
    'áno',
    'igen',
    'da',
    'да',
    'так',
    'evet',
    'kyllä',
    'jah',
    'ναι',
    '是',
    '真',
    'はい',
    '예',
  ],
  [
    'false',
    'f',
    'no',
    'n',
    '0',
    'off',
    'non-billable',
    'non billable',
    'nonbillable',
    'not billable',
    'unbillable',
    'nein',
    'non',
    'não',
    'nee',
    'nej',
    'nei',
    'nie',
    'ne',
    'nem',
    'nu',
    'нет',
    'ні',
    'не',
    'hayır',
    'ei',
    'όχι',
    '否',
    '假',
    'いいえ',
    '아니요',
  ],
];

const yesses = new Set([...otherWords[0], ...spreadsheetWords.map(([yes]) => yes)].map((word) => searchKey(word)));
const noes = new Set([...otherWords[1], ...spreadsheetWords.map(([, no]) => no)].map((word) => searchKey(word)));
const dayFirst = new Set(spreadsheetWords.flat().map((word) => searchKey(word)));

export const readWords =
  'true and false, yes and no, y and n, 1 and 0, and these words in the languages of Excel (WAHR, FAUX, VERDADERO, 否 …)';

/** Is the customer charged for the time? An empty cell means yes; null for an unknown word. */
export function billableOf(cell: string): boolean | null {
  const key = searchKey(cell);
  if (yesses.has(key)) return true;
  return noes.has(key) ? false : null;
}

/** Did a spreadsheet in a language that puts the day before the month write this? */
export function putsDayFirst(cell: string): boolean {
  return dayFirst.has(searchKey(cell));
}
