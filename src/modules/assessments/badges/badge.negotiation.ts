import Negotiator from 'negotiator';

/** The representations of a badge. */
export type BadgeForm = 'html' | 'json' | 'jwt' | 'svg';

/** For a range such as `application/*` that matches several types, the first one is chosen. */
const forms = new Map<string, BadgeForm>([
  ['text/html', 'html'],
  ['application/json', 'json'],
  ['application/ld+json', 'json'],
  ['application/vc', 'json'],
  ['application/vc+ld+json', 'json'],
  ['application/jwt', 'jwt'],
  ['application/vc+jwt', 'jwt'],
  ['application/vc+ld+json+jwt', 'jwt'],
  ['text/plain', 'jwt'],
  ['image/svg+xml', 'svg'],
  ['application/xhtml+xml', 'html'],
]);
const types = [...forms.keys()];

/**
 * The representation preferred by the `Accept` header: the first among equals, and a page if none is known. Parameters
 * are ignored, because verifiers ask for `application/ld+json; profile="…"`, and there is only one profile.
 */
export function preferredForm(accept: string | undefined): BadgeForm {
  const negotiator = new Negotiator({ headers: { accept } });
  for (const range of negotiator.mediaTypes()) {
    const type = range.toLowerCase();
    const among = types.filter((each) => type === '*/*' || (type.endsWith('/*') && each.startsWith(type.slice(0, -1))));
    const form = forms.get(type) ?? forms.get(negotiator.mediaTypes(among)[0] ?? '');
    if (form) return form;
  }
  return 'html';
}
