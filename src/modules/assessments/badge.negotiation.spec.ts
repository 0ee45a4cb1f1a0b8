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
])('%j prefers %s', (accept, form) => {
  expect(preferredForm(accept)).toBe(form);
});
