import { Role, type TestApp } from './app';
import { givenCertification, givenOffering, unique } from './given';

export const criterion = (changes: object = {}) => ({
  code: 'certificates',
  label: 'Certifications',
  formula: '20 * certificationsEarned',
  maximum: '100',
  weight: '60',
  ...changes,
});

export const incidents = (changes: object = {}) =>
  criterion({
    code: 'incidents',
    label: 'No incidents',
    formula: '10 - 5 * severeIncidents',
    maximum: '10',
    weight: '40',
    ...changes,
  });

/** Quarters with two criteria and three standings, of which the lowest prevents staffing and the middle one warns. */
export const definitionInput = (changes: object = {}) => ({
  name: unique('Scorecard'),
  period: 'QUARTER',
  criteria: [criterion(), incidents()],
  standings: [
    { name: 'Poor', from: '0', staffing: 'PREVENT', dealRegistration: 'PREVENT' },
    { name: 'Average', from: '50', staffing: 'WARN' },
    { name: 'Excellent', from: '80' },
  ],
  ...changes,
});

export interface GivenDefinition {
  id: string;
  version: number;
}

export async function givenDefinition(app: TestApp, changes: object = {}): Promise<GivenDefinition> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const input = definitionInput(changes);
  return manager.done('scorecardDefinitionDraft', { input }, 'scorecardDefinition { id version }');
}

export async function givenPublishedDefinition(
  app: TestApp,
  effectiveOn: string,
  changes: object = {},
): Promise<GivenDefinition> {
  const { id, version } = await givenDefinition(app, changes);
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const args = { id, version, effectiveOn };
  return manager.done('scorecardDefinitionPublish', args, 'scorecardDefinition { id version }');
}

/** Members of the partner who earned their certifications on these days. */
export async function earned(app: TestApp, partnerId: string, ...days: string[]): Promise<void> {
  for (const issuedOn of days) {
    const user = await app.createUser([Role.PARTNER_MEMBER], { partnerId });
    await givenCertification(app, user, (await givenOffering(app)).id, { issuedOn, expiresOn: null });
  }
}

/** Moves the clock to the morning of a day, and runs the jobs of scorecards as they run every night. */
export async function nightBefore(app: TestApp, day: string): Promise<{ opened: number; computed: number }> {
  app.clock.set(`${day}T03:00:00.000Z`);
  const run = async (name: string) => {
    const { changed, error } = (await app.installation.jobs.run(name))!;
    if (error !== null) throw new Error(error);
    return changed!;
  };
  return { opened: await run('scorecardsOpen'), computed: await run('scorecardsCompute') };
}

export interface GivenCard {
  id: string;
  version: number;
  status: string;
  startsOn: string;
  endsOn: string;
  total: string | null;
  overall: string | null;
  standing: string | null;
}

export const cardSelection = 'id version status startsOn endsOn total overall standing';

/** The cards of a partner, oldest first, as staff see them. */
export async function cardsOf(app: TestApp, partnerId: string): Promise<GivenCard[]> {
  const analyst = await app.as(Role.ANALYST);
  const { scorecards } = await analyst.query(
    `query ($filter: ScorecardFilter) { scorecards(filter: $filter, orderBy: { field: STARTS_ON, direction: ASC }, first: 50) {
      nodes { ${cardSelection} } } }`,
    { filter: { partnerId: [partnerId] } },
  );
  return scorecards.nodes as GivenCard[];
}

export async function publishCard(app: TestApp, { id, version }: GivenCard): Promise<GivenCard> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  return manager.done('scorecardPublish', { id, version }, `scorecard { ${cardSelection} }`);
}
