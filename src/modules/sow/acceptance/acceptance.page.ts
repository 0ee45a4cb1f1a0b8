import { html, type Markup, pageOf, policyOf } from '../../../shared/http/markup';
import type { AcceptanceRequest } from './acceptance-request.entity';
import { AcceptanceRequestStatus } from './acceptance-request.lifecycle';
import { allAccept, allReject, type Filled, nameOf } from './acceptance.form';

/** The data of the page: only what the customer agreed to. */
export interface AcceptanceView {
  vendor: string;
  project: string;
  customer: string;
  /** The statement of work as a PDF. */
  paperUrl: string;
  items: AcceptanceItem[];
  /** Is there nothing left to decide, for good? */
  isOver: boolean;
}

export interface AcceptanceItem {
  id: string;
  version: number;
  name: string;
  scope: string;
  criteria: string | null;
  note: string | null;
  submittedOn: string | null;
  /** Why it cannot be decided on now; null if it can. */
  obstacle: string | null;
}

const style = html`
:root { color-scheme: light dark; --ink: #1b2430; --paper: #f5f6f4; --card: #fff; --line: #c9cec7; --link: #0b5a8a;
  --good: #1c6b3a; --bad: #a3261c; --on: #fff; --soft: #eef1ed; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebe6; --paper: #14181c; --card: #1d2329; --line: #4a535c;
  --link: #8cc8f0; --good: #7fd6a0; --bad: #ff9d92; --on: #14181c; --soft: #262d34; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 0; overflow-wrap: anywhere; }
p, dd { margin: .35rem 0; overflow-wrap: anywhere; }
.text { white-space: pre-line; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.25rem; margin: 0 0 1rem; }
dt, .quiet { opacity: .8; } dd { margin: 0; }
section, fieldset { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1.25rem;
  margin: 1.25rem 0; min-width: 0; }
legend { padding: 0 .4rem; font-weight: 600; }
section fieldset { border: 0; padding: 0; margin: .75rem 0 0; }
section legend { padding: 0; }
label { display: block; margin: .5rem 0; }
.choice { display: inline-flex; gap: .5rem; align-items: center; margin: .35rem 1.5rem .35rem 0; min-height: 2.25rem; }
input[type=radio] { width: 1.2rem; height: 1.2rem; }
textarea { width: 100%; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--ink);
  border-radius: .3rem; padding: .5rem; }
button { font: inherit; font-weight: 600; padding: .6rem 1.1rem; margin: .5rem .75rem 0 0; border-radius: .35rem;
  border: 2px solid var(--link); background: transparent; color: var(--link); cursor: pointer; }
.main { background: var(--link); color: var(--on); }
.good { border-color: var(--good); color: var(--good); } .bad { border-color: var(--bad); color: var(--bad); }
.notice { border: 2px solid var(--bad); border-radius: .375rem; padding: .75rem 1rem; margin: 1rem 0; }
.done { border-color: var(--good); } .plain { border-color: var(--line); }
details { margin: 1.25rem 0; } summary { cursor: pointer; color: var(--link); }
a { color: var(--link); } :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
`;

/** Allows only the page's own style and a form that posts back to it: no scripts, no framing. */
export const pagePolicy = policyOf(style, "form-action 'self'");

const minute = (moment: Date) => moment.toISOString().replace(/^(.{10})T(.{5}).*$/, '$1 at $2 UTC');

/** The page on which the contact reads about the deliverables and decides. */
export function decisionPage(
  view: AcceptanceView,
  request: AcceptanceRequest,
  filled: Filled,
  notice: string | null = null,
): string {
  const open = view.items.filter(({ obstacle }) => obstacle === null);
  const closed = view.items.filter(({ obstacle }) => obstacle !== null);
  const problems = open.flatMap(({ id }) => filled.get(id)?.problem ?? []);
  const messages = [...(notice === null ? [] : [notice]), ...new Set(problems)];
  return pageOf(
    `Acceptance: ${view.project}`,
    style,
    html`<h1>Acceptance of deliverables</h1>
<dl>
<dt>Project</dt><dd dir="auto">${view.project}</dd>
<dt>Customer</dt><dd dir="auto">${view.customer}</dd>
<dt>Delivered by</dt><dd dir="auto">${view.vendor}</dd>
<dt>For</dt><dd dir="auto">${request.contactName}</dd>
<dt>Works until</dt><dd>${minute(request.expiresAt)}</dd>
<dt>What was agreed</dt><dd><a href="${view.paperUrl}">Statement of work (PDF)</a></dd>
</dl>
${messages.map((message) => html`<p class="notice" role="alert">${message}</p>`)}
${open.length > 0 ? form(open, filled) : html`<p class="notice">There is nothing to decide on now. Ask the person who sent you the link.</p>`}
${closed.map((item) => html`<section>${head(item)}<p class="notice plain">${item.obstacle}</p></section>`)}`,
  );
}

