import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Routes } from '../../../shared/http/routes';
import { SigningKeys } from '../../../shared/http/signing-keys';
import * as badges from './badge.credential';
import { type BadgeForm, preferredForm } from './badge.negotiation';
import { badgeImage, badgePage, pagePolicy, unknownPage } from './badge.page';
import { BadgeReader } from './badge.reader';

const fileName = /^(certification_[0-9a-z]{26})(?:\.(json|jwt|svg))?$/;

/** Verification of badges without a login: the page, the credential, its signature, the issuer and its keys. */
export const badgeRoutes: Routes = (server, { config, database, clock, publicUrl }) => {
  const keys = SigningKeys.open(config);
  const reader = new BadgeReader(database, clock);

  server.addHook('onSend', (_request, reply, _payload, next) => {
    // Everything is public, also for verifiers in browsers; and a revocation must be visible immediately.
    void reply.headers({
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    next();
  });

  const sign = (badge: badges.OpenBadgeCredential) =>
    keys.sign(badges.claimsOf(badge), ({ kid }) => badges.addresses(publicUrl()).key(kid));

  const publishedKeys = () =>
    keys.published.map((key) => ({
      ...key,
      kid: badges.addresses(publicUrl()).key(key.kid),
      use: 'sig',
      alg: 'EdDSA',
    }));

  server.get('/.well-known/jwks.json', () => ({ keys: publishedKeys() }));
  server.get<{ Params: { kid: string } }>('/badges/keys/:kid', (request, reply) => {
    const kid = badges.addresses(publicUrl()).key(request.params.kid);
    return publishedKeys().find((key) => key.kid === kid) ?? unknown(request, reply);
  });
  server.get('/badges/issuer', () => badges.inContext(badges.issuerProfile(publicUrl(), config.issuerName)));
  server.get('/badges/revocations', async () => badges.revocationList(publicUrl(), await reader.revoked()));
  server.get<{ Params: { id: string } }>('/badges/achievements/:id', async (request, reply) => {
    const found = await reader.achievement(request.params.id);
    return found ? badges.inContext(badges.achievement(publicUrl(), found)) : unknown(request, reply);
  });

  server.get<{ Params: { file: string } }>('/badges/:file', async (request, reply) => {
    const [, id, suffix] = fileName.exec(request.params.file) ?? [];
    const data = id ? await reader.badge(id) : null;
    if (!data) return unknown(request, reply);
    const badge = badges.credential(publicUrl(), config.issuerName, data);
    if (!suffix) void reply.header('vary', 'accept');
    switch ((suffix as BadgeForm | undefined) ?? preferredForm(request.headers.accept)) {
      case 'json':
        return reply.type('application/json; charset=utf-8').send(badge);
      case 'jwt':
        return reply.type('text/plain; charset=utf-8').send(sign(badge));
      case 'svg':
        return reply
          .header('content-security-policy', "default-src 'none'")
          .type('image/svg+xml; charset=utf-8')
          .send(badgeImage(sign(badge), data));
      case 'html':
        return html(reply, badgePage(data, config.issuerName));
    }
  });
};

function unknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  void reply.code(404).header('vary', 'accept');
  if (preferredForm(request.headers.accept) === 'html') return html(reply, unknownPage());
  return reply.send({ errors: [{ message: 'There is no such badge.', extensions: { code: 'NOT_FOUND' } }] });
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.header('content-security-policy', pagePolicy).type('text/html; charset=utf-8').send(page);
}
