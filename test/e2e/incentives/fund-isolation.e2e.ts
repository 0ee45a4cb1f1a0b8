import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  type FundStage,
  givenApproved,
  givenApprovedClaim,
  givenFundStage,
  requestInput,
  type Versioned,
} from '../../support/funds';

/** The records of another partner's funds answer as if they did not exist. */
describe("another partner's marketing money", () => {
  let app: TestApp;
  let theirs: FundStage;
  let ours: FundStage;
  let viewers: Client[];
  let records: Record<string, Versioned>;

  beforeAll(async () => {
    app = await TestApp.start();
    [theirs, ours] = [await givenFundStage(app), await givenFundStage(app)];
    // The same purpose in both funds is no conflict that could tell of the other one.
    for (const { fund, manager } of [theirs, ours]) {
      const input = { fundId: fund.id, purpose: 'Fairs', amount: '3000' };
      await manager.done('fundAllocationCreate', { input }, 'fundAllocation { id }');
    }
    const request = await givenApproved(theirs);
    const claim = await givenApprovedClaim(theirs, request);
    const { marketingFund } = await theirs.manager.query(
      'query ($id: ID!) { marketingFund(id: $id) { allocations { id version } } }',
      theirs.fund,
    );
    records = {
      marketing_fund: theirs.fund,
      fund_allocation: marketingFund.allocations[0],
      fund_request: request,
      fund_claim: claim,
    };
    viewers = [
      ours.administrator,
      await app.asPartner(ours.partner.id, Role.PARTNER_MEMBER),
      await app.asPartner(theirs.partner.id, Role.PARTNER_MEMBER),
    ];
  });
  afterAll(() => app.stop());

  it('is not found by id, by node or as a fact', async () => {
    for (const [prefix, { id }] of Object.entries(records)) {
      for (const client of viewers) {
        const both = [];
        for (const each of [id, newId(prefix)]) {
          const answer = await client.send(
            'query ($id: ID!) { node(id: $id) { id } facts(filter: { subjectId: [$id] }) { totalCount nodes { id } } history(recordId: $id) { totalCount } }',
            { id: each },
          );
          both.push(JSON.stringify(answer).replaceAll(each, '<id>'));
        }
        expect([prefix, both[0]]).toEqual([prefix, both[1]]);
      }
    }
  });

  it('is in no list, no count and behind no filter', async () => {
    const lists = `marketingFunds(filter: { partnerId: [$partnerId] }) { totalCount nodes { id } }
      fundRequests(filter: { fundId: [$fundId] }) { totalCount nodes { id } }
      ofKind: fundRequests(filter: { activityKindId: [$kindId] }) { totalCount nodes { id } }
      fundClaims(filter: { fundRequestId: [$requestId] }) { totalCount nodes { id } }
      partner(id: $partnerId) { marketingFunds { totalCount nodes { id } } }`;
    const variables = {
      partnerId: theirs.partner.id,
      fundId: theirs.fund.id,
      kindId: theirs.kind.id,
      requestId: records.fund_request!.id,
    };
    const query = `query ($partnerId: ID!, $fundId: ID!, $kindId: ID!, $requestId: ID!) { ${lists} }`;
    for (const client of viewers) {
      const { partner, ...found } = await client.query(query, variables);
      for (const list of Object.values(found)) expect(list).toEqual({ totalCount: 0, nodes: [] });
      // A member sees the own firm, and none of its funds.
      expect(partner?.marketingFunds ?? { totalCount: 0, nodes: [] }).toEqual({ totalCount: 0, nodes: [] });
    }
    const seen = await theirs.administrator.query(query, variables);
    expect(seen.fundClaims.totalCount).toBe(1);
  });

  it('answers every step as an absent record does', async () => {
    const client = ours.administrator;
    const text = { title: 'x', activityFrom: '2026-05-04', activityUntil: '2026-05-04', cost: '1', expectedLeads: 0 };
    const content = { activityKindId: ours.kind.id, ...text };
    const claim = { costs: [{ kind: 'VENUE', amount: '1' }], proofs: [] };
    const steps: [string, string, (id: string) => object][] = [
      ['fundRequestUpdate', 'fund_request', (id) => ({ id, version: 1, input: content })],
      ['fundRequestSubmit', 'fund_request', (id) => ({ id, version: 1 })],
      ['fundRequestRelease', 'fund_request', (id) => ({ id, version: 1, reason: 'x' })],
      ['fundRequestDraft', 'marketing_fund', (id) => ({ input: { fundId: id, ...content } })],
      ['fundRequestDraft', 'fund_allocation', (id) => ({ input: requestInput(ours, { fundAllocationId: id }) })],
      ['fundClaimSubmit', 'fund_request', (id) => ({ input: { fundRequestId: id, ...claim } })],
      ['fundClaimUpdate', 'fund_claim', (id) => ({ id, version: 1, input: claim })],
    ];
    await app.expectNothingChanged(async () => {
      for (const [name, prefix, argsFor] of steps) {
        const both = [];
        for (const id of [records[prefix]!.id, newId(prefix)]) {
          const answer = await client.call(name, argsFor(id), '__typename');
          both.push(JSON.stringify(answer).replaceAll(id, '<id>'));
        }
        expect([name, both[0]]).toEqual([name, both[1]]);
        expect(both[0]).toContain('NOT_FOUND');
      }
    });
  });
});
