import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import type { Reader } from '../../../shared/database/reader';
import { disposition } from '../../../shared/http/disposition';
import { refuse } from '../../../shared/http/refusal';
import type { Routes } from '../../../shared/http/routes';
import { Customer } from '../../customers';
import { Partner } from '../../partners';
import { ChangeOrder } from '../change-orders/change-order.entity';
import { Project } from '../projects/project.entity';
import { StatementOfWork } from '../sow/sow.entity';
import { changeOrderPaper, changeOrderPaperName } from './change-order-paper';
import { changeOrderPrint } from './change-order-paper.reads';
import type { Paper } from './paper';
import { renderPaper } from './paper.pdf';
import { type Audience, customerPaper, type PaperKind, pathOfPaper } from './papers.links';
import { partsOf } from '../sow/sow-content.reader';
import { hashOf, viewerFor } from './sow-content';
import { paperName, sowPaper } from './sow-paper';

/** A paper and the name of its file. */
interface Printed {
  paper: Paper;
  name: string;
}

/** Papers by signed links: for whom one is printed is part of what is signed. */
export const paperRoutes: Routes = (server, { config: { issuerName: vendor }, database, links }) => {
  const print: Record<PaperKind, (reader: Reader, id: string, audience: Audience) => Promise<Printed | null>> = {
    sow: (reader, id, audience) => printSow(reader, id, audience, vendor),
    'change-order': (reader, id, audience) => printChangeOrder(reader, id, audience, vendor),
  };
  for (const kind of Object.keys(print) as PaperKind[]) {
    server.get<{
      Params: { id: string; audience: string };
      Querystring: { expires?: string; signature?: string };
    }>(pathOfPaper(kind, ':id', ':audience'), async ({ params: { id, audience }, query, headers }, reply) => {
      const gone = {
        status: 403,
        code: 'FORBIDDEN',
        message: 'This link is not valid, or no longer: ask for printUrl again.',
      };
      if (!links.verify(pathOfPaper(kind, id, audience), query)) return refuse(reply, gone);
      const printed = await print[kind](database.reader(viewerFor(audience)), id, audience);
      // Whoever it was printed for may have left the project since.
      if (!printed) return refuse(reply, gone);
      const etag = `"${createHash('sha256').update(stringify(printed.paper)!).digest('base64url')}"`;
      void reply.headers({
        etag,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
      });
      if (headers['if-none-match'] === etag) return reply.code(304).send();
      const content = await renderPaper(printed.paper);
      return reply
        .headers({
          'content-type': 'application/pdf',
          'content-disposition': disposition('attachment', printed.name),
        })
        .send(content);
    });
  }
};

/** As far as its reader may see it; null where that is nothing. */
async function printSow(reader: Reader, id: string, audience: Audience, vendor: string): Promise<Printed | null> {
  const sow = await reader.byId(StatementOfWork, id);
  const project = sow && (await reader.byId(Project, sow.projectId));
  if (!sow || !project) return null;
  const content = await partsOf(reader, sow.id);
  const customer = await reader.require(Customer, project.customerId);
  const partnerId = audience === customerPaper ? null : audience;
  const ids = new Set(
    [partnerId, ...content.resourceLines.map((line) => line.partnerId)].filter((each) => each !== null),
  );
  const found = await Promise.all([...ids].map((each) => reader.byId(Partner, each)));
  const partners = new Map(found.flatMap((partner) => (partner ? [[partner.id as string, partner.name]] : [])));
  const hash = hashOf(sow, content);
  const names = { project: project.name, customer: customer.name, vendor };
  const facts = { sow, content, hash, ...names, partners, partnerId };
  return { paper: sowPaper(facts), name: paperName(facts) };
}

async function printChangeOrder(
  reader: Reader,
  id: string,
  audience: Audience,
  vendor: string,
): Promise<Printed | null> {
  const changeOrder = await reader.byId(ChangeOrder, id);
  const project = changeOrder && (await reader.byId(Project, changeOrder.projectId));
  if (!changeOrder || !project) return null;
  const customer = await reader.require(Customer, project.customerId);
  const partner = audience === customerPaper ? null : await reader.require(Partner, audience);
  const facts = {
    ...(await changeOrderPrint(reader, changeOrder, audience)),
    project: project.name,
    customer: customer.name,
    vendor,
    partner: partner?.name ?? null,
  };
  return { paper: changeOrderPaper(facts), name: changeOrderPaperName(facts) };
}
