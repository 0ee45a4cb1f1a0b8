import type { TestApp } from './app';
import type { Client } from './client';
import type { GivenProject } from './delivery';
import { type DraftedSow, givenProjectWithSow } from './sow';
import { expectRefusal as expectRefusalOf } from './sow-refusals';

/* Change orders, created step by step through the API. */

export interface GivenChangeOrder {
  id: string;
  version: number;
  number: number;
}

export const wholeChangeOrder = `changeOrder {
  id version number title status reason cause causePartner { id } delta currencyCode
  effect { price { amount currencyCode } budgetCost { amount } endDays hours }
  baseSow { id status revision } statementOfWork { id status revision signedOn changeOrder { id } }
  author { id } submittedBy { id } decidedBy { id }
  sentBackReason rejectionReason signedOn signatory signatureEvidence
  availableActions { name allowed blockedBy { code message } }
}`;

export const changeInput = (baseSowId: string, changes: object = {}) => ({
  baseSowId,
  title: 'Six weeks more',
  reason: 'The customer opens a second plant.',
  cause: 'CUSTOMER',
  ...changes,
});

/** Drafts a change order; by default, it moves the end by a month and a day. */
export async function givenChangeOrder(
  project: GivenProject,
  sow: { id: string },
  changes: object = { endsOn: '2026-07-31' },
): Promise<GivenChangeOrder> {
  const input = changeInput(sow.id, changes);
  return (await project.manager.done(
    'changeOrderDraft',
    { input },
    'changeOrder { id version number }',
  )) as GivenChangeOrder;
}

export type ChangeOrderStep = 'Submit' | 'Withdraw' | 'Discard' | 'SendBack' | 'Approve' | 'Reject';

export function stepArgs(
  step: ChangeOrderStep,
  { id, version }: { id: string; version: number },
  changes: object = {},
): object {
  const signature = { signatory: 'Jane Doe', evidence: 'archive/2', ...changes };
  return {
    id,
    version,
    ...(step === 'Approve' && { input: signature }),
    ...((step === 'SendBack' || step === 'Reject') && { reason: 'Not like this.' }),
  };
}

/** Takes a step of a change order; returns it with its new version. */
export async function changeOrderStep<T extends { id: string; version: number }>(
  client: Client,
  step: ChangeOrderStep,
  changeOrder: T,
  changes: object = {},
): Promise<T> {
  const args = stepArgs(step, changeOrder, changes);
  const { version } = (await client.done(`changeOrder${step}`, args, 'changeOrder { version }')) as { version: number };
  return { ...changeOrder, version };
}

/** A submitted change order, with its project and its statement of work. */
export async function givenSubmitted(
  app: TestApp,
  changes: object | ((sow: DraftedSow) => object) = { endsOn: '2026-07-31' },
  content?: object,
): Promise<{ project: GivenProject; sow: DraftedSow; changeOrder: GivenChangeOrder }> {
  const given = await givenProjectWithSow(app, content);
  const delta = typeof changes === 'function' ? (changes as (sow: DraftedSow) => object)(given.sow) : changes;
  const changeOrder = await givenChangeOrder(given.project, given.sow, delta);
  return { ...given, changeOrder: await changeOrderStep(given.project.manager, 'Submit', changeOrder) };
}

export function expectRefusal(app: TestApp, client: Client, name: string, args: object, error: object) {
  return expectRefusalOf(app, client, name, args, error, 'changeOrder { id }');
}
