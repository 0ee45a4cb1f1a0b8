import { Role, TestApp } from '../../support/app';
import {
  balanceOf,
  claimInput,
  type FundStage,
  givenApproved,
  givenClaim,
  givenFundStage,
  type Versioned,
} from '../../support/funds';
import { signedInAgain } from '../../support/delivery';

/* How the money of a fund lapses, by the clock. */
describe('the days of a fund', () => {
  let app: TestApp;
  let stage: FundStage;
  let request: Versioned;

  beforeAll(async () => {
    app = await TestApp.start();
    stage = await givenFundStage(app, { periodUntil: '2026-06-30', expiresOn: '2026-07-31' });
    // Its deadline is 60 days after 2026-05-06.
    request = await givenApproved(stage);
  });
  afterAll(() => app.stop());

  const run = (name: string) => app.installation.jobs.run(name);
  const goTo = async (day: string) => {
    app.clock.set(`${day}T08:00:00.000Z`);
    stage.administrator = await signedInAgain(app, stage.administrator);
    stage.manager = await signedInAgain(app, stage.manager);
  };
  const warnings = async () => [
    (await app.factsAbout(stage.fund.id)).filter((type) => type === 'MarketingFundExpiring').length,
    (await app.factsAbout(request.id)).filter((type) => type === 'FundRequestExpiring').length,
  ];

  it('warns once of each, within 30 days', async () => {
    await goTo('2026-06-04');
    await run('fundsWarn');
    expect(await warnings()).toEqual([0, 0]);
    await goTo('2026-06-05');
    await run('fundsWarn');
    expect(await warnings()).toEqual([0, 1]);
    await goTo('2026-07-01');
    await run('fundsWarn');
    await goTo('2026-07-02');
    await run('fundsWarn');
    expect(await warnings()).toEqual([1, 1]);
    // The warning is not a change of the user's version.
    const { fundRequest } = await stage.manager.query('query ($id: ID!) { fundRequest(id: $id) { version } }', request);
    expect(fundRequest.version).toBe(request.version);
  });

  it('expires the request after its deadline and frees its money, not while a claim waits', async () => {
    await goTo('2026-07-05');
    const claim = await givenClaim(stage, request, { costs: [{ kind: 'VENUE', amount: '500' }] });
    await goTo('2026-07-06');
    const input = await claimInput(stage, request);
    const late = await app.expectNothingChanged(() =>
      stage.administrator.refused('fundClaimSubmit', { input }, 'fundClaim { id }'),
    );
    expect(late).toMatchObject({ rule: 'deadline-passed' });
    await run('fundsExpire');
    expect(await balanceOf(stage.manager, stage.fund.id)).toMatchObject({ reserved: '1000.00', free: '9000.00' });
    const args = { id: claim.id, version: claim.version, input: {} };
    await stage.manager.done('fundClaimApprove', args, 'fundClaim { id }');
    await goTo('2026-07-07');
    await run('fundsExpire');
    expect(await balanceOf(stage.manager, stage.fund.id)).toMatchObject({
      reserved: '0.00',
      claimed: '250.00',
      free: '9750.00',
    });
    expect((await app.factsAbout(request.id)).slice(-2)).toEqual(['FundRequestExpiring', 'FundRequestExpired']);
    expect((await app.historyOf(request.id)).at(-1)).toBe('fundsExpire');
  });

  it('expires the fund after its last day; its claims are still paid', async () => {
    await goTo('2026-07-31');
    await run('fundsExpire');
    const status = async () =>
      (await stage.manager.query('query ($id: ID!) { marketingFund(id: $id) { status version } }', stage.fund))
        .marketingFund;
    expect(await status()).toMatchObject({ status: 'OPEN' });
    await goTo('2026-08-01');
    await run('fundsExpire');
    expect(await status()).toMatchObject({ status: 'EXPIRED' });
    expect((await app.factsAbout(stage.fund.id)).at(-1)).toBe('MarketingFundExpired');
    const payer = await app.as(Role.ECOSYSTEM_MANAGER);
    const { fundClaims } = await payer.query('{ fundClaims(filter: { status: [APPROVED] }) { nodes { id version } } }');
    const pay = { ...fundClaims.nodes[0], input: { paymentReference: 'SEPA 3' } };
    expect(await payer.done('fundClaimPay', pay, 'fundClaim { status }')).toEqual({ status: 'PAID' });
    // And the fund can be opened again with a later last day, of which it warns again.
    const { version } = await status();
    const early = { id: stage.fund.id, version, expiresOn: '2026-07-30' };
    const refusal = await app.expectNothingChanged(() =>
      stage.manager.refused('marketingFundReopen', early, 'marketingFund { id }'),
    );
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: ['expiresOn'] });
    await stage.manager.done('marketingFundReopen', { ...early, expiresOn: '2026-08-20' }, 'marketingFund { id }');
    await run('fundsWarn');
    expect((await warnings())[0]).toBe(2);
  });
});
