import { buildSchema, type GraphQLObjectType, isLeafType, isNonNullType, getNamedType, isObjectType } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../fleet';
import type { Login } from '../world';
import type { EcosystemWorld } from './ecosystem-world';

/** The limits of the median answer, in milliseconds. */
export const limits = { page: 50, figure: 300, year: 2_000 };

export interface SizeQuery {
  name: string;
  kind: keyof typeof limits;
  query: string;
  variables?: object;
  as: Login;
}

/** Days within the projects of the large world, so that results do not depend on today. */
const year = { from: '2025-01-01', to: '2025-12-31' };
const half = { from: '2025-01-01', to: '2025-06-30' };
const quarter = { from: '2025-01-01', to: '2025-03-31' };
const month = { from: '2025-01-01', to: '2025-01-31' };

/** Everything that a page or a report asks of the large installation. */
export function queriesOf(world: EcosystemWorld): SizeQuery[] {
  const partnerId = world.partnerId(1);
  const partnerOfMostEntries = world.partnerId(0);
  const projectId = world.bigProject;
  const list = (name: string, kind: SizeQuery['kind'], query: string, variables: object = {}, as?: Login) => {
    return { name, kind, query, variables, as: as ?? world.ecosystemManager };
  };
  return [
    list('partners whose certification ends in 60 days', 'page', partnersPage, {
      filter: { certificationEndsWithinDays: 60 },
    }),
    list('one partner whole', 'page', wholePartner, { id: partnerId }),
    list('partnerMatches (10)', 'figure', matches, { projectId: world.usualProject }),
    list('programmeImpact, no effect, first 1', 'year', impact, { draftId: world.drafts.same }),
    list('programmeImpact of a stricter tier, first 20', 'year', impact, { draftId: world.drafts.stricter, first: 20 }),
    list('partnerFunnel, 3 years', 'year', funnel, { from: '2024-01-01', to: '2026-12-31' }),
    list('mentorLoad, 12 months', 'figure', mentorLoad, year),
    list('earnedValue of the big project', 'figure', earnedValue, { id: projectId }),
    list('health of the big project', 'figure', health, { id: projectId }),
    list('time entries to approve, mine', 'page', toApprove, { filter: { status: ['SUBMITTED'] } }, world.managers[0]),
    list(
      'time entries of the big project',
      'page',
      toApprove,
      { filter: { projectId: [projectId] } },
      world.managers[0],
    ),
    list('utilisation by PARTNER, 6 months', 'year', utilisation, { by: 'PARTNER', ...half }),
    list('utilisation by PERSON, vendor, 1 month', 'figure', utilisation, {
      by: 'PERSON',
      ...month,
      filter: { party: 'VENDOR' },
    }),
    list('utilisation by MONTH, everybody, 6 months', 'year', utilisation, { by: 'MONTH', ...half }),
    list('utilisation by OFFERING, 6 months', 'year', utilisation, { by: 'OFFERING', ...half }),
    list('utilisation by PERSON of a partner, 1 quarter', 'figure', utilisation, {
      by: 'PERSON',
      ...quarter,
      filter: { partnerId: [partnerId] },
    }),
    list('capacity by PERSON, everybody, 3 months', 'figure', capacity, { by: 'PERSON', ...quarter }),
    list('capacity by OFFERING, 3 months', 'year', capacity, { by: 'OFFERING', ...quarter }),
    list('capacity by PARTNER, everybody, 3 months', 'year', capacity, { by: 'PARTNER', ...quarter }),
    list('overAllocations, 3 months', 'figure', overAllocations, quarter),
    list('standardisationRate by OFFERING, 1 year', 'year', standardisation, { by: 'OFFERING', ...year }),
    list('standardisationRate by QUARTER, 1 year', 'year', standardisation, { by: 'QUARTER', ...year }),
    list('standardisationRate of a partner, 1 year', 'figure', standardisation, {
      by: 'OFFERING',
      ...year,
      filter: { partnerId: [partnerId] },
    }),
    list('Offering.baseline of all 8', 'figure', baselines),
    list('costByPhase kept added up', 'year', costs, { filter: {} }),
    list('costByPhase odd days', 'year', costs, { filter: { from: '2025-01-02', to: '2025-12-30' } }),
    list('incentive balance of the partner with most entries', 'page', balance, { id: partnerOfMostEntries }),
    list('incentive balances of a page of partners', 'page', balances),
    list('incentiveStatement of a quarter, most entries', 'figure', statement, {
      partnerId: partnerOfMostEntries,
      ...quarter,
    }),
    list('incentiveSchemeImpact of a quarter', 'figure', schemeImpact, { draftId: world.draftOf.scheme, ...quarter }),
    list('partners with their standing and last scorecards', 'page', standings),
    list('scorecardBackTest of a year, first 20', 'figure', backTest, {
      definitionId: world.draftOf.scorecard,
      ...year,
    }),
    list('solutionMap', 'figure', solutionMap),
    list('value of all alliances', 'year', allianceValues),
    list('allianceSuggestions', 'year', suggestions),
    list('inbox', 'page', inbox),
    list('inboxCounts', 'figure', inboxCounts),
    ...everyList().map((each) => ({
      ...each,
      as: each.name.startsWith('jobRuns') ? world.administrator : world.ecosystemManager,
    })),
  ];
}

