import type { FastifyInstance } from 'fastify';
import { InvalidInputError } from '../domain/errors';

/** A form as it was sent. Parsing it is work, so its route looks first whether it is wanted. */
class Form {
  constructor(readonly text: string) {}
}

/** Lets routes take what pages send, so many bytes at most. */
export function takeForms(server: FastifyInstance, bodyLimit: number): void {
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit },
    (_request, body, done) => done(null, new Form(body as string)),
  );
}

/** The fields of a form; none of what is no form. */
export function fieldsOf(body: unknown, most: number): URLSearchParams {
  if (!(body instanceof Form)) return new URLSearchParams();
  let ends = 0;
  for (let at = body.text.indexOf('&'); at >= 0; at = body.text.indexOf('&', at + 1)) ends += 1;
  if (ends >= most) throw new InvalidInputError(`A form has at most ${most} fields here.`);
  return new URLSearchParams(body.text);
}
