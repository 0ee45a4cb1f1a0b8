import { preferredForm } from './badge.negotiation';

it.each([
  [undefined, 'html'],
  ['', 'html'],
  ['*/*', 'html'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', 'html'],
  ['application/json', 'json'],
  ['application/ld+json', 'json'],
  ['application/vc+ld+json, application/json;q=0.5', 'json'],
  ['text/html;q=0.4, application/json;q=0.9', 'json'],
  ['text/html;q=0.9, application/json;q=0.9', 'html'],
  ['application/vc+jwt', 'jwt'],
  ['TEXT/PLAIN', 'jwt'],
  ['image/svg+xml', 'svg'],
  ['video/mp4', 'html'],
  ['application/json;q=0', 'html'],
  ['application/json;q=nonsense', 'html'],
  ['text/*', 'html'],
  ['application/*', 'json'],
  ['application/json, */*', 'json'],
  ['application/json, text/plain, */*', 'json'],
  ['text/html;q=0, */*', 'json'],
  ['*/*;q=0.1, image/svg+xml;q=0.2', 'svg'],
  ['application/ld+json; profile="https://w3id.org/openbadges/v3"', 'json'],
  ['application/ld+json; profile="a, text/html"; q=0.9, text/html;q=0.5', 'json'],
  ['application/json; q=1.0000', 'json'],
  ['constructor/prototype', 'html'],
  ['/', 'html'],
  [',,;q=1,', 'html'],
])('%j prefers %s', (accept, form) => {
  expect(preferredForm(accept)).toBe(form);
});
