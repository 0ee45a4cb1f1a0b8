import { searchKey } from '../../../src/shared/domain/text';
import { dateOf, day, firstDay, moment, type Row, type RowOf } from '../records';
import { LargeWorld } from './large-world';

/*
 * Rewards, scorecards and alliances of the large installation: ten entries of the ledger and four published scorecards of
 * each partner, and solutions of which every fifth project delivers one.
 */

const entriesOfAPartner = 10;
/** One partner has a tenth of all entries. */
const entriesOfTheBigPartner = (partners: number) => Math.floor((partners * entriesOfAPartner) / 10);
const quarters = ['2025-01-01', '2025-04-01', '2025-07-01', '2025-10-01', '2026-01-01'];
const owners = 20;
const solutions = 40;

const reward = (rate: string) => ({
  ...{ code: 'certified', label: 'A person is certified', source: 'certificationEarned', kind: 'EARNED' },
  ...{ unit: 'POINTS', value: 'FIXED', tiers: [], countedOver: 'OCCURRENCE', rate, hold: 'NONE' },
  credits: [{ beneficiary: 'PARTNER', percent: '100' }],
});

const criteria = [
  ...[['punctuality', 'milestonesOnTimePercent', '100', '40'] as const],
  ...[['acceptance', '100 - deliverablesRejectedPercent', '100', '30'] as const],
  ...[['knowledge', 'certificationsEarned', '4', '30'] as const],
].map(([code, formula, maximum, weight]) => ({ code, label: code, formula, maximum, weight }));

const standings = [
  { name: 'Critical', from: '0', staffing: 'PREVENT', dealRegistration: 'PREVENT' },
  { name: 'Reliable', from: '60', staffing: 'NONE', dealRegistration: 'NONE' },
];

export class EcosystemWorld extends LargeWorld {
  /** Drafts that differ from what is in force. */
  readonly draftOf: { scheme: string; scorecard: string } = { scheme: '', scorecard: '' };
  private schemeId = '';
  private definitionId = '';
  private readonly solutionIds: string[] = [];

  override *rows(): Generator<RowOf> {
    yield* this.schemes();
    yield* this.definitions();
    yield* this.alliances();
    yield* super.rows();
  }

  private *schemes(): Generator<RowOf> {
    for (const [number, rate] of [
      [1, '10'],
      [null, '15'],
    ] as const) {
      const scheme = this.record('incentive_scheme', {
        ...this.stateOf(number),
        name: `Rewards of ${rate}`,
        rules: JSON.stringify([reward(rate)]),
        appealDays: 30,
        responseDays: 14,
        payoutMinimums: '[]',
        sanctionLadder: '[]',
        notes: '',
      });
      if (number) this.schemeId = scheme.id as string;
      else this.draftOf.scheme = scheme.id as string;
      yield ['incentive_scheme', scheme];
    }
  }

  private *definitions(): Generator<RowOf> {
    for (const number of [1, null]) {
      const used = number ? criteria : criteria.slice(0, 2).map((each) => ({ ...each, weight: '50' }));
      const definition = this.record('scorecard_definition', {
        ...this.stateOf(number),
        name: number ? 'Delivery' : 'Delivery alone',
        period: 'QUARTER',
        criteria: JSON.stringify(used),
        standings: JSON.stringify(standings),
        notes: '',
      });
      if (number) this.definitionId = definition.id as string;
      else this.draftOf.scorecard = definition.id as string;
      yield ['scorecard_definition', definition];
    }
  }

  private stateOf(number: number | null): Row {
    const effectiveOn = number ? dateOf(firstDay) : null;
    const publishedAt = number ? moment(firstDay) : null;
    return { number, status: number ? 'PUBLISHED' : 'DRAFT', effectiveOn, publishedAt, publishedById: null };
  }

  /** One alliance with each owner, about a product of theirs and one of the vendor. */
  private *alliances(): Generator<RowOf> {
    const manager = this.user('Alma Lliance', ['ECOSYSTEM_MANAGER'], null);
    yield ['user', manager];
    const ours = this.product('Ours', null);
    yield ['product', ours];
    for (let index = 0; index < owners; index += 1) {
      const name = `Owner ${index}`;
      const contact = { website: null, contactName: null, contactEmail: null, partnerId: null };
      const organization = this.record('organization', { name, nameKey: searchKey(name), country: 'SE', ...contact });
      yield ['organization', organization];
      const theirs = this.product(`Theirs ${index}`, organization.id as string);
      yield ['product', theirs];
      const products = [ours, theirs];
      const alliance = this.record('alliance', {
        name: `Alliance ${index}`,
        nameKey: searchKey(`Alliance ${index}`),
        purpose: 'Sold and delivered as one.',
        stage: 'VALUE_CREATION',
        managerId: manager.id!,
        productIds: JSON.stringify(products.map(({ id }) => id)),
        openKey: `${index}`,
        reviewEveryMonths: 6,
        reviewsCountFrom: null,
        nextReviewOn: '2027-01-01',
        reviewDueToldOn: null,
        reviewOverdueToldOn: null,
        openReviewId: null,
        exitStrategyId: null,
        selectedOn: dateOf(firstDay),
        exitedOn: null,
      });
      yield ['alliance', alliance];
      for (const [place, { id: productId }] of products.entries()) {
        const organizationId = place === 0 ? null : organization.id!;
        const part = { allianceId: alliance.id!, productId: productId!, organizationId };
        yield ['alliance_product', { id: this.id('alliance_product'), ...part }];
      }
      for (let made = 0; made < solutions / owners; made += 1) {
        yield* this.solution(`Solution ${index} ${made}`, alliance.id as string, products);
      }
    }
  }

