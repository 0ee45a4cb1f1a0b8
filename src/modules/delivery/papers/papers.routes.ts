import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import type { Reader } from '../../../shared/database/reader';
import { disposition } from '../../../shared/http/disposition';
import { refuse, type Refusal } from '../../../shared/http/refusal';
import type { Routes } from '../../../shared/http/routes';
import { Partner } from '../../partners';
import { ChangeOrder } from '../change-orders/change-order.entity';
import { Project } from '../projects/project.entity';
import { StatementOfWork } from '../sow/sow.entity';
import { changeOrderPaper, changeOrderPaperName } from './change-order-paper';
import { changeOrderPrint } from './change-order-paper.reads';
import type { Paper } from './paper';
import { type Audience, customerPaper, type PaperKind, pathOfPaper } from './papers.links';
import { contentFrom } from '../sow/content.reader';
import type { PaperNames } from '../sow/paper-names';
import { namesOnPaper } from '../sow/paper-names.reader';
import { partsOf } from '../sow/sow-content.reader';
import { PaperTooLargeError, Press, PressBusyError } from './press';
import { hashOf, viewerFor } from './sow-content';
import { paperName, sowPaper } from './sow-paper';

/** A paper and the name of its file. */
interface Printed {
  paper: Paper;
  name: string;
}

const busy: Refusal = {
  status: 503,
  code: 'OVERLOADED',
  message: 'Too many papers are being printed: try again in a few seconds.',
  retryAfter: 5,
};
const tooLarge: Refusal = {
  status: 422,
  code: 'PAPER_TOO_LARGE',
  message: 'This paper takes more time or memory to print than one may: shorten its texts.',
};

/** Papers by signed links: for whom one is printed is part of what is signed. */
export const paperRoutes: Routes = (server, { config: { issuerName: vendor }, database, links }) => {
  const press = new Press();
  server.addHook('onClose', () => press.close());
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
      const key = createHash('sha256').update(stringify(printed.paper)!).digest('base64url');
      const etag = `"${key}"`;
      void reply.headers({
        etag,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, no-store',
        'referrer-policy': 'no-referrer',
      });
      if (headers['if-none-match'] === etag) return reply.code(304).send();
      let content: Buffer;
      try {
        content = await press.print(printed.paper, key);
      } catch (error) {
        if (error instanceof PressBusyError) return refuse(reply, busy);
        if (error instanceof PaperTooLargeError) return refuse(reply, tooLarge);
        throw error;
      }
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
  const partnerId = audience === customerPaper ? null : audience;
  const names = sow.signedNames ?? (await namesOnPaper(reader, project, vendor, contentFrom(sow, content)));
  const others = partnerId
    ? { ...names.others, [partnerId]: await partnerName(reader, partnerId, names) }
    : names.others;
  const facts = {
    sow,
    content,
    hash: hashOf(sow, content),
    names: { ...names, others, vendor: names.vendor ?? vendor },
    partnerId,
  };
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
  const printed = await changeOrderPrint(reader, changeOrder, audience, vendor);
  const partner = audience === customerPaper ? null : await partnerName(reader, audience, printed.names);
  const facts = { ...printed, partner };
  return { paper: changeOrderPaper(facts), name: changeOrderPaperName(facts) };
}

/** As it was called at the signature, if it was on the project then. */
async function partnerName(reader: Reader, id: string, { others }: PaperNames): Promise<string> {
  return others[id] ?? (await reader.require(Partner, id)).name;
}
