import type { PlainDate } from '../../../shared/domain/dates';
import type { GateCriterion } from '../../../shared/domain/errors';
import { type Waived, withWaiver } from '../gates/gate.formula';

/** The conditions of the admission gate. */
export interface AdmissionConditions {
  on: PlainDate;
  /** The partner's checklist; null if its onboarding has not started. */
  items: readonly AdmissionItem[] | null;
  /** Members with the role PARTNER_ADMIN who can sign in, or could after accepting their invitation. */
  administratorIds: readonly string[];
}

export interface AdmissionItem {
  id: string;
  title: string;
  required: boolean;
  accepted: boolean;
  agreement: boolean;
  signedOn: PlainDate | null;
  expiresOn: PlainDate | null;
}

/** The gate from ONBOARDING to ACTIVE, which is the same under every programme. */
export function evaluateAdmission(conditions: AdmissionConditions, waivers: readonly Waived[]): GateCriterion[] {
  const { on, items, administratorIds } = conditions;
  const required = items?.filter((item) => item.required) ?? null;
  const agreements = required?.filter((item) => item.agreement) ?? null;
  const administrators = administratorIds.length;
  return [
    counted('requiredItems', 'Every required item of the checklist is accepted.', required, (item) => item.accepted),
    counted(
      'agreements',
      'Every required agreement is signed and has not expired.',
      agreements,
      ({ signedOn, expiresOn }) => signedOn !== null && signedOn <= on && (expiresOn === null || expiresOn >= on),
    ),
    {
      code: 'partnerAdministrator',
      description: 'A member of the partner has the role PARTNER_ADMIN.',
      required: '1',
      observed: String(administrators),
      met: administrators > 0,
      gap: administrators > 0 ? null : 'The partner has no administrator',
      evidence: [...administratorIds],
    },
  ].map((criterion) => withWaiver(criterion, waivers));
}

function counted(
  code: string,
  description: string,
  items: readonly AdmissionItem[] | null,
  good: (item: AdmissionItem) => boolean,
): Omit<GateCriterion, 'waived' | 'waiverReason'> {
  if (items === null) {
    const gap = 'The onboarding has not been started';
    return { code, description, required: 'all', observed: null, met: false, gap, evidence: [] };
  }
  const done = items.filter(good);
  const open = items.filter((item) => !good(item));
  return {
    code,
    description,
    required: String(items.length),
    observed: String(done.length),
    met: open.length === 0,
    gap: open.length === 0 ? null : `${open.length} missing: ${open.map(({ title }) => title).join(', ')}`,
    evidence: done.map(({ id }) => id),
  };
}