/** The first page of every list that can be asked for without an argument, with all plain fields of its records. */
function everyList(): Omit<SizeQuery, 'as'>[] {
  const schema = buildSchema(readFileSync(join(root, 'schema', 'schema.graphql'), 'utf8'));
  return Object.values(schema.getQueryType()!.getFields()).flatMap(({ name, args, type }) => {
    const connection = getNamedType(type);
    const nodes = isObjectType(connection) ? connection.getFields().nodes : undefined;
    const required = args.some((each) => isNonNullType(each.type) && each.defaultValue === undefined);
    if (!nodes || required || !(connection as GraphQLObjectType).getFields().pageInfo) return [];
    const node = getNamedType(nodes.type) as GraphQLObjectType;
    const plain = Object.values(node.getFields()).filter(
      (field) => field.args.length === 0 && isLeafType(getNamedType(field.type)) && !isComputed(field.name),
    );
    const fields = plain.map((field) => field.name).join(' ');
    return {
      name: `${name}, page 1`,
      kind: 'page' as const,
      query: `{ ${name} { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`,
    };
  });
}

/** Fields that take statements of their own; a page asks for few of them, and the queries above for the dearest. */
const isComputed = (name: string) => name === 'availableActions';

const partnersPage = `query($filter: PartnerFilter) { partners(filter: $filter) { nodes { id name status tier region } pageInfo { hasNextPage endCursor } } }`;
const wholePartner = `query($id: ID!) {
  partner(id: $id) {
    id name legalName country region industries website status tier version createdAt
    availableActions { name allowed }
    gate { satisfied criteria { code met observed } }
    computedTier { tier }
    history { from to at }
    qualifications { nodes { id stage offering { id name } gate { satisfied criteria { code met observed } } availableActions { name allowed } } }
    members { nodes { id name roles status } }
    agreements { nodes { id status } }
    staffings { nodes { id project { id name status } offering { id name } } }
    assistedDeliveries { nodes { id status project { id name } } }
    tierReviews { nodes { id status } }
    sanctions { nodes { id status } }
    scorecards { nodes { id } }
    incentiveBalance { points { earned coming standing } }
    standing { name overall }
  }
}`;
const matches = `query($projectId: ID!) { partnerMatches(projectId: $projectId, first: 10, startsOn: "2027-01-01", endsOn: "2027-06-30") { offering { id } matches { rank score partner { id name } parts { code value } } } }`;
const impact = `query($draftId: ID!, $first: Int! = 1) { programmeImpact(draftId: $draftId, first: $first) { nodes { partner { id } } } }`;
const funnel = `query($from: Date!, $to: Date!) { partnerFunnel(from: $from, to: $to) { stages { stage count conversionPercent medianDays } } }`;
const mentorLoad = `query($from: Date!, $to: Date!) { mentorLoad(from: $from, to: $to) { nodes { mentor { id name } months { month open } } pageInfo { hasNextPage endCursor } } }`;
const earnedValue = `query($id: ID!) { project(id: $id) { earnedValue { pv { amount } ev { amount } ac { amount } cpi spi } } }`;
const health = `query($id: ID!) { project(id: $id) { health { status reasons { code message } } } }`;
const toApprove = `query($filter: TimeEntryFilter) { timeEntries(filter: $filter) { nodes { id workedOn minutes status user { id name } project { id name } } pageInfo { hasNextPage endCursor } } }`;
const utilisation = `query($by: ResourceGrouping!, $from: Date!, $to: Date!, $filter: ResourceFilter) { utilisation(by: $by, from: $from, to: $to, filter: $filter) { nodes { key people availableHours approvedHours billableHours utilisationPercent } } }`;
const capacity = `query($by: ResourceGrouping!, $from: Date!, $to: Date!, $filter: ResourceFilter) { capacity(by: $by, from: $from, to: $to, filter: $filter) { nodes { key people availableHours allocatedHours freeHours overbookedHours } } }`;
const overAllocations = `query($from: Date!, $to: Date!) { overAllocations(from: $from, to: $to) { nodes { user { id name } days { from until percent available } } pageInfo { hasNextPage } } }`;
const standardisation = `query($by: StandardisationRateBy!, $from: Date!, $to: Date!, $filter: StandardisationRateFilter) { standardisationRate(by: $by, from: $from, to: $to, filter: $filter) { label allHours standardHours rate change } }`;
const baselines = `{ offerings { nodes { id name baseline { sampleSize cells { phase role p50 p80 } } } } }`;
const costs = `query($filter: CostByPhaseFilter) { costByPhase(filter: $filter, first: 100) { nodes { partnerId phase minutes cost { amount currencyCode } } pageInfo { hasNextPage endCursor } } }`;
const balance = `query($id: ID!) { partner(id: $id) { incentiveBalance { points { earned coming standing } money { currencyCode } } } }`;
const balances = `{ partners { nodes { id name incentiveBalance { points { earned coming standing } } } } }`;
const statement = `query($partnerId: ID!, $from: Date!, $to: Date!) { incentiveStatement(partnerId: $partnerId, from: $from, to: $to) { points { opening change closing } entries { nodes { id points occurredAt } pageInfo { hasNextPage } } } }`;
const schemeImpact = `query($draftId: ID!, $from: Date!, $to: Date!) { incentiveSchemeImpact(draftId: $draftId, from: $from, to: $to) { nodes { ruleCode inForce tried difference partner { id } } pageInfo { hasNextPage } } }`;
const standings = `{ partners { nodes { id name standing { name overall } scorecards(first: 4) { nodes { overall standing startsOn } } } } }`;
const backTest = `query($definitionId: ID!, $from: Date!, $to: Date!) { scorecardBackTest(definitionId: $definitionId, from: $from, to: $to) { partners { partner { id name } } pageInfo { hasNextPage } } }`;
const solutionMap = `{ solutionMap { nodes { id kind label } edges { from to relation } truncated } }`;
const allianceValues = `{ alliances { nodes { id name value { acceptedValue { amount currencyCode } metrics { name } } } } }`;
const suggestions = `{ allianceSuggestions { nodes { product { id name } otherProduct { id name } projectCount } } }`;
const inbox = `{ inbox { nodes { kind } pageInfo { hasNextPage endCursor } } }`;
const inboxCounts = `{ inboxCounts { kind count } }`;
