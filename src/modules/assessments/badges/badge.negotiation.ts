import Negotiator from 'negotiator';

/** In what form a badge is answered. */
export type BadgeForm = 'html' | 'json' | 'jwt' | 'svg';

/** Of types that a range such as `application/*` takes in alike, the first is meant. */
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
 * The form that the header `Accept` prefers: of equal ones the first; a page where it says nothing that is known. Parameters
 * are passed over: verifiers ask for `application/ld+json; profile="…"`, and there is one profile.
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
