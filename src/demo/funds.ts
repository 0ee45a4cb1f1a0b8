import type { User } from '../modules/identity';
import {
  type FundActivityKind,
  fundActivityKindService,
  type FundClaim,
  fundClaimService,
  FundCostKind,
  fundPartsService,
  FundProofKind,
  type FundRequest,
  fundRequestService,
  type MarketingFund,
  MarketingFundKind,
  marketingFundService,
} from '../modules/incentives';
import { Role } from '../shared/access/viewer';
import { addDays } from '../shared/domain/dates';
import { decimal } from '../shared/domain/decimal';
import { uploadPaper } from './papers';
import type { PartnerOnStage } from './partners';
import type { People } from './people';
import type { Stage } from './stage';

const activities: readonly [name: string, share: string, proofs: FundProofKind[], costs: FundCostKind[], days: number][] = [
  ['Trade fair', '0.5', [FundProofKind.INVOICE, FundProofKind.PHOTO], [FundCostKind.VENUE, FundCostKind.PRINT, FundCostKind.CATERING], 60],
  ['Online campaign', '0.6', [FundProofKind.INVOICE, FundProofKind.LEAD_LIST], [FundCostKind.MEDIA, FundCostKind.AGENCY], 45],
  ['Customer evening', '0.5', [FundProofKind.INVOICE, FundProofKind.ATTENDEE_LIST], [FundCostKind.VENUE, FundCostKind.CATERING, FundCostKind.SPEAKER], 30],
]; // prettier-ignore

type Outcome = 'DRAFT' | 'SUBMITTED' | 'REJECTED' | 'APPROVED' | 'CLAIMED' | 'PARTLY' | 'PAID' | 'RELEASED';

/** Gives partners marketing funds, and takes requests and claims through every status. */
export async function playFunds(stage: Stage, people: People, partners: readonly PartnerOnStage[]): Promise<void> {
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  const other = people.one(Role.ADMIN);
  stage.goTo(stage.ago(150));
  const kinds = await stage.as(manager, 'fundActivityKindCreate', async (tx) => {
    const made: FundActivityKind[] = [];
    for (const [name, share, requiredProofs, eligibleCostKinds, claimDeadlineDays] of activities) {
      const terms = { requiredProofs, eligibleCostKinds, claimDeadlineDays, reimbursementShare: decimal(share) };
      made.push(await fundActivityKindService.create(tx, { name, description: '', offered: true, ...terms }));
    }
    return made;
  });
  const active = partners.filter(({ firm, administrator }) => administrator && firm.life === 'ACTIVE').slice(0, 3);
  const outcomes: Outcome[][] = [
    ['PAID', 'PARTLY', 'CLAIMED', 'APPROVED', 'SUBMITTED', 'DRAFT'],
    ['PAID', 'REJECTED', 'RELEASED', 'SUBMITTED'],
    ['DRAFT'],
  ];
  for (const [index, partner] of active.entries()) {
    const fund = await openFund(stage, manager, partner, index);
    for (const [position, outcome] of outcomes[index]!.entries()) {
      const kind = kinds[(index + position) % kinds.length]!;
      await playRequest(stage, { partner, manager, other, fund, kind, position }, outcome);
    }
  }
}

async function openFund(stage: Stage, manager: User, { id: partnerId }: PartnerOnStage, index: number) {
  stage.goTo(stage.ago(148));
  const days = {
    periodFrom: stage.ago(148),
    periodUntil: addDays(stage.today, 150),
    expiresOn: addDays(stage.today, 210),
  };
  const isAccrual = index > 0;
  return stage.as(manager, 'marketingFundCreate', async (tx) => {
    const fund = await marketingFundService.create(tx, {
      partnerId,
      name: isAccrual ? 'Co-op fund' : 'Market entry fund',
      kind: isAccrual ? MarketingFundKind.ACCRUAL : MarketingFundKind.DISCRETIONARY,
      currencyCode: 'EUR',
      ...days,
      ...(isAccrual ? { accrualRate: decimal('0.03') } : { budget: decimal(40_000) }),
    });
    if (isAccrual) {
      for (const [sold, evidence] of [
        [310_000, 'Order 2291'],
        [184_500, 'Order 2304'],
        [-12_000, 'Credit note 118'],
      ] as const) {
        await fundPartsService.accrue(tx, {
          fundId: fund.id,
          soldOn: tx.clock.today(),
          sold: decimal(sold),
          evidence,
          documentIds: [],
        });
      }
    } else {
      await fundPartsService.allocate(tx, {
        fundId: fund.id,
        purpose: 'Launch of the new release',
        amount: decimal(12_000),
      });
    }
    return fund;
  });
}

