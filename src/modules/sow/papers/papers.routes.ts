import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import { system, type Viewer } from '../../../shared/access/viewer';
import type { Reader } from '../../../shared/database/reader';
import type { Node, StoredClass } from '../../../shared/database/record';
import type { Clock } from '../../../shared/domain/clock';
import { prefixOf } from '../../../shared/domain/ids';
import { disposition } from '../../../shared/http/disposition';
import type { LinkProof } from '../../../shared/http/links';
import { refuse, type Refusal } from '../../../shared/http/refusal';
import type { Routes } from '../../../shared/http/routes';
import { Partner } from '../../partners';
import { AcceptanceRequest } from '../acceptance/acceptance-request.entity';
import { AcceptanceRequestStatus, statusAt } from '../acceptance/acceptance-request.lifecycle';
import { isOver } from '../acceptance/acceptance-request.service';
import { ChangeOrder } from '../change-orders/change-order.entity';
import { Project } from '../../projects';
import { StatementOfWork } from '../content/sow.entity';
import { changeOrderPaper, changeOrderPaperName } from './change-order-paper';
import { changeOrderPrint } from './change-order-paper.reader';
import type { Paper } from './paper';
import { type Audience, audienceOf, customerPaper, type PaperKind, pathOfPaper } from './papers.links';
import { contentFrom } from '../content/content.reader';
import type { PaperNames } from '../content/paper-names';
import { namesOnPaper } from '../content/paper-names.reader';
import { partsOf } from '../content/sow-content.reader';
import { PaperTooLargeError, Press, PressBusyError } from './press';
import { hashOf, viewerFor } from './sow-content';
import { paperName, sowPaper } from './sow-paper';

/** A paper and the name of its file. */
interface Printed {
  paper: Paper;
  name: string;
}

interface Source {
  reader: Reader;
  clock: Clock;
  vendor: string;
}

const busy: Refusal = {
  status: 503,
  code: 'OVERLOADED',
  message: 'Too many papers are being printed: retry in a few seconds.',
  retryAfter: 5,
};
const tooLarge: Refusal = {
  status: 422,
  code: 'PAPER_TOO_LARGE',
  message: 'This paper takes too much time or memory to print: shorten its texts.',
};

/** Papers by signed links; the audience is part of the signed path. */
export const paperRoutes: Routes = (server, { config: { issuerName: vendor }, database, clock, links }) => {
  const press = new Press();
  server.addHook('onClose', () => press.close());
  const print: Record<PaperKind, (reader: Reader, id: string, audience: Audience) => Promise<Printed | null>> = {
    sow: (reader, id, audience) => printSow({ reader, clock, vendor }, id, audience),
    'change-order': (reader, id, audience) => printChangeOrder({ reader, clock, vendor }, id, audience),
  };
  for (const kind of Object.keys(print) as PaperKind[]) {
    server.get<{
      Params: { id: string; audience: string };
      Querystring: LinkProof;
    }>(pathOfPaper(kind, ':id', ':audience'), async ({ params: { id, audience }, query, headers }, reply) => {
      const gone = {
        status: 403,
        code: 'FORBIDDEN',
        message: 'This link is invalid or has expired: read printUrl again.',
      };
      const holder = await holderOf(pathOfPaper(kind, id, audience), query);
      // The holder may have lost their session, their firm or the record since.
      const theirs = holder !== null && audienceOf(holder) === audience;
      const mayRead = theirs && (await database.reader(holder).byId(classes[kind], id)) !== null;
      const printed = mayRead ? await print[kind](database.reader(viewerFor(audience)), id, audience) : null;
      if (!printed) return refuse(reply, gone);
      const key = createHash('sha256').update(stringify(printed.paper)).digest('base64url');
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

  /**
   * The viewer for whom a link was issued; the contact of an acceptance request reads its paper while the request is
   * open.
   */
  async function holderOf(path: string, proof: LinkProof): Promise<Viewer | null> {
    const holder = links.holder(path, proof);
    if (holder === null || prefixOf(holder) !== 'acceptance_request') return links.viewer(path, proof);
    const request = await database.reader(system).byId(AcceptanceRequest, holder);
    const open = request !== null && statusAt(request, clock.now()) === AcceptanceRequestStatus.OPEN;
    return open && !(await isOver(database.reader(system), request)) ? system : null;
  }
};

const classes: Record<PaperKind, StoredClass<Node>> = { sow: StatementOfWork, 'change-order': ChangeOrder };

/** As far as its reader may see it; null if it may not see the record. */
async function printSow({ reader, clock, vendor }: Source, id: string, audience: Audience): Promise<Printed | null> {
  const sow = await reader.byId(StatementOfWork, id);
  const project = sow && (await reader.byId(Project, sow.projectId));
  if (!sow || !project) return null;
  const content = await partsOf(reader, sow.id);
  const partnerId = audience === customerPaper ? null : audience;
  const names = sow.signedNames ?? (await namesOnPaper(reader, project, vendor, contentFrom(sow, content)));
  const others = partnerId
    ? { ...names.others, [partnerId]: await partnerName(reader, partnerId, names) }
    : names.others;
  const data = {
    sow,
    content,
    hash: hashOf(sow, content),
    names: { ...names, others, vendor: names.vendor ?? vendor },
    partnerId,
  };
  return { paper: sowPaper(data), name: paperName(data, sow.signedOn ?? clock.dayOf(sow.updatedAt)) };
}

async function printChangeOrder(
  { reader, clock, vendor }: Source,
  id: string,
  audience: Audience,
): Promise<Printed | null> {
  const changeOrder = await reader.byId(ChangeOrder, id);
  const project = changeOrder && (await reader.byId(Project, changeOrder.projectId));
  if (!changeOrder || !project) return null;
  const printed = await changeOrderPrint(reader, changeOrder, audience, vendor);
  const partner = audience === customerPaper ? null : await partnerName(reader, audience, printed.names);
  const data = { ...printed, partner };
  const day = changeOrder.signedOn ?? clock.dayOf(changeOrder.updatedAt);
  return { paper: changeOrderPaper(data), name: changeOrderPaperName(data, day) };
}

/** The partner's name as of the signature, if it was on the project then. */
async function partnerName(reader: Reader, id: string, { others }: PaperNames): Promise<string> {
  return others[id] ?? (await reader.require(Partner, id)).name;
}
