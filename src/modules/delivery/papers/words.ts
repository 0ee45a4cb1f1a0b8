/** 1234567.5 → 1,234,567.5 */
export function grouped(number: string): string {
  const [whole, places] = number.split('.');
  const thousands = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return places === undefined ? thousands : `${thousands}.${places}`;
}
