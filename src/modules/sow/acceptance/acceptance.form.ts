import { faultOfText, flawOfText } from '../../../shared/domain/text';
import type { AcceptanceDecision } from './acceptance-request.entity';

/* The form of the page: the names of its fields, and the values that a contact filled in. */

export const allAccept = 'accept';
export const allReject = 'reject';
const maxReasonLength = 5000;

type FieldName = 'decision' | 'reason' | 'version' | 'problem';

export const nameOf = (field: FieldName, deliverableId: string) => `${field}-${deliverableId}`;

/** The values filled in for each deliverable, and what is missing. */
export type Filled = ReadonlyMap<string, { decision?: string; reason?: string; problem?: string }>;

/** A contact's decision on one deliverable, with the version shown on the page. */
export interface Decision extends AcceptanceDecision {
  version: number;
}

export interface ReadForm {
  filled: Filled;
  /** Null if something is missing. */
  decisions: Decision[] | null;
}

/** Reads a decision for each of the deliverables, and ignores any other. */
export function readForm(body: URLSearchParams, deliverableIds: readonly string[]): ReadForm {
  const all = body.get('all');
  const filled = new Map<string, { decision?: string; reason?: string; problem?: string }>();
  const decisions: Decision[] = [];
  for (const deliverableId of deliverableIds) {
    const decision = all || body.get(nameOf('decision', deliverableId)) || '';
    const own = textOf(body, nameOf('reason', deliverableId));
    const reason = own || (all === allReject ? textOf(body, 'reason-all') : '');
    const problem = problemOf(decision, reason);
    filled.set(deliverableId, { decision, reason, ...(problem !== null && { problem }) });
    const accepted = decision === allAccept;
    const version = Number(body.get(nameOf('version', deliverableId)) ?? 0);
    decisions.push({ deliverableId, version, accepted, reason: accepted ? null : reason });
  }
  const complete = [...filled.values()].every(({ problem }) => problem === undefined);
  return { filled, decisions: complete ? decisions : null };
}

function textOf(body: URLSearchParams, field: string): string {
  return (body.get(field) ?? '').trim().normalize('NFC');
}

function problemOf(decision: string, reason: string): string | null {
  if (decision === allAccept) return null;
  if (decision !== allReject) return 'Accept or reject each deliverable.';
  if (reason === '') return 'Say what is wrong with each deliverable that you reject.';
  if (reason.length > maxReasonLength) return `A reason may have at most ${maxReasonLength} characters.`;
  const fault = flawOfText(reason) ?? faultOfText(reason, { lines: 'SEVERAL', mayBeBlank: false });
  return fault && `A reason ${fault}.`;
}
