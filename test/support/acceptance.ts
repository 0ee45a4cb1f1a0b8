import type { TestApp } from './app';
import type { Client } from './client';
import { type GivenProject, takeStep } from './delivery';
import { type DraftedSow, givenProjectWithSow } from './sow';

/* Acceptance requests, by which a customer's contact decides on deliverables. */

export interface GivenRequest {
  id: string;
  version: number;
  url: string;
}

export interface InWork {
  project: GivenProject;
  sow: DraftedSow;
  deliverables: { id: string; name: string; version: number }[];
}

export async function givenInWork(app: TestApp, content?: object): Promise<InWork> {
  const { project, sow } = await givenProjectWithSow(app, content);
  const deliverables = sow.scopeItems.flatMap((item) => item.deliverables);
  return { project: await takeStep(project, 'Activate'), sow, deliverables };
}

export const requestArgs = (deliverables: readonly { id: string }[], changes: object = {}) => ({
  input: { deliverableIds: deliverables.map(({ id }) => id), contactName: 'Jane Doe', ...changes },
});

export async function givenRequest(
  client: Client,
  deliverables: readonly { id: string }[],
  changes: object = {},
): Promise<GivenRequest> {
  const args = requestArgs(deliverables, changes);
  return (await client.done('acceptanceRequestCreate', args, 'acceptanceRequest { id version url }')) as GivenRequest;
}

export interface Page {
  status: number;
  html: string;
  headers: Headers;
}

export async function open(url: string, method = 'GET'): Promise<Page> {
  const response = await fetch(url, { method });
  return { status: response.status, html: await response.text(), headers: response.headers };
}

/** Sends the form of a page, with its hidden fields and the given values. */
export async function send(page: Page, url: string, filled: Record<string, string>): Promise<Page> {
  const hidden = [...page.html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  const body = new URLSearchParams({
    ...Object.fromEntries(hidden.map(([, name, value]) => [name!, value!])),
    all: '',
    ...filled,
  });
  const response = await fetch(url, { method: 'POST', body });
  return { status: response.status, html: await response.text(), headers: response.headers };
}
