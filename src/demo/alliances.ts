import {
  Alliance,
  allianceExitService,
  AllianceNeed,
  AllianceReviewDecision,
  allianceReviewService,
  allianceService,
  ExitObligation,
  exitStrategyService,
  ExitSubject,
  IntegrationKind,
  integrationService,
  IntegrationSupport,
  IntegrationTestResult,
  JointSolutionRole,
  jointSolutionService,
  NicheTrend,
  productOwnerService,
} from '../modules/alliances';
import { catalogService, type Product } from '../modules/catalog';
import { User } from '../modules/identity';
import { Project, projectService, ProjectStatus } from '../modules/projects';
import { Role } from '../shared/access/viewer';
import type { Catalogue } from './catalogue';
import { uploadPaper } from './papers';
import type { PartnerOnStage } from './partners';
import type { People } from './people';
import type { Stage } from './stage';

/**
 * An ally and a partner that own products: an alliance that creates value, with a joint solution on a project; one that
 * is being negotiated; and one that has ended.
 */
export async function playAlliances(
  stage: Stage,
  people: People,
  catalogue: Catalogue,
  partners: readonly PartnerOnStage[],
): Promise<void> {
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  const own = (name: string) => catalogue.products.find((product) => product.name === name)!;
  stage.goTo(stage.ago(330));
  const documentId = await uploadPaper(stage, manager, null, 'Alliance agreement');
  const documentIds = [documentId];
  const connect = own('Loom Connect');
  const erp = own('Loom ERP');
  const hub = await bringProduct('Sensor Hub', 'Sensors of every maker behind one gateway.', {
    ...{ name: 'Fjord Sensorik AB', country: 'SE', website: 'https://fjord-sensorik.example' },
    ...{ contactName: 'Astrid Lund', contactEmail: 'astrid.lund@fjord-sensorik.example' },
  });
  const partner = partners.find(({ firm }) => firm.life === 'ACTIVE')!;
  const mes = await bringProduct('Spindle MES', 'Orders and feedback on the shop floor.', {
    ...{ name: partner.firm.name, country: partner.firm.country, partnerId: partner.id },
  });
  await integrate();

  const floor = await cooperate('Connected shop floor', [connect, hub], 300);
  const solutionId = await offer(floor);
  await deliver(solutionId);
  await advance(floor, 1, 200);
  await review(floor);
  const planning = await found('Planning to the machine', [erp, mes], 120);
  await advance(planning, 3, 60);
  await draftExit(planning);
  const parts = await cooperate('Spare parts by sensor', [own('Loom Shop'), hub], 280);
  await leave(parts);

  async function bringProduct(
    name: string,
    description: string,
    owner: Parameters<typeof productOwnerService.createOrganization>[1],
  ): Promise<Product> {
    const product = await stage.as(manager, 'productCreate', (tx) =>
      catalogService.createProduct(tx, {
        ...{ name, description, owner: owner.name, capabilities: ['machine data', 'alerts'] },
        capabilityDescriptions: [{ name: 'alerts', description: 'Tells people before a machine stops.' }],
      }),
    );
    const organization = await stage.as(manager, 'organizationCreate', (tx) =>
      productOwnerService.createOrganization(tx, owner),
    );
    return stage.as(manager, 'productAssignOwner', (tx) =>
      productOwnerService.assignOwner(tx, product.id, 1, organization.id),
    );
  }

  async function integrate(): Promise<void> {
    const support = IntegrationSupport.VENDOR;
    const tested = { productVersion: '5.1', otherProductVersion: '2.0', documentIds };
    await stage.as(manager, 'integrationPlan', async (tx) => {
      const { id } = await integrationService.plan(tx, {
        ...{ productId: connect.id, otherProductId: hub.id, kind: IntegrationKind.API, support },
        description: 'Readings of all sensors arrive on the bus within a second.',
      });
      await integrationService.start(tx, id, 1);
      const failed = { testedOn: stage.ago(332), result: IntegrationTestResult.FAILED, note: 'Readings are lost.' };
      await integrationService.recordTest(tx, id, 2, { ...tested, ...failed });
      const passed = { testedOn: stage.ago(331), result: IntegrationTestResult.PASSED, note: '' };
      await integrationService.recordTest(tx, id, 2, { ...tested, ...passed });
      await integrationService.release(tx, id, 2);
      const other = await integrationService.plan(tx, {
        ...{ productId: erp.id, otherProductId: mes.id, kind: IntegrationKind.DATA },
        ...{ support: IntegrationSupport.PARTNER, supportPartnerId: partner.id },
        description: 'Orders and feedback are exchanged every minute.',
      });
      await integrationService.start(tx, other.id, 1);
    });
  }

  async function found(name: string, products: readonly Product[], days: number): Promise<Alliance['id']> {
    stage.goTo(stage.ago(days));
    return stage.as(manager, 'allianceCreate', async (tx) => {
      const input = { name, purpose: `${name}: sold and delivered as one.`, reviewEveryMonths: 6 };
      return (await allianceService.create(tx, { ...input, productIds: products.map(({ id }) => id) })).id;
    });
  }

  /** Founds an alliance and takes it to WORKING_TOGETHER. */
  async function cooperate(name: string, products: readonly Product[], days: number): Promise<Alliance['id']> {
    const id = await found(name, products, days);
    await advance(id, 3, days - 20);
    const strategyId = await draftExit(id);
    await stage.as(manager, 'exitStrategyAgree', (tx) =>
      exitStrategyService.agree(tx, strategyId, 1, { agreedOn: stage.ago(days - 20), documentIds }),
    );
    await advance(id, 1, days - 30);
    return id;
  }

  async function advance(id: Alliance['id'], steps: number, days: number): Promise<void> {
    stage.goTo(stage.ago(days));
    for (let step = 0; step < steps; step += 1) {
      await stage.as(manager, 'allianceAdvance', async (tx) => {
        const { version } = await tx.load(Alliance, id);
        const input = { reason: 'Customers ask for both products together.', documentIds: [] };
        await allianceService.advance(tx, id, version, input);
      });
    }
  }

  function draftExit(id: Alliance['id']): Promise<string> {
    return stage.as(manager, 'allianceDraftExitStrategy', async (tx) => {
      const { version } = await tx.load(Alliance, id);
      const strategy = await exitStrategyService.draft(tx, id, version, {
        jointCustomers: 'Each party keeps the customers that it brought.',
        data: 'Both delete what they received, and confirm it in writing.',
        support: 'Both support joint customers for twelve months.',
        duties: [
          { subject: ExitSubject.DATA, text: 'Delete the exchanged data.', daysAfterExit: 30 },
          { subject: ExitSubject.SUPPORT, text: 'Name a contact for each joint customer.', daysAfterExit: 10 },
        ],
      });
      return strategy.id;
    });
  }

  async function offer(allianceId: Alliance['id']): Promise<string> {
    return stage.as(manager, 'jointSolutionOffer', async (tx) => {
      const offering = catalogue.offerings.find(({ productId }) => productId === connect.id)!;
      const { id } = await jointSolutionService.draft(tx, {
        allianceId,
        name: 'Connected Shop Floor',
        description: 'Every machine reports, regardless of its maker.',
        parts: [
          { role: JointSolutionRole.LEAD, productId: connect.id },
          { role: JointSolutionRole.COMPONENT, productId: hub.id },
          { role: JointSolutionRole.COMPONENT, offeringId: offering.id },
        ],
      });
      await jointSolutionService.offer(tx, id, 1);
      return id;
    });
  }

  async function deliver(jointSolutionId: string): Promise<void> {
    stage.goTo(stage.today);
    const project = await stage.as(null, 'demo', (tx) =>
      tx.first(Project, { status: ProjectStatus.ACTIVE }, [{ column: 'id' }]),
    );
    const { id, version, name, region, industry, deliveryMode, startsOn, endsOn } = project!;
    const lead = await stage.as(null, 'demo', (tx) => tx.load(User, project!.managerId));
    await stage.as(lead, 'projectUpdate', (tx) =>
      projectService.update(tx, id, version, {
        ...{ name, region, industry, deliveryMode, startsOn, endsOn, jointSolutionId },
      }),
    );
  }

  async function review(id: Alliance['id']): Promise<void> {
    const reviewedOn = stage.ago(90);
    stage.goTo(reviewedOn);
    const made = await stage.as(manager, 'allianceOpenReview', async (tx) => {
      const { version } = await tx.load(Alliance, id);
      return allianceReviewService.open(tx, id, version, {
        reviewedOn,
        changesInside: 'The ally has a new head of products.',
        changesOutside: 'Two competitors bundle sensors with their systems.',
        ...{ niche: NicheTrend.GROWING, nicheNote: 'Inquiries doubled within a year.' },
        ...{ need: AllianceNeed.MUTUAL, needNote: 'Neither sells to the shop floor alone.' },
      });
    });
    await stage.as(people.one(Role.ADMIN), 'allianceReviewDecide', (tx) =>
      allianceReviewService.decide(tx, made.id, 1, {
        ...{ decision: AllianceReviewDecision.CONTINUE, reason: 'It creates value for both.', documentIds },
      }),
    );
  }

  async function leave(id: Alliance['id']): Promise<void> {
    stage.goTo(stage.ago(150));
    // Withdrawn by the exit.
    await stage.as(manager, 'jointSolutionDraft', (tx) =>
      jointSolutionService.draft(tx, {
        ...{ allianceId: id, name: 'Self-ordering Spare Parts', description: 'A worn part orders its successor.' },
        parts: [
          { role: JointSolutionRole.LEAD, productId: own('Loom Shop').id },
          { role: JointSolutionRole.COMPONENT, productId: hub.id },
        ],
      }),
    );
    await stage.as(manager, 'allianceExit', async (tx) => {
      const { version } = await tx.load(Alliance, id);
      await allianceExitService.exit(tx, id, version, { reason: 'Only one customer asked for it.', documentIds });
    });
    await stage.as(manager, 'exitObligationComplete', async (tx) => {
      const first = await tx.first(ExitObligation, { allianceId: id }, [{ column: 'id' }]);
      await exitStrategyService.complete(tx, first!.id, 1, { note: 'Deleted and confirmed.', documentIds });
    });
  }
}
