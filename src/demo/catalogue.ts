import { catalogService, type Product, type ServiceOffering, Standardisation } from '../modules/catalog';
import { type Customer, CustomerKind, customersService, CustomerTier } from '../modules/customers';
import type { Course } from '../modules/training';
import { Role } from '../shared/access/viewer';
import type { People } from './people';
import type { Stage } from './stage';

const products = [
  ['Loom ERP', 'Planning, purchasing and production for makers of things.', ['planning', 'purchasing', 'production']],
  ['Loom Plan', 'Demand and capacity plans that follow the shop floor.', ['forecasting', 'capacity planning']],
  ['Loom Trace', 'Where every part came from and where it went.', ['traceability', 'recall']],
  ['Loom Shop', 'Spare parts and service contracts, sold online.', ['commerce', 'service contracts']],
  ['Loom Insight', 'Figures of the whole company on one page.', ['reporting', 'analytics']],
  ['Loom Connect', 'Machines and other systems on one bus.', ['integration', 'machine data']],
] as const;

const phases = ['Discover', 'Design', 'Build', 'Go-live'];
const roles = ['Architect', 'Consultant', 'Developer'];

/** One row of hours per phase, in the order architect, consultant, developer. */
const offerings: readonly [name: string, product: string, how: Standardisation, hours: readonly number[][]][] = [
  ['ERP core rollout', 'Loom ERP', Standardisation.STANDARDISED, [[24, 40, 0], [40, 60, 16], [24, 80, 120], [8, 40, 24]]],
  ['ERP data migration', 'Loom ERP', Standardisation.AUTOMATED, [[8, 16, 8], [8, 16, 24], [0, 16, 80], [0, 16, 16]]],
  ['ERP upgrade', 'Loom ERP', Standardisation.TOOLED, [[4, 8, 8], [4, 8, 16], [0, 8, 40], [0, 8, 8]]],
  ['Planning introduction', 'Loom Plan', Standardisation.STANDARDISED, [[16, 32, 0], [24, 48, 8], [8, 56, 40], [8, 24, 8]]],
  ['Capacity model', 'Loom Plan', Standardisation.CUSTOM, [[16, 24, 0], [32, 40, 8], [16, 40, 60], [8, 16, 8]]],
  ['Traceability setup', 'Loom Trace', Standardisation.STANDARDISED, [[8, 24, 8], [16, 32, 16], [8, 40, 72], [4, 24, 16]]],
  ['Parts shop launch', 'Loom Shop', Standardisation.STANDARDISED, [[8, 24, 8], [16, 40, 24], [8, 32, 96], [4, 24, 16]]],
  ['Management cockpit', 'Loom Insight', Standardisation.AUTOMATED, [[8, 16, 0], [8, 32, 16], [4, 24, 48], [2, 16, 8]]],
  ['Machine connection', 'Loom Connect', Standardisation.STANDARDISED, [[8, 16, 16], [16, 16, 40], [8, 16, 120], [4, 16, 24]]],
  ['System integration', 'Loom Connect', Standardisation.CUSTOM, [[16, 16, 16], [32, 16, 48], [16, 16, 140], [8, 16, 24]]],
]; // prettier-ignore

const customers: readonly [name: string, country: string, kind: CustomerKind, region: string, industry: string][] = [
  ['Hansa Maschinenbau AG', 'DE', CustomerKind.LARGE, 'DACH', 'Machinery'],
  ['Bodensee Präzision GmbH', 'DE', CustomerKind.SMALL_MEDIUM, 'DACH', 'Machinery'],
  ['Stadtwerke Rheintal', 'DE', CustomerKind.GOVERNMENT, 'DACH', 'Utilities'],
  ['苏州恒力纺织集团', 'CN', CustomerKind.LARGE, 'East China', 'Textiles'],
  ['宁波东海汽车零部件有限公司', 'CN', CustomerKind.LARGE, 'East China', 'Automotive'],
  ['成都天府医疗器械', 'CN', CustomerKind.SMALL_MEDIUM, 'West China', 'Medical devices'],
  ['广州市轨道交通局', 'CN', CustomerKind.GOVERNMENT, 'South China', 'Transport'],
  ['Ateliers Garonne SAS', 'FR', CustomerKind.SMALL_MEDIUM, 'Western Europe', 'Aerospace'],
  ['Cooperativa Olivarera del Sur', 'ES', CustomerKind.SMALL_MEDIUM, 'Southern Europe', 'Food'],
  ['Meccanica Brenta S.p.A.', 'IT', CustomerKind.LARGE, 'Southern Europe', 'Machinery'],
  ['Göta Fordon AB', 'SE', CustomerKind.LARGE, 'Nordics', 'Automotive'],
  ['Suomen Paperi Oyj', 'FI', CustomerKind.LARGE, 'Nordics', 'Paper'],
  ['Wisła Meble Sp. z o.o.', 'PL', CustomerKind.SMALL_MEDIUM, 'Eastern Europe', 'Furniture'],
  ['Moravské Sklo a.s.', 'CZ', CustomerKind.SMALL_MEDIUM, 'Eastern Europe', 'Glass'],
  ['Clyde Marine Engineering Ltd', 'GB', CustomerKind.LARGE, 'Western Europe', 'Shipbuilding'],
  ['Waterschap Zuiderdelta', 'NL', CustomerKind.GOVERNMENT, 'Western Europe', 'Utilities'],
];

export interface Catalogue {
  products: Product[];
  offerings: ServiceOffering[];
  customers: Customer[];
  /** The courses of each offering's learning path. */
  paths: Map<ServiceOffering['id'], Course['id'][]>;
}

export async function stockCatalogue(stage: Stage, people: People): Promise<Catalogue> {
  stage.goTo(stage.ago(480));
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  const catalogue = await stage.as(manager, 'offeringCreate', async (tx) => {
    const made: Product[] = [];
    for (const [name, description, capabilities] of products) {
      const owner = `Team ${name.replace('Loom ', '')}`;
      made.push(await catalogService.createProduct(tx, { name, description, owner, capabilities: [...capabilities] }));
    }
    const services: ServiceOffering[] = [];
    for (const [name, product, standardisation, hours] of offerings) {
      services.push(
        await catalogService.createOffering(tx, {
          name,
          productId: made.find((each) => each.name === product)!.id,
          description: `${name}: from the first workshop to the first month of use.`,
          standardisation,
          deliverables: [
            {
              name: 'Solution design',
              acceptanceStandard: 'Signed by the process owners; no open question of priority 1.',
            },
            { name: 'Configured system', acceptanceStandard: 'All agreed test cases pass in the test system.' },
            { name: 'Live operation', acceptanceStandard: 'Ten working days without an incident of severity 1.' },
          ],
          phases,
          roles,
          baselineHours: phases.flatMap((phase, row) =>
            roles.map((role, cell) => ({ phase, role, hours: hours[row]![cell]! })).filter((each) => each.hours > 0),
          ),
        }),
      );
    }
    return { products: made, offerings: services };
  });
  const tiers = Object.values(CustomerTier);
  const known = await stage.as(people.one(Role.SALES), 'customerCreate', async (tx) => {
    const made: Customer[] = [];
    for (const [name, country, kind, region, industry] of customers) {
      made.push(
        await customersService.create(tx, {
          name,
          country,
          kind,
          region,
          industry,
          tier: tiers[made.length % tiers.length]!,
        }),
      );
    }
    return made;
  });
  return { ...catalogue, customers: known, paths: new Map() };
}