function form(items: readonly AcceptanceItem[], filled: Filled): Markup {
  const all =
    items.length > 1
      ? html`<details><summary>Decide on all ${items.length} together</summary>
<label for="reason-all">What is wrong, if you reject all of them</label>
<textarea id="reason-all" name="reason-all" rows="3" maxlength="5000"></textarea>
<button class="good" name="all" value="${allAccept}">Accept all ${items.length}</button>
<button class="bad" name="all" value="${allReject}">Reject all ${items.length}</button>
</details>`
      : null;
  return html`<form method="post" autocomplete="off">
<p>Read what was agreed for each deliverable, then accept it or reject it with a reason. You decide once: the link does not
work afterwards.</p>
${items.map((item) => choice(item, filled))}
<button class="main" name="all" value="">Send my decision${items.length > 1 ? 's' : ''}</button>
${all}
</form>`;
}

function choice(item: AcceptanceItem, filled: Filled): Markup {
  const { id, version } = item;
  const { decision, reason = '', problem } = filled.get(id) ?? {};
  const radio = (value: string, text: string) =>
    html`<label class="choice"><input type="radio" name="${nameOf('decision', id)}" value="${value}"${decision === value ? ' checked' : null}> ${text}</label>`;
  const reasonId = nameOf('reason', id);
  return html`<section>${head(item)}
<input type="hidden" name="${nameOf('version', id)}" value="${version}">
<fieldset${problem ? html` aria-describedby="${nameOf('problem', id)}"` : null}><legend>Your decision</legend>
${problem ? html`<p id="${nameOf('problem', id)}" class="notice">${problem}</p>` : null}
${radio('accept', 'Accept')}${radio('reject', 'Reject')}
<label for="${reasonId}">What is wrong, if you reject it</label>
<textarea id="${reasonId}" name="${reasonId}" rows="2" maxlength="5000">${reason}</textarea>
</fieldset></section>`;
}

function head({ name, scope, criteria, note, submittedOn }: AcceptanceItem): Markup {
  const handedOver = submittedOn === null ? null : html`<p class="quiet">Handed over on ${submittedOn}</p>`;
  return html`<h2 dir="auto">${name}</h2>
<p class="quiet" dir="auto">${scope}</p>
${criteria === null ? null : html`<p><strong>Acceptance criteria</strong></p><p class="text" dir="auto">${criteria}</p>`}
${handedOver}${note === null ? null : html`<p class="text" dir="auto">${note}</p>`}`;
}

/** The page of a link that no longer works, or that has just been used. */
export function closedPage(request: AcceptanceRequest, status: AcceptanceRequestStatus, view: AcceptanceView): string {
  const names = new Map(view.items.map(({ id, name }) => [id, name]));
  const decisions = (request.decisions ?? []).map(
    ({ deliverableId, accepted, reason }) =>
      html`<section><h2 dir="auto">${names.get(deliverableId) ?? ''}</h2><p>${accepted ? 'Accepted' : 'Rejected'}</p>${reason === null ? null : html`<p class="text" dir="auto">${reason}</p>`}</section>`,
  );
  const used = status === AcceptanceRequestStatus.USED;
  const sentence = used
    ? `This link was used on ${minute(request.usedAt!)}. These decisions were recorded in the name of ${request.contactName}:`
    : status === AcceptanceRequestStatus.REVOKED
      ? `This link was revoked on ${minute(request.updatedAt)}. Nothing was recorded through it.`
      : view.isOver
        ? 'The deliverables of this link were decided on in another way, or are no longer agreed. Nothing was recorded through it.'
        : `This link worked until ${minute(request.expiresAt)}. Nothing was recorded through it.`;
  return pageOf(
    `Acceptance: ${view.project}`,
    style,
    html`<h1 dir="auto">${view.project}</h1>
<p class="notice${used ? ' done' : null}" role="status">${sentence}</p>
${decisions}
<p>${used ? 'Keep this page for your records. For' : 'For'} anything else, ask the person who sent you the link.</p>`,
  );
}

export function unknownPage(): string {
  return pageOf(
    'This link does not work',
    style,
    html`<h1>This link does not work</h1>
<p>No such link was sent from here. Check that you have the complete link, or ask the person who sent it to you.</p>`,
  );
}
