import { Role, type TestApp } from './app';

/* What tests stand on, made through the API as its users would. Each builder answers what it made. */

let counter = 0;
/** A name that no other test of this process uses. */
export const unique = (what: string): string => `${what} ${(counter += 1)}`;

export async function givenProduct(app: TestApp, changes: object = {}): Promise<{ id: string; name: string }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const input = { name: unique('Product'), description: '', owner: 'Core team', capabilities: [], ...changes };
  return manager.done('productCreate', { input: ['ProductCreateInput!', input] }, 'product { id name }');
}

export async function givenOffering(app: TestApp, changes: object = {}): Promise<{ id: string; name: string }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const input = {
    productId: 'productId' in changes ? undefined : (await givenProduct(app)).id,
    name: unique('Offering'),
    description: '',
    deliverables: [{ name: 'Live system', acceptanceStandard: 'It runs.' }],
    phases: ['Design', 'Build', 'Run'],
    roles: ['Architect', 'Consultant'],
    baselineHours: [],
    ...changes,
  };
  return manager.done('offeringCreate', { input: ['OfferingCreateInput!', input] }, 'offering { id name }');
}

export async function givenCustomer(app: TestApp, changes: object = {}): Promise<{ id: string; name: string }> {
  const sales = await app.as(Role.SALES);
  const input = {
    name: unique('Customer'),
    country: 'DE',
    kind: 'LARGE',
    tier: 'A',
    region: 'EMEA',
    industry: 'Manufacturing',
    ...changes,
  };
  return sales.done('customerCreate', { input: ['CustomerCreateInput!', input] }, 'customer { id name }');
}

/** A programme in force from today on, without thresholds; nothing is asked for but its small checklist. */
export async function givenProgramme(
  app: TestApp,
  changes: object = {},
): Promise<{ id: string; version: number; name: string }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const input = {
    name: unique('Programme'),
    checklist: [
      { code: 'profile', title: 'Company profile', kind: 'FORM', required: true, ownedBy: 'PARTNER', dueDays: 14 },
      { code: 'contract', title: 'Contract', kind: 'AGREEMENT', required: true, ownedBy: 'PARTNER', dueDays: 30 },
      { code: 'visit', title: 'Visit on site', kind: 'REVIEW', required: false, ownedBy: 'VENDOR', dueDays: 60 },
    ],
    gates: { toAssessment: [], toAssisted: [], toIndependent: [] },
    tiers: [{ name: 'Registered' }],
    graceDays: 60,
    ...changes,
  };
  const selection = 'programme { id version name }';
  const draft = await manager.done('programmeDraft', { input: ['ProgrammeDraftInput!', input] }, selection);
  const args: Record<string, [string, unknown]> = {
    id: ['ID!', draft.id],
    version: ['Int!', draft.version],
    effectiveOn: ['Date!', app.clock.today()],
  };
  return manager.done('programmePublish', args, selection);
}

/** A firm that has applied. */
export async function givenApplicant(
  app: TestApp,
  changes: object = {},
): Promise<{ id: string; version: number; name: string }> {
  const name = unique('Partner');
  const input = {
    name,
    legalName: `${name} GmbH`,
    country: 'DE',
    registrationNumber: unique('HRB'),
    region: 'EMEA',
    industries: ['Manufacturing'],
    contactName: 'Renate Vogel',
    contactEmail: 'renate.vogel@example.com',
    ...changes,
  };
  return app.anonymous.done('partnerApply', { input: ['PartnerApplyInput!', input] }, 'partner { id version name }');
}

/** A partner that works through the checklist of the programme in force, which is made where there is none. */
export async function givenOnboardingPartner(
  app: TestApp,
  changes: object = {},
): Promise<{ id: string; version: number; name: string }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const { programmeInForce } = await manager.query('{ programmeInForce { id } }');
  if (!programmeInForce) await givenProgramme(app);
  const { id, version } = await givenApplicant(app, changes);
  const args: Record<string, [string, unknown]> = { id: ['ID!', id], version: ['Int!', version] };
  return manager.done('partnerStartOnboarding', args, 'partner { id version name }');
}

/** An admitted partner: with a PARTNER_ADMIN, its required items submitted by that person and accepted. */
export async function givenPartner(
  app: TestApp,
  changes: object = {},
): Promise<{ id: string; version: number; name: string }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const { id } = await givenOnboardingPartner(app, changes);
  const administrator = await app.asPartner(id, Role.PARTNER_ADMIN);
  const { partner } = await manager.query(
    'query ($id: ID!) { partner(id: $id) { version onboardingItems { id version kind required } } }',
    { id },
  );
  for (const item of partner.onboardingItems) {
    if (!item.required) continue;
    const input = item.kind === 'AGREEMENT' ? { signedOn: app.clock.today() } : { note: 'Done.' };
    const submission: Record<string, [string, unknown]> = {
      id: ['ID!', item.id],
      version: ['Int!', item.version],
      input: ['OnboardingItemSubmitInput!', input],
    };
    const submitted = await administrator.done('onboardingItemSubmit', submission, 'item { id version }');
    await manager.done(
      'onboardingItemAccept',
      { id: ['ID!', submitted.id], version: ['Int!', submitted.version] },
      'item { id }',
    );
  }
  return manager.done(
    'partnerAdmit',
    { id: ['ID!', id], version: ['Int!', partner.version] },
    'partner { id version name }',
  );
}

/** What a partner begins to qualify for. */
export async function givenQualification(
  app: TestApp,
  partnerId: string,
  offeringId: string,
): Promise<{ id: string; version: number }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const input = { partnerId, offeringId };
  const args: Record<string, [string, unknown]> = { input: ['QualificationOpenInput!', input] };
  return manager.done('qualificationOpen', args, 'qualification { id version }');
}
