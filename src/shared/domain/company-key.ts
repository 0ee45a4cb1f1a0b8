import { searchKey } from './text';

/** Legal forms at the end of a company's name, by their letters and digits; longer ones first. */
const legalForms = [
  'gesellschaft mit beschraenkter haftung', 'gmbh co kgaa', 'gmbh co kg', 'ag co kg', 'se co kg', 'gmbh', 'ggmbh', 'mbh',
  'kgaa', 'ohg', 'gbr', 'kg', 'ag', 'se', 'ug', 'ev', 'eg',
  'incorporated', 'corporation', 'company', 'limited', 'inc', 'corp', 'co', 'ltd', 'llc', 'llp', 'lp', 'plc', 'pbc',
  'pty', 'pte', 'pvt', 'sdn bhd', 'bhd', 'sas', 'sasu', 'sarl', 'eurl', 'snc', 'sa', 's a r l', 's a s', 's a',
  'spa', 'srl', 's p a', 's r l', 'sl', 'slu', 'sau', 'lda', 'ltda', 'sa de cv', 's a de c v', 'bv', 'nv', 'b v', 'n v',
  'bvba', 'cv', 'vof', 'ab', 'aktiebolag', 'as', 'asa', 'a s', 'aps', 'oy', 'oyj', 'ky', 'sp z o o', 'spolka z o o', 'sp zoo',
  's r o', 'sro', 'kft', 'zrt', 'nyrt', 'bt', 'doo', 'd o o', 'd d', 'ood', 'eood', 'ad', 'ooo', 'oao', 'zao', 'pao',
  'kk', 'k k', 'gk', 'as', 'sia', 'uab', 'ou',
].sort((a, b) => b.length - a.length); // prettier-ignore

/** The same, written without a space before or after the name. */
const joinedForms = [
  '股份有限公司', '有限责任公司', '集团有限公司', '有限公司', '有限責任公司', '股份公司', '株式会社', '有限会社', '合同会社', '(株)', '주식회사',
]; // prettier-ignore

/**
 * The key by which names of companies are compared: without differences of case, accents, width, punctuation and legal
 * form. A name of which nothing else remains keeps its legal form. Empty for a name without letters and digits.
 */
export function companyKey(name: string): string {
  const plain = searchKey(name)
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    // In other scripts, a mark makes another letter: トヨダ is not トヨタ.
    .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{Mn}+/gu, '$1')
    .normalize('NFC')
    .replaceAll('&', ' ')
    .replaceAll('+', ' ')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('đ', 'd');
  const joined = joinedForms.reduce((text, form) => withoutJoined(text, form), plain);
  const words = joined.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return withoutForms(words);
}

/** Forms may follow each other, as in "Pty Ltd". */
function withoutForms(words: string): string {
  const form = legalForms.find((each) => words.endsWith(` ${each}`));
  return form === undefined ? words : withoutForms(words.slice(0, -form.length - 1));
}

function withoutJoined(text: string, form: string): string {
  const rest = text.endsWith(form)
    ? text.slice(0, -form.length)
    : text.startsWith(form)
      ? text.slice(form.length)
      : text;
  return /[\p{L}\p{N}]/u.test(rest) ? rest : text;
}
