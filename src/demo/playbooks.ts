import {
  ActivityKind,
  offeringService,
  Playbook,
  playbookService,
  ServiceOffering,
  Standardisation,
} from '../modules/catalog';
import { DeliveryMode, projectService } from '../modules/projects';
import { ProgressMethod, sowFromPlaybook } from '../modules/sow';
import type { User } from '../modules/identity';
import { Role } from '../shared/access/viewer';
import { decimal } from '../shared/domain/decimal';
import { addDays } from '../shared/domain/dates';
import type { Catalogue } from './catalogue';
import type { People } from './people';
import type { Stage } from './stage';

const days = [15, 20, 40, 10];
/** For each deliverable: its phase and role, its first day and duration, and its payment in percent. */
const making = [
  { phase: 'Design', role: 'Architect', startsAfterDays: 0, durationDays: 35, paymentShare: 30, name: 'Design signed' },
  {
    phase: 'Build',
    role: 'Developer',
    startsAfterDays: 35,
    durationDays: 40,
    paymentShare: 40,
    name: 'System configured',
  },
  { phase: 'Go-live', role: 'Consultant', startsAfterDays: 75, durationDays: 10, paymentShare: 30, name: 'Live' },
];
const kinds: Record<Standardisation, ActivityKind> = {
  [Standardisation.CUSTOM]: ActivityKind.MANUAL,
  [Standardisation.STANDARDISED]: ActivityKind.MANUAL,
  [Standardisation.AUTOMATED]: ActivityKind.AUTOMATED,
  [Standardisation.TOOLED]: ActivityKind.TOOLED,
};
const verbs: Record<string, string> = {
  Discover: 'Workshops',
  Design: 'Design',
  Build: 'Building',
  'Go-live': 'Handing over',
};

/** Publishes a playbook for each offering, and opens the offerings to partners. */
export async function publishPlaybooks(stage: Stage, people: People, catalogue: Catalogue): Promise<void> {
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  stage.goTo(stage.ago(470));
  for (const offering of catalogue.offerings) {
    const draft = await stage.as(manager, 'playbookDraft', (tx) =>
      playbookService.draft(tx, { offeringId: offering.id, ...contentOf(offering) }),
    );
    await stage.as(manager, 'playbookPublish', (tx) => playbookService.publish(tx, draft.id, draft.version));
    await stage.as(manager, 'offeringOpenToPartners', async (tx) => {
      const { version } = await tx.load(ServiceOffering, offering.id);
      return offeringService.openToPartners(tx, offering.id, version);
    });
  }
}

/** Closes one offering to partners, publishes a second edition for another, and starts a project from that. */
export async function improvePlaybooks(stage: Stage, people: People, catalogue: Catalogue): Promise<void> {
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  const named = (name: string) => catalogue.offerings.find((each) => each.name === name)!;
  await closeOne(stage, manager, named('System integration'));
  await publishNext(stage, manager, named('ERP core rollout'));
  await thinkAboutNext(stage, manager, named('Capacity model'));
  await beginByTheBook(stage, people, catalogue, named('ERP core rollout'));
}

function contentOf({ name, phases, standardisation, baselineHours, deliverables }: ServiceOffering) {
  return {
    name: `How we deliver: ${name}`,
    changes: '',
    phases: phases.map((phase, index) => ({ phase, plannedDays: days[index]! })),
    activities: baselineHours.map(({ phase, role, hours }) => ({
      title: `${verbs[phase]}, ${role.toLowerCase()}`,
      phase,
      role,
      hours: decimal(hours),
      kind: phase === 'Build' ? kinds[standardisation] : ActivityKind.MANUAL,
      description: '',
    })),
    scopeItems: deliverables.map((deliverable, index) => ({
      ...making[index]!,
      title: deliverable.name,
      standard: true,
      quantity: decimal(1),
      unit: 'delivery',
      assumptions: '',
      deliverables: [{ name: deliverable.name, acceptanceCriteria: deliverable.acceptanceStandard }],
    })),
    milestones: deliverables.map((deliverable, index) => ({
      name: making[index]!.name,
      dueAfterDays: making[index]!.startsAfterDays + making[index]!.durationDays - 1,
      paymentShare: decimal(making[index]!.paymentShare),
      deliverables: [deliverable.name],
    })),
    exclusions: 'Hardware, and licenses of other vendors.',
    assumptions: 'The customer names a process owner for each area within two weeks.',
    acceptanceWindowDays: 10,
  };
}

async function closeOne(stage: Stage, manager: User, { id }: ServiceOffering): Promise<void> {
  stage.goTo(stage.ago(100));
  await stage.as(manager, 'offeringCloseToPartners', async (tx) => {
    const { version } = await tx.load(ServiceOffering, id);
    await offeringService.closeToPartners(tx, id, version, 'Every integration was another: it is made standard first.');
  });
}

/** The next edition automates work that developers did by hand. */
async function publishNext(stage: Stage, manager: User, offering: ServiceOffering): Promise<void> {
  stage.goTo(stage.ago(60));
  const former = await stage.as(manager, 'demo', (tx) => tx.first(Playbook, { publishedOfOfferingId: offering.id }));
  await stage.as(manager, 'playbookPublish', async (tx) => {
    const next = await playbookService.draftFrom(tx, former!.id);
    const content = contentOf(offering);
    const { id, version } = await playbookService.update(tx, next.id, next.version, {
      ...content,
      changes: 'The configurator builds what developers built by hand.',
      activities: content.activities.map((each) =>
        each.phase === 'Build' && each.role === 'Developer' ? { ...each, kind: ActivityKind.TOOLED } : each,
      ),
    });
    await playbookService.publish(tx, id, version);
  });
}

/** A next edition that is still a draft. */
async function thinkAboutNext(stage: Stage, manager: User, { id }: ServiceOffering): Promise<void> {
  stage.goTo(stage.ago(9));
  await stage.as(manager, 'playbookDraft', async (tx) => {
    const published = await tx.first(Playbook, { publishedOfOfferingId: id });
    return playbookService.draftFrom(tx, published!.id);
  });
}

async function beginByTheBook(
  stage: Stage,
  people: People,
  { customers }: Catalogue,
  { id: offeringId, name }: ServiceOffering,
): Promise<void> {
  stage.goTo(stage.ago(4));
  const customer = customers[0]!;
  const startsOn = addDays(stage.today, 21);
  await stage.as(people.one(Role.PROJECT_MANAGER), 'sowFromPlaybook', async (tx) => {
    const playbook = await tx.first(Playbook, { publishedOfOfferingId: offeringId });
    const project = await projectService.create(tx, {
      name: `${name} by the book, ${customer.name}`,
      customerId: customer.id,
      offeringIds: [offeringId],
      deliveryMode: DeliveryMode.REMOTE,
      startsOn,
      endsOn: addDays(startsOn, 84),
    });
    await sowFromPlaybook(tx, {
      projectId: project.id,
      playbookId: playbook!.id,
      startsOn,
      currencyCode: 'EUR',
      rates: [
        { role: 'Architect', billRate: decimal(165), costRate: decimal(110) },
        { role: 'Consultant', billRate: decimal(130), costRate: decimal(85) },
        { role: 'Developer', billRate: decimal(115), costRate: decimal(75) },
      ],
      marginPercent: decimal(35),
      progressMethod: ProgressMethod.ACCEPTED_DELIVERABLES,
    });
  });
}
