import type { FastifyReply } from 'fastify';
import { system } from '../../../shared/access/viewer';
import { DomainError } from '../../../shared/domain/errors';
import { fieldsOf, takeForms } from '../../../shared/http/forms';
import type { Routes } from '../../../shared/http/routes';
import { Customer } from '../../customers';
import { customerPaper, pathOfPaper } from '../papers/papers.links';
import { Project } from '../../projects';
import { ScopeItem } from '../content/sow-parts.entity';
import { AcceptanceRequest } from './acceptance-request.entity';
import { AcceptanceRequestStatus, statusAt } from './acceptance-request.lifecycle';
import { hashToken, inForce, isOver, obstacleTo, useRequest } from './acceptance-request.service';
import { readForm } from './acceptance.form';
import { pathOf } from './acceptance.links';
import { type AcceptanceView, closedPage, decisionPage, pagePolicy, unknownPage } from './acceptance.page';

/** A reason for each of fifty deliverables, in any script. */
const formBytes = 2_000_000;
/** For each deliverable its decision, reason and version, and the fields that apply to all. */
const formFields = 200;
/** How long the PDF can be opened from the page, in seconds. */
const paperSeconds = 3_600;
const changed =
  'Something has changed since you opened this page. Nothing was recorded: please check and decide again.';

interface Given {
  Params: { token: string };
}

/**
 * The page on which a contact of the customer decides through their link. A GET changes nothing, because mail scanners
 * follow links too.
 */
export const acceptanceRoutes: Routes = (server, { config, database, clock, links }) => {
  const { issuerName: vendor } = config;
  takeForms(server, formBytes);

  server.get<Given>(pathOf(':token'), { config: { secretPath: true } }, async ({ params }, reply) => {
    const found = await find(params.token);
    if (!found) return answer(reply, 404, unknownPage());
    return found.status === AcceptanceRequestStatus.OPEN
      ? answer(reply, 200, decisionPage(found.view, found.request, new Map()))
      : answer(reply, 410, closedPage(found.request, found.status, found.view));
  });

  server.post<Given & { Body: unknown }>(
    pathOf(':token'),
    { config: { secretPath: true } },
    async ({ params, body, id: requestId }, reply) => {
      const found = await find(params.token);
      if (!found) return answer(reply, 404, unknownPage());
      const { request, status, view } = found;
      if (status !== AcceptanceRequestStatus.OPEN) return answer(reply, 410, closedPage(request, status, view));
      const asked = view.items.filter(({ obstacle }) => obstacle === null).map(({ id }) => id);
      const { filled, decisions } = readForm(fieldsOf(body, formFields), asked);
      if (asked.length === 0) return answer(reply, 409, decisionPage(view, request, filled));
      if (!decisions) return answer(reply, 422, decisionPage(view, request, filled));
      try {
        const used = await database.transaction({ viewer: system, action: 'acceptanceRequestUse', requestId }, (tx) =>
          useRequest(tx, params.token, decisions),
        );
        return answer(reply, 200, closedPage(used, AcceptanceRequestStatus.USED, view));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        // Another request was faster, with the link or with one of its deliverables.
        const now = (await find(params.token))!;
        return now.status === AcceptanceRequestStatus.OPEN
          ? answer(reply, 409, decisionPage(now.view, now.request, filled, changed))
          : answer(reply, 410, closedPage(now.request, now.status, now.view));
      }
    },
  );

  async function find(token: string) {
    const reader = database.reader(system);
    const request = await reader.first(AcceptanceRequest, { tokenHash: hashToken(token) });
    if (!request) return null;
    const view = await viewOf(request);
    const stored = statusAt(request, clock.now());
    const status = stored === AcceptanceRequestStatus.OPEN && view.isOver ? AcceptanceRequestStatus.EXPIRED : stored;
    return { request, status, view };
  }

  async function viewOf(request: AcceptanceRequest): Promise<AcceptanceView> {
    const { id: holder, projectId, deliverableIds } = request;
    const reader = database.reader(system);
    const project = await reader.require(Project, projectId);
    const customer = await reader.require(Customer, project.customerId);
    const deliverables = await Promise.all(deliverableIds.map((id) => inForce(reader, id)));
    const items = await Promise.all(
      deliverables.map(async (deliverable) => {
        const scopeItem = await reader.require(ScopeItem, deliverable.scopeItemId);
        const { id, version, name, acceptanceCriteria: criteria, submissionNote: note, submittedAt } = deliverable;
        const submittedOn = submittedAt && clock.dayOf(submittedAt);
        const obstacle = await obstacleTo(reader, deliverable);
        return { id, version, name, scope: scopeItem.title, criteria, note, submittedOn, obstacle };
      }),
    );
    const paperUrl = links.sign(holder, pathOfPaper('sow', deliverables[0]!.sowId, customerPaper), paperSeconds);
    const over = await isOver(reader, request);
    return { vendor, project: project.name, customer: customer.name, paperUrl, items, isOver: over };
  }
};

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
