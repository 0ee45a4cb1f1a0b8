/** 1234567.5 → 1,234,567.5 */
export function grouped(number: string): string {
  const [whole, places] = number.split('.');
  const sign = whole!.startsWith('-') ? '-' : '';
  const thousands = BigInt(whole!.slice(sign.length)).toLocaleString('en-US');
  return `${sign}${thousands}${places === undefined ? '' : `.${places}`}`;
}
