import type { FastifyInstance } from 'fastify';
import { InvalidInputError } from '../domain/errors';

/** An unparsed form. Its route decides whether to parse it, because that is work. */
class Form {
  constructor(readonly text: string) {}
}

/** Lets routes receive HTML forms up to this size. */
export function takeForms(server: FastifyInstance, bodyLimit: number): void {
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit },
    (_request, body, done) => done(null, new Form(body as string)),
  );
}

/** The fields of a form; empty for a body that is not a form. */
export function fieldsOf(body: unknown, most: number): URLSearchParams {
  if (!(body instanceof Form)) return new URLSearchParams();
  let ends = 0;
  for (let at = body.text.indexOf('&'); at >= 0; at = body.text.indexOf('&', at + 1)) ends += 1;
  if (ends >= most) throw new InvalidInputError(`A form has at most ${most} fields here.`);
  return new URLSearchParams(body.text);
}
