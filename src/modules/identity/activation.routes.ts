import type { FastifyReply, FastifyRequest } from 'fastify';
import { anonymous, system } from '../../shared/access/viewer';
import { DomainError, InvalidInputError } from '../../shared/domain/errors';
import { fieldsOf, takeForms } from '../../shared/http/forms';
import type { Routes } from '../../shared/http/routes';
import { findLink, pathOfLink } from './account-link.service';
import { closedPage, donePage, pagePolicy, passwordPage } from './activation.page';
import { isOverloaded } from './password';
import { setPasswordByLink } from './password.service';
import { User } from './user.entity';

/** Two passwords of maximum length in any script, and an address. */
const formBytes = 10_000;
const formFields = 10;

interface Given {
  Params: { token: string };
}

/**
 * The page behind invitations and password reset links. Viewing it changes nothing, because mail scanners open links
 * too. The token in its path is all that a form needs, so another site cannot forge a request.
 */
export const activationRoutes: Routes = (server, { config: { issuerName: vendor }, database }) => {
  takeForms(server, formBytes);
  const path = pathOfLink(':token');
  const options = { config: { secretPath: true } };

  server.get<Given>(path, options, async ({ params }, reply) => {
    const found = await accountOf(params.token);
    return found instanceof User
      ? answer(reply, 200, passwordPage(found, vendor))
      : answer(reply, 410, closedPage(found.message));
  });

  server.post<Given & { Body: unknown }>(path, options, async (request, reply) => {
    const { params, body, id: requestId, ip: address } = request;
    if (isFromElsewhere(request))
      return answer(reply, 403, closedPage('Open the link itself, and submit the form from there.'));
    const account = await accountOf(params.token);
    if (!(account instanceof User)) return answer(reply, 410, closedPage(account.message));
    const form = fieldsOf(body, formFields);
    const password = form.get('password') ?? '';
    if (password !== form.get('repeat')) {
      return answer(reply, 422, passwordPage(account, vendor, 'The two passwords differ.'));
    }
    try {
      const input = { token: params.token, password };
      await setPasswordByLink({ database, viewer: anonymous, requestId, address }, input);
      return answer(reply, 200, donePage(account));
    } catch (error) {
      if (isOverloaded(error)) {
        void reply.header('retry-after', 1);
        return answer(
          reply,
          503,
          passwordPage(account, vendor, 'The server is busy. Submit the form again in a second.'),
        );
      }
      if (error instanceof InvalidInputError) return answer(reply, 422, passwordPage(account, vendor, error.message));
      if (error instanceof DomainError) return answer(reply, 410, closedPage(error.message));
      throw error;
    }
  });

  /** The account that a link opens, or why it opens none. */
  async function accountOf(token: string): Promise<User | DomainError> {
    const reader = database.reader(system);
    try {
      const { userId } = await findLink(reader, token, database.clock.now());
      return await reader.require(User, userId);
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  }
};

/** Browsers send the origin of a form; a client without an origin is not a browser. */
function isFromElsewhere({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

function answer(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply
    .code(status)
    .headers({
      'content-security-policy': pagePolicy,
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    })
    .type('text/html; charset=utf-8')
    .send(page);
}