interface Scene {
  partner: PartnerOnStage;
  manager: User;
  other: User;
  fund: MarketingFund;
  kind: FundActivityKind;
  position: number;
}

async function playRequest(stage: Stage, scene: Scene, outcome: Outcome): Promise<void> {
  const { partner, manager, fund, kind, position } = scene;
  const administrator = partner.administrator!;
  // What is claimed took place in the past, what is not lies ahead.
  const past = ['CLAIMED', 'PARTLY', 'PAID'].includes(outcome);
  const begins = past ? stage.ago(90 - 18 * position) : addDays(stage.today, 20 + 10 * position);
  stage.goTo(past ? addDays(begins, -20) : stage.ago(12 - position));
  const cost = 3_000 + 700 * position;
  let request = await stage.as(administrator, 'fundRequestDraft', (tx) =>
    fundRequestService.draft(tx, {
      fundId: fund.id,
      activityKindId: kind.id,
      title: `${kind.name} ${position + 1}`,
      description: '',
      activityFrom: begins,
      activityUntil: addDays(begins, 2),
      cost: decimal(cost),
      expectedLeads: 30 + 5 * position,
    }),
  );
  if (outcome === 'DRAFT') return;
  request = await stage.as(administrator, 'fundRequestSubmit', (tx) =>
    fundRequestService.submit(tx, request.id, request.version),
  );
  if (outcome === 'SUBMITTED') return;
  if (outcome === 'REJECTED') {
    await stage.as(manager, 'fundRequestReject', (tx) =>
      fundRequestService.reject(tx, request.id, request.version, 'The same fair was paid for last year.'),
    );
    return;
  }
  request = await stage.as(manager, 'fundRequestApprove', (tx) =>
    fundRequestService.approve(tx, request.id, request.version, {}),
  );
  if (outcome === 'APPROVED') return;
  if (outcome === 'RELEASED') {
    await stage.as(administrator, 'fundRequestRelease', (tx) =>
      fundRequestService.release(tx, request.id, request.version, 'The organizer cancelled the event.'),
    );
    return;
  }
  stage.goTo(addDays(begins, 9));
  await playClaim(stage, scene, request, cost, outcome);
}

async function playClaim(stage: Stage, scene: Scene, request: FundRequest, cost: number, outcome: Outcome) {
  const { partner, manager, other, kind, position } = scene;
  const administrator = partner.administrator!;
  const documentId = await uploadPaper(stage, administrator, partner.id, `Proofs of ${request.title}`);
  const eligible = kind.eligibleCostKinds[0]!;
  let claim: FundClaim = await stage.as(administrator, 'fundClaimSubmit', (tx) =>
    fundClaimService.submit(tx, {
      fundRequestId: request.id,
      costs: [
        { kind: eligible, amount: decimal(cost - 400), note: 'Invoice 90211' },
        { kind: outcome === 'PARTLY' ? FundCostKind.GIFTS : eligible, amount: decimal(400), note: 'Invoice 90214' },
      ],
      proofs: kind.requiredProofs.map((proof) => ({ kind: proof, documentId })),
      leadsActual: 18 + 7 * position,
      note: '',
    }),
  );
  if (outcome === 'CLAIMED') return;
  claim = await stage.as(manager, 'fundClaimApprove', (tx) =>
    fundClaimService.approve(tx, claim.id, claim.version, {}),
  );
  if (outcome === 'PARTLY') return;
  await stage.as(other, 'fundClaimPay', (tx) =>
    fundClaimService.pay(tx, claim.id, claim.version, { paymentReference: `SEPA ${4_100 + position}` }),
  );
}
