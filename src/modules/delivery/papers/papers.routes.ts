import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import type { Reader } from '../../../shared/database/reader';
import { disposition } from '../../../shared/http/disposition';
import { refuse } from '../../../shared/http/refusal';
import type { Routes } from '../../../shared/http/routes';
import { Customer } from '../../customers';
import { Partner } from '../../partners';
import { Project } from '../projects/project.entity';
import { StatementOfWork } from '../sow/sow.entity';
import { renderPaper } from './paper.pdf';
import { type Audience, customerPaper, pathOfPaper } from './papers.links';
import { contentOf, hashOf, viewerFor } from './sow-content';
import { paperName, sowPaper, type SowPaperFacts } from './sow-paper';

/** Papers by signed links: for whom one is printed is part of what is signed. */
export const paperRoutes: Routes = (server, { config, database, links }) => {
  server.get<{
    Params: { id: string; audience: string };
    Querystring: { expires?: string; signature?: string };
  }>(pathOfPaper(':id', ':audience'), async ({ params: { id, audience }, query, headers }, reply) => {
    const gone = {
      status: 403,
      code: 'FORBIDDEN',
      message: 'This link is not valid, or no longer: ask for printUrl again.',
    };
    if (!links.verify(pathOfPaper(id, audience), query)) return refuse(reply, gone);
    const facts = await factsFor(database.reader(viewerFor(audience)), id, audience, config.issuerName);
    // Whoever it was printed for may have left the project since.
    if (!facts) return refuse(reply, gone);
    const paper = sowPaper(facts);
    const etag = `"${createHash('sha256').update(stringify(paper)!).digest('base64url')}"`;
    void reply.headers({
      etag,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
    });
    if (headers['if-none-match'] === etag) return reply.code(304).send();
    const content = await renderPaper(paper);
    return reply
      .headers({
        'content-type': 'application/pdf',
        'content-disposition': disposition('attachment', paperName(facts)),
      })
      .send(content);
  });
};

/** What is on the paper, as far as its reader may see it; null where that is nothing. */
async function factsFor(reader: Reader, id: string, audience: Audience, vendor: string): Promise<SowPaperFacts | null> {
  const sow = await reader.byId(StatementOfWork, id);
  const project = sow && (await reader.byId(Project, sow.projectId));
  if (!sow || !project) return null;
  const content = await contentOf(reader, sow);
  const customer = await reader.require(Customer, project.customerId);
  const partnerId = audience === customerPaper ? null : audience;
  const ids = new Set(
    [partnerId, ...content.resourceLines.map((line) => line.partnerId)].filter((each) => each !== null),
  );
  const found = await Promise.all([...ids].map((each) => reader.byId(Partner, each)));
  const partners = new Map(found.flatMap((partner) => (partner ? [[partner.id as string, partner.name]] : [])));
  const hash = hashOf(sow, content);
  return { sow, content, hash, project: project.name, customer: customer.name, vendor, partners, partnerId };
}
