import { Role, type TestApp } from './app';
import type { Client } from './client';

export interface GivenSanction {
  id: string;
  version: number;
}

export const sanctionSelection = `sanction {
  id version status severity effect safety reasons offeringId responseDueOn endsOn startsOn appealDueOn imposedAt endedAt
  impositionReason endReason answer answeredAt openActions evidence { id } proposedBy { id } imposedBy { id } endedBy { id }
  correctiveActions { id status } availableActions { name allowed blockedBy { code message } }
}`;

/** The input of `sanctionPropose`: a MAJOR sanction against new staffing, proved by the partner's own record. */
export const proposalOf = (partnerId: string, changes: object = {}) => ({
  input: {
    partnerId,
    severity: 'MAJOR',
    effect: 'NO_NEW_STAFFING',
    reasons: 'Two milestones were missed without notice.',
    evidenceIds: [partnerId],
    ...changes,
  },
});

export async function givenProposal(app: TestApp, partnerId: string, changes: object = {}): Promise<GivenSanction> {
  const author = await app.as(Role.ECOSYSTEM_MANAGER);
  return author.done('sanctionPropose', proposalOf(partnerId, changes), sanctionSelection);
}

export const imposing = ({ id, version }: GivenSanction, reason = 'The answer does not explain it.') => ({
  id,
  version,
  reason,
});

/** A sanction in force; for safety, so that it needs no response period. */
export async function givenSanction(app: TestApp, partnerId: string, changes: object = {}): Promise<GivenSanction> {
  const proposal = await givenProposal(app, partnerId, { safety: true, ...changes });
  const decider = await app.as(Role.ECOSYSTEM_MANAGER);
  return decider.done('sanctionImpose', imposing(proposal), sanctionSelection);
}

/** Clears the sanction as another manager. */
export async function clearSanction(app: TestApp, sanction: GivenSanction): Promise<GivenSanction> {
  const manager: Client = await app.as(Role.ECOSYSTEM_MANAGER);
  return manager.done('sanctionClear', imposing(sanction, 'The plan was carried out.'), sanctionSelection);
}
