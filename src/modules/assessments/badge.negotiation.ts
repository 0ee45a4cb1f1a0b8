/** In what form a badge is answered. */
export type BadgeForm = 'html' | 'json' | 'jwt' | 'svg';

const formOf: Readonly<Record<string, BadgeForm>> = {
  '*/*': 'html',
  'text/*': 'html',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/*': 'json',
  'application/json': 'json',
  'application/ld+json': 'json',
  'application/vc': 'json',
  'application/vc+ld+json': 'json',
  'application/jwt': 'jwt',
  'application/vc+jwt': 'jwt',
  'application/vc+ld+json+jwt': 'jwt',
  'text/plain': 'jwt',
  'image/svg+xml': 'svg',
};

/** The form that the header `Accept` prefers: of equal ones the first; a page where it says nothing that is known. */
export function preferredForm(accept: string | undefined): BadgeForm {
  let best: { form: BadgeForm; quality: number } = { form: 'html', quality: 0 };
  for (const range of (accept ?? '').split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const form = formOf[type];
    const quality = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1);
    if (form && quality > best.quality) best = { form, quality };
  }
  return best.form;
}
