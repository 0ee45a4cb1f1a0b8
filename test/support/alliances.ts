import { Role, type TestApp } from './app';
import type { Client } from './client';
import { givenProduct, unique } from './given';
import { givenDocument } from './uploads';

/* Alliances for tests, created through the API as users would. */

export interface Versioned {
  id: string;
  version: number;
}

export async function givenOrganization(app: TestApp, changes: object = {}): Promise<Versioned & { name: string }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const input = { name: unique('Ally'), country: 'DE', ...changes };
  return manager.done('organizationCreate', { input }, 'organization { id version name }');
}

/** A product of an organization; of a new one unless its id is given. */
export async function givenAllyProduct(app: TestApp, organizationId?: string) {
  const product = await givenProduct(app);
  const owner = organizationId ?? (await givenOrganization(app)).id;
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const args = { id: product.id, version: 1, organizationId: owner };
  await manager.done('productAssignOwner', args, 'product { id }');
  return { ...product, organizationId: owner };
}

export interface GivenAlliance extends Versioned {
  stage: string;
  manager: Client;
  productIds: string[];
}

/** An alliance of a product of the vendor and one of an organization. */
export async function givenAlliance(
  app: TestApp,
  changes: { manager?: Client; organizationId?: string; [field: string]: unknown } = {},
): Promise<GivenAlliance> {
  const { manager = await app.as(Role.ECOSYSTEM_MANAGER), organizationId, ...fields } = changes;
  const productIds = [(await givenProduct(app)).id, (await givenAllyProduct(app, organizationId)).id];
  const input = { name: unique('Alliance'), purpose: 'Sell together.', productIds, ...fields };
  const alliance = await manager.done('allianceCreate', { input }, 'alliance { id version stage }');
  return { ...alliance, manager, productIds };
}

export const decision = (changes: object = {}) => ({ reason: 'It fits.', ...changes });

/** Takes one step forward. */
export async function advance<T extends GivenAlliance>(alliance: T): Promise<T> {
  const { id, version, manager } = alliance;
  const after = await manager.done(
    'allianceAdvance',
    { id, version, input: decision() },
    'alliance { id version stage }',
  );
  return { ...alliance, ...after };
}

export const exitContent = (changes: object = {}) => ({
  jointCustomers: 'Each keeps those that it brought.',
  data: 'Both delete what they received.',
  support: 'Both support joint customers for a year.',
  duties: [
    { subject: 'DATA', text: 'Delete the exchanged data.', daysAfterExit: 30 },
    { subject: 'SUPPORT', text: 'Name a contact for each joint customer.', daysAfterExit: 10 },
  ],
  ...changes,
});

/** An exit strategy on which the parties agreed. */
export async function agreeOnExit<T extends GivenAlliance>(app: TestApp, alliance: T): Promise<T> {
  const { id, version, manager } = alliance;
  const draft = await manager.done(
    'allianceDraftExitStrategy',
    { id, version, input: exitContent() },
    'exitStrategy { id version }',
  );
  const document = await givenDocument(app, manager);
  const input = { agreedOn: app.clock.today(), documentIds: [document.id] };
  const agreed = await manager.done(
    'exitStrategyAgree',
    { ...draft, input },
    'exitStrategy { alliance { id version stage } }',
  );
  return { ...alliance, ...agreed.alliance };
}

/** An alliance that was taken to a stage, with an agreed exit strategy if the stage needs one. */
export async function givenAllianceIn(
  app: TestApp,
  stage: string,
  changes: Parameters<typeof givenAlliance>[1] = {},
): Promise<GivenAlliance> {
  let alliance = await givenAlliance(app, changes);
  while (alliance.stage !== stage) {
    if (alliance.stage === 'SELECTION') alliance = await agreeOnExit(app, alliance);
    alliance = await advance(alliance);
  }
  return alliance;
}

/** A joint solution of the alliance's products, as a draft. */
export async function givenSolution(
  { id: allianceId, manager, productIds }: GivenAlliance,
  changes: object = {},
): Promise<Versioned & { name: string; status: string }> {
  const parts = productIds.map((productId, index) => ({ role: index === 0 ? 'LEAD' : 'COMPONENT', productId }));
  const input = { allianceId, name: unique('Solution'), description: '', parts, ...changes };
  return manager.done('jointSolutionDraft', { input }, 'jointSolution { id version name status }');
}

export async function givenOfferedSolution(alliance: GivenAlliance): Promise<Versioned & { name: string }> {
  const { id, version } = await givenSolution(alliance);
  return alliance.manager.done('jointSolutionOffer', { id, version }, 'jointSolution { id version name }');
}
