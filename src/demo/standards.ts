import { ActivityKind, Playbook, playbookService, ServiceOffering, Standardisation } from '../modules/catalog';
import {
  type PlaybookImprovement,
  playbookImprovementService,
  Project,
  ProjectOffering,
  ProjectStaffing,
  ProjectStatus,
  standardisationService,
} from '../modules/delivery';
import { User } from '../modules/identity';
import { Role } from '../shared/access/viewer';
import { decimal } from '../shared/domain/decimal';
import type { PartnerOnStage } from './partners';
import type { People } from './people';
import type { Stage } from './stage';

type Fate = 'PROPOSED' | 'ACCEPTED' | 'REJECTED' | 'RELEASED';

/** What projects teach, with the phase by its number, and what becomes of it. */
const lessons: readonly [fate: Fate, title: string, phase: number, hours: string, problem: string, proposal: string][] =
  [
    ['RELEASED', 'A checklist for test data', 1, '16', 'The test data came a week late, and three people waited.', 'Hand over a checklist in the first workshop, with a template for each area.'],
    ['ACCEPTED', 'Roles and rights from a template', 2, '12.5', 'Rights were set one by one, and half of them twice.', 'Start from the template of the industry and note only what differs.'],
    ['REJECTED', 'No workshop for interfaces', 0, '8', 'The workshop on interfaces repeated what the questionnaire says.', 'Leave it out where the questionnaire is complete.'],
    ['PROPOSED', 'Rehearse the go-live twice', 3, '20', 'The first rehearsal found eleven open points, on the last Friday.', 'Plan two rehearsals, three weeks and one week before.'],
    ['PROPOSED', 'A script that compares balances', 2, '24', 'Balances were compared by hand for four days.', 'Ship the script that we wrote, with an example.'],
  ]; // prettier-ignore

/** What was done once settles into playbooks; and an offering that was made anew each time becomes a standard. */
export async function playStandards(stage: Stage, people: People, partners: readonly PartnerOnStage[]): Promise<void> {
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  const projects = await stage.as(null, 'demo', (tx) =>
    tx.list(Project, { status: ProjectStatus.CLOSED }, [{ column: 'nameKey' }, { column: 'createdAt' }]),
  );
  const proposed: { improvement: PlaybookImprovement; fate: Fate }[] = [];
  for (const [index, [fate, title, phase, hours, problem, proposal]] of lessons.entries()) {
    stage.goTo(stage.ago(40 - index * 5));
    const project = projects[index % projects.length]!;
    const [proposer, offering] = await stage.as(null, 'demo', async (tx) => {
      const { offeringId } = (await tx.first(ProjectOffering, { projectId: project.id }))!;
      const staffed = await tx.list(ProjectStaffing, { projectId: project.id });
      const partner = partners.find(
        ({ id, firm }) => firm.life === 'ACTIVE' && staffed.some(({ partnerId }) => partnerId === id),
      );
      return [
        partner?.administrator ?? (await tx.load(User, project.managerId)),
        await tx.load(ServiceOffering, offeringId),
      ];
    });
    const improvement = await stage.as(proposer, 'playbookImprovementPropose', (tx) =>
      playbookImprovementService.propose(tx, {
        projectId: project.id,
        offeringId: offering.id,
        title,
        phase: offering.phases[phase]!,
        problem,
        proposal,
        hoursSaved: decimal(hours),
      }),
    );
    proposed.push({ improvement, fate });
  }
  for (const { improvement, fate } of proposed) await decide(stage, manager, improvement, fate);

  stage.goTo(stage.ago(4));
  await stage.as(manager, 'offeringStandardise', async (tx) => {
    const custom = (await tx.first(ServiceOffering, { standardisation: Standardisation.CUSTOM }, [
      { column: 'nameKey' },
    ]))!;
    await standardisationService.standardise(tx, custom.id, custom.version, {
      to: Standardisation.STANDARDISED,
      reason: 'The last deliveries went by the same plan; what was one-off is described now.',
    });
  });
  await stage.settle();
}

async function decide(stage: Stage, manager: User, { id, offeringId }: PlaybookImprovement, fate: Fate): Promise<void> {
  if (fate === 'PROPOSED') return;
  stage.goTo(stage.ago(12));
  if (fate === 'REJECTED') {
    const reason = 'Half of the questionnaires are not complete when the workshop is due.';
    await stage.as(manager, 'playbookImprovementReject', (tx) => playbookImprovementService.reject(tx, id, 1, reason));
    return;
  }
  await stage.as(manager, 'playbookImprovementAccept', (tx) => playbookImprovementService.accept(tx, id, 1));
  if (fate !== 'RELEASED') return;
  stage.goTo(stage.ago(6));
  const edition = await stage.as(manager, 'playbookPublish', async (tx) => {
    const draft = await draftOfNextEdition(tx, offeringId);
    return playbookService.publish(tx, draft.id, draft.version);
  });
  await stage.as(manager, 'playbookImprovementRelease', (tx) =>
    playbookImprovementService.release(tx, id, 2, edition.id),
  );
}

type Tx = Parameters<Parameters<Stage['as']>[2]>[0];

/** As the edition before; where there is none, from the words of the offering itself. */
async function draftOfNextEdition(tx: Tx, offeringId: ServiceOffering['id']): Promise<Playbook> {
  const current = await tx.first(Playbook, { publishedOfOfferingId: offeringId });
  if (current) return playbookService.draftFrom(tx, current.id);
  const { name, phases, roles, deliverables, baselineHours } = await tx.load(ServiceOffering, offeringId);
  return playbookService.draft(tx, {
    offeringId,
    name: `${name}, step by step`,
    changes: '',
    phases: phases.map((phase) => ({ phase, plannedDays: 15 })),
    activities: baselineHours.map(({ phase, role, hours }) => ({
      title: `${phase}: ${role}`,
      phase,
      role,
      hours: decimal(hours),
      kind: ActivityKind.MANUAL,
      description: '',
    })),
    scopeItems: deliverables.map((deliverable, index) => ({
      title: deliverable.name,
      phase: phases[Math.min(index + 1, phases.length - 1)]!,
      role: roles[Math.min(1, roles.length - 1)]!,
      standard: true,
      quantity: decimal(1),
      unit: 'delivery',
      assumptions: '',
      startsAfterDays: index * 15,
      durationDays: 15,
      deliverables: [{ name: deliverable.name, acceptanceCriteria: deliverable.acceptanceStandard }],
    })),
    milestones: [{ name: 'Live', dueAfterDays: 60, paymentShare: decimal(100), deliverables: [] }],
    exclusions: '',
    assumptions: '',
  });
}
