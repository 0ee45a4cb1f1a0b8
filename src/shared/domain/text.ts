/** A text as it is searched and sorted by: without differences of case, width or composed accents. */
export function searchKey(...texts: (string | null | undefined)[]): string {
  return texts.filter(Boolean).join(' ').normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