  private product(name: string, organizationId: string | null): Row {
    const product = this.record('product', { name, nameKey: searchKey(name), description: '' });
    return { ...product, owner: 'Product team', capabilities: '["planning"]', organizationId };
  }

  private *solution(name: string, allianceId: string, products: readonly Row[]): Generator<RowOf> {
    const parts = products.map(({ id: productId }, position) => {
      return { role: position === 0 ? 'LEAD' : 'COMPONENT', productId: productId!, offeringId: null };
    });
    const solution = this.record('joint_solution', {
      name,
      nameKey: searchKey(name),
      openKey: searchKey(name),
      description: '',
      allianceId,
      status: 'OFFERED',
      content: JSON.stringify(parts),
      offeredOn: dateOf(firstDay),
      withdrawnOn: null,
      withdrawalReason: null,
    });
    yield ['joint_solution', solution];
    this.solutionIds.push(solution.id as string);
    for (const [position, part] of parts.entries()) {
      const leadOfId = position === 0 ? solution.id! : null;
      const of = { jointSolutionId: solution.id!, position, leadOfId };
      yield ['joint_solution_part', { id: this.id('joint_solution_part'), ...of, ...part }];
    }
  }

  protected override *partner(index: number): Generator<RowOf> {
    let certified = 0;
    const partnerId = () => this.partnerId(index);
    for (const [table, row] of super.partner(index)) {
      yield [table, row];
      // One certification of each partner is told as a fact, which an impact reads.
      if (table === 'certification' && (certified += 1) === 1) yield ['fact', this.issued(row)];
    }
    yield ['incentive_account', { id: this.id('incentive_account'), partnerId: partnerId(), revision: 1 }];
    const entries = index === 0 ? entriesOfTheBigPartner(this.size.partners) : entriesOfAPartner;
    for (let made = 0; made < entries; made += 1) {
      yield ['incentive_entry', this.entry(partnerId(), firstDay + ((index + made * 97) % 1_000) * day)];
    }
    for (const [place, startsOn] of quarters.slice(0, -1).entries()) {
      const endsOn = dateOf(Date.parse(quarters[place + 1]!) - day);
      yield ['scorecard', this.card(partnerId(), startsOn, endsOn, (index * 7 + place * 13) % 101)];
    }
  }

  private issued({ id, userId, offeringId, partnerId, issuedOn }: Row): Row {
    return {
      id: this.id('fact'),
      type: 'CertificationIssued',
      subjectId: id!,
      contextId: id!,
      actorId: userId!,
      occurredAt: `${issuedOn} 12:00:00.000`,
      requestId: 'filled',
      data: JSON.stringify({ userId, offeringId, partnerId }),
    };
  }

  private entry(partnerId: string, at: number): Row {
    return {
      id: this.id('incentive_entry'),
      partnerId,
      memberId: null,
      kind: 'EARNED',
      points: 1_000,
      amountMinor: null,
      currencyCode: null,
      quantity: null,
      projectId: null,
      ruleCode: 'certified',
      schemeId: this.schemeId,
      factId: null,
      recordId: null,
      documentIds: '[]',
      reason: null,
      reversesId: null,
      occurredAt: moment(at),
      postedAt: moment(at),
      postedById: null,
      hold: 'NONE',
      payableFrom: dateOf(at),
      postingKey: null,
    };
  }

  private card(partnerId: string, startsOn: string, endsOn: string, total: number): Row {
    const scored = criteria.map((each) => ({ ...each, score: `${total}`, metrics: [] }));
    const at = moment(Date.parse(endsOn) + 3 * day);
    return this.record('scorecard', {
      partnerId,
      definitionId: this.definitionId,
      period: 'QUARTER',
      startsOn,
      endsOn,
      status: 'PUBLISHED',
      scored: JSON.stringify(scored),
      exactTotal: `${total}`,
      overall: total * 10,
      standing: total < 60 ? 'Critical' : 'Reliable',
      computedAt: at,
      publishedAt: at,
      publishedById: null,
    });
  }

  protected override *project(index: number): Generator<RowOf> {
    const jointSolutionId = index % 5 === 0 ? this.solutionIds[(index / 5) % this.solutionIds.length]! : null;
    for (const [table, row] of super.project(index)) {
      yield [table, table === 'project' ? { ...row, jointSolutionId } : row];
    }
  }
}
