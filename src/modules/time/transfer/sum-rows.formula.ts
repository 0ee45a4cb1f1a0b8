import { searchKey } from '../../../shared/domain/text';
import { readDuration } from './cell-duration.formula';
import type { Cell, Header } from './import-header.formula';
import { durationFields, ImportField } from './import-mapping.formula';

/* Lines that tools and spreadsheets put under or between the entries: totals, subtotals, sums of groups. */

/** The words for such lines in the languages of Excel and of the tools. */
const words = `total totals subtotal subtotals sum sums average count
  summe summen zwischensumme gesamtsumme gesamt insgesamt endsumme gesamtstunden gesamtergebnis teilergebnis ergebnis mittelwert anzahl
  totaal subtotaal totaux somme total-général moyenne résultat totale totali subtotale somma totales suma sumas totais soma
  razem łącznie ogółem suma-częściowa celkem součet mezisoučet celkový-součet spolu súčet medzisúčet összesen összeg részösszeg végösszeg
  totalt summa delsumma totalsumma i-alt sum-total yhteensä välisumma kokku vahesumma kopā pavisam iš-viso viso
  ukupno zbroj skupaj vsota vmesna-vsota обща-сума общо итого итог всего всего-часов сумма підсумок усього разом всього
  toplam genel-toplam ara-toplam σύνολο μερικό-σύνολο γενικό-σύνολο jumlah tổng tổng-cộng รวม ผลรวม المجموع الإجمالي סהכ Σ ∑`
  .split(/\s+/)
  .map((word) => searchKey(word.replaceAll('-', ' ')));
/** Written without blanks around them. */
const unspaced = '合计 总计 小计 总和 合計 總計 小計 總和 総計 합계 총계 소계'
  .split(' ')
  .map((word) => searchKey(word));

/** All fields that describe an entry; a line of sums has none of them. */
const telling = Object.values(ImportField).filter((field) => !(durationFields as readonly string[]).includes(field));
const neverSums: readonly string[] = [ImportField.PERSON, ImportField.DATE, ImportField.REFERENCE];

/**
 * Is this line no time entry, because it has neither a day nor a person and only adds others up? It has nothing but
 * durations and amounts, or a word for a total in front of them. `cell` reads a field including the mapping's fixed
 * values. A line that could be an entry with something missing does not count: it is refused, not ignored.
 */
export function isSumRow(header: Header, cells: readonly string[], cell: Cell): boolean {
  const hasDay = header.days(cell(ImportField.DATE)).size > 0;
  if (hasDay && cell(ImportField.PERSON) !== '') return false;
  const filled = cells.flatMap((text, place) => (text.trim() === '' ? [] : [place]));
  const title = filled.find((place) => !isSum(cells[place]!)) ?? null;
  const placesOf = (field: ImportField) => (header.places.get(field) ?? []).flat();
  const others = (field: ImportField) => placesOf(field).filter((place) => place !== title && filled.includes(place));
  if (title !== null && isCalledTotal(cells[title]!)) {
    return telling.every((field) => others(field).every((place) => !neverSums.includes(field) && isSum(cells[place]!)));
  }
  const isNobodys = cell(ImportField.DATE) === '' && cell(ImportField.PERSON) === '';
  return isNobodys && title === null && filled.length > 0 && telling.every((field) => others(field).length === 0);
}

/** Alone, or next to the name of the summed group: "Total hours", "Rollout Nord Ergebnis", "Rollout Nord (12)". */
function isCalledTotal(text: string): boolean {
  const key = searchKey(text.replace(/["״*:.=]/g, ''));
  if (unspaced.some((word) => key.startsWith(word) || key.endsWith(word))) return true;
  if (/.\(\d+\)$/.test(key)) return true;
  const isApart = (character: string | undefined) => character === undefined || !/[\p{L}\p{M}\d]/u.test(character);
  return words.some(
    (word) =>
      (key.startsWith(word) && isApart(key[word.length])) ||
      (key.endsWith(word) && isApart(key[key.length - word.length - 1])),
  );
}

/** A number, a duration, a percentage or an amount of money. */
const amount = /^(?:\p{Sc}|[A-Z]{2,3}\$?)?\s?[-(]?\s?(?:\p{Sc}\s?)?\d[\d.,'\s]*\)?\s?(?:%|\p{Sc}|[A-Z]{3})?$/u;

function isSum(text: string): boolean {
  const plain = text
    .normalize('NFKC')
    .replace(/[−’]/g, (sign) => (sign === '−' ? '-' : "'"))
    .trim();
  // More hours than an entry may have are a sum too.
  return amount.test(plain) || /^-?\d+:\d{2}(?::\d{2})?$/.test(plain) || readDuration(plain, 'hours').problem === null;
}
