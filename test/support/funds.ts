import type { Partner } from '../../src/modules/partners';
import { Role, type TestApp } from './app';
import type { Client } from './client';
import { upload } from './uploads';
import { givenPartner, unique } from './given';

/* Marketing funds for tests, created through the API. */

export interface Versioned {
  id: string;
  version: number;
}

export const balanceFields =
  'balance { budget { amount } allocated { amount } reserved { amount } claimed { amount } paid { amount } free { amount } }';

export async function givenActivityKind(app: TestApp, changes: object = {}): Promise<Versioned> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const input = {
    name: unique('Trade fair'),
    requiredProofs: ['INVOICE'],
    reimbursementShare: '0.5',
    eligibleCostKinds: ['VENUE', 'MEDIA'],
    claimDeadlineDays: 60,
    ...changes,
  };
  return manager.done('fundActivityKindCreate', { input }, 'fundActivityKind { id version }') as Promise<Versioned>;
}

/** A discretionary fund of 10,000 EUR for 2026, unless changed. */
export async function givenFund(app: TestApp, partnerId: string, changes: object = {}): Promise<Versioned> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const kind = 'kind' in changes ? changes.kind : 'DISCRETIONARY';
  const input = {
    partnerId,
    name: unique('Fund'),
    kind,
    periodFrom: '2026-01-01',
    periodUntil: '2026-12-31',
    expiresOn: '2027-03-31',
    currencyCode: 'EUR',
    ...(kind === 'ACCRUAL' ? { accrualRate: '0.03' } : { budget: '10000' }),
    ...changes,
  };
  return manager.done('marketingFundCreate', { input }, 'marketingFund { id version }') as Promise<Versioned>;
}

/** A partner with an administrator, a fund, an activity kind and two managers: one decides, the other pays. */
export interface FundStage {
  app: TestApp;
  partner: Partner;
  administrator: Client;
  manager: Client;
  payer: Client;
  kind: Versioned;
  fund: Versioned;
}

export async function givenFundStage(app: TestApp, fundChanges: object = {}): Promise<FundStage> {
  const partner = await givenPartner(app);
  return {
    app,
    partner,
    administrator: await app.asPartner(partner.id, Role.PARTNER_ADMIN),
    manager: await app.as(Role.ECOSYSTEM_MANAGER),
    payer: await app.as(Role.ECOSYSTEM_MANAGER),
    kind: await givenActivityKind(app),
    fund: await givenFund(app, partner.id, fundChanges),
  };
}

/** The input of a request for half of 2,000. */
export function requestInput({ fund, kind }: Pick<FundStage, 'fund' | 'kind'>, changes: object = {}): object {
  return {
    fundId: fund.id,
    activityKindId: kind.id,
    title: unique('Booth'),
    activityFrom: '2026-05-04',
    activityUntil: '2026-05-06',
    cost: '2000',
    expectedLeads: 40,
    ...changes,
  };
}

export async function givenDraft(stage: FundStage, changes: object = {}): Promise<Versioned> {
  const input = requestInput(stage, changes);
  return stage.administrator.done('fundRequestDraft', { input }, 'fundRequest { id version }') as Promise<Versioned>;
}

export async function givenSubmitted(stage: FundStage, changes: object = {}): Promise<Versioned> {
  const { id, version } = await givenDraft(stage, changes);
  const args = { id, version };
  return stage.administrator.done('fundRequestSubmit', args, 'fundRequest { id version }') as Promise<Versioned>;
}

export async function givenApproved(stage: FundStage, changes: object = {}, input: object = {}): Promise<Versioned> {
  const { id, version } = await givenSubmitted(stage, changes);
  const args = { id, version, input };
  return stage.manager.done('fundRequestApprove', args, 'fundRequest { id version }') as Promise<Versioned>;
}

/** An uploaded document about the partner. */
export async function givenProof({ app, administrator, partner }: FundStage): Promise<string> {
  const { document } = await upload(app, administrator, {}, { partnerId: partner.id });
  return (document as { id: string }).id;
}

export async function claimInput(stage: FundStage, request: { id: string }, changes: object = {}): Promise<object> {
  return {
    fundRequestId: request.id,
    costs: [{ kind: 'VENUE', amount: '2000', note: 'Hall 4' }],
    proofs: 'proofs' in changes ? [] : [{ kind: 'INVOICE', documentId: await givenProof(stage) }],
    leadsActual: 25,
    ...changes,
  };
}

export async function givenClaim(stage: FundStage, request: { id: string }, changes: object = {}): Promise<Versioned> {
  const input = await claimInput(stage, request, changes);
  return stage.administrator.done('fundClaimSubmit', { input }, 'fundClaim { id version }') as Promise<Versioned>;
}

export async function givenApprovedClaim(
  stage: FundStage,
  request: { id: string },
  changes: object = {},
): Promise<Versioned> {
  const { id, version } = await givenClaim(stage, request, changes);
  const args = { id, version, input: {} };
  return stage.manager.done('fundClaimApprove', args, 'fundClaim { id version }') as Promise<Versioned>;
}

/** The amounts of a fund's balance, as text. */
export async function balanceOf(client: Client, fundId: string): Promise<Record<string, string>> {
  const { marketingFund } = await client.query(`query ($id: ID!) { marketingFund(id: $id) { ${balanceFields} } }`, {
    id: fundId,
  });
  const balance = marketingFund.balance as Record<string, { amount: string }>;
  return Object.fromEntries(Object.entries(balance).map(([name, { amount }]) => [name, amount]));
}
