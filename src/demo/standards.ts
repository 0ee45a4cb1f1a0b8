import { Playbook, playbookService, ServiceOffering, Standardisation } from '../modules/catalog';
import { type PlaybookImprovement, playbookImprovementService, standardisationService } from '../modules/performance';
import { Project, ProjectOffering, ProjectStaffing, ProjectStatus } from '../modules/projects';
import { User } from '../modules/identity';
import { Role } from '../shared/access/viewer';
import { column, sql } from '../shared/database/sql';
import { decimal } from '../shared/domain/decimal';
import type { PartnerOnStage } from './partners';
import type { People } from './people';
import type { Stage } from './stage';

type Fate = 'PROPOSED' | 'ACCEPTED' | 'REJECTED' | 'RELEASED';

/** Improvements that projects propose, with their outcome. The phase is an index. */
type Lesson = [fate: Fate, title: string, phase: number, hours: string, problem: string, proposal: string];
const lessons: readonly Lesson[] =
  [
    ['RELEASED', 'A checklist for test data', 1, '16', 'The test data came a week late, and three people waited.', 'Hand over a checklist in the first workshop, with a template for each area.'],
    ['ACCEPTED', 'Roles and rights from a template', 2, '12.5', 'Rights were set one by one, and half of them twice.', 'Start from the template of the industry and note only what differs.'],
    ['REJECTED', 'No workshop for interfaces', 0, '8', 'The workshop on interfaces repeated what the questionnaire says.', 'Leave it out where the questionnaire is complete.'],
    ['PROPOSED', 'Rehearse the go-live twice', 3, '20', 'The first rehearsal found eleven open points, on the last Friday.', 'Plan two rehearsals, three weeks and one week before.'],
    ['PROPOSED', 'A script that compares balances', 2, '24', 'Balances were compared by hand for four days.', 'Ship the script that we wrote, with an example.'],
  ]; // prettier-ignore

/** Matches the projects of offerings with a published playbook. */
const byTheBook = sql`${column<Project>('id')} IN (SELECT named.projectId FROM project_offering AS named JOIN playbook AS book ON book.publishedOfOfferingId = named.offeringId)`;

/** Adopts improvements into playbooks, and turns a custom offering into a standardised one. */
export async function playStandards(stage: Stage, people: People, partners: readonly PartnerOnStage[]): Promise<void> {
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  const projects = await stage.as(null, 'demo', (tx) =>
    tx.list(Project, { status: ProjectStatus.CLOSED, and: [byTheBook] }, [
      { column: 'nameKey' },
      { column: 'createdAt' },
    ]),
  );
  const proposed: { improvement: PlaybookImprovement; fate: Fate }[] = [];
  for (const [index, lesson] of lessons.entries()) {
    stage.goTo(stage.ago(40 - index * 5));
    const improvement = await propose(stage, partners, projects[index % projects.length]!, lesson);
    proposed.push({ improvement, fate: lesson[0] });
  }
  for (const { improvement, fate } of proposed) await decide(stage, manager, improvement, fate);

  stage.goTo(stage.ago(4));
  await stage.as(manager, 'offeringStandardise', async (tx) => {
    const custom = await tx.list(ServiceOffering, { standardisation: Standardisation.CUSTOM }, [{ column: 'nameKey' }]);
    const { id, version } = custom.at(-1)!;
    await standardisationService.standardise(tx, id, version, {
      to: Standardisation.STANDARDISED,
      reason: 'The last deliveries went by the playbook; what was one-off is described there now.',
    });
  });
  await stage.settle();
}

/** The proposer is an administrator of a partner on the project, if one exists, else the project's manager. */
async function propose(
  stage: Stage,
  partners: readonly PartnerOnStage[],
  project: Project,
  [, title, phase, hours, problem, proposal]: Lesson,
): Promise<PlaybookImprovement> {
  const { proposer, offering, playbook } = await stage.as(null, 'demo', async (tx) => {
    const { offeringId } = (await tx.first(ProjectOffering, { projectId: project.id }))!;
    const staffed = await tx.list(ProjectStaffing, { projectId: project.id });
    const partner = partners.find(
      ({ id, firm }) => firm.life === 'ACTIVE' && staffed.some(({ partnerId }) => partnerId === id),
    );
    return {
      proposer: partner?.administrator ?? (await tx.load(User, project.managerId)),
      offering: await tx.load(ServiceOffering, offeringId),
      playbook: (await tx.first(Playbook, { publishedOfOfferingId: offeringId }))!,
    };
  });
  return stage.as(proposer, 'playbookImprovementPropose', (tx) =>
    playbookImprovementService.propose(tx, {
      projectId: project.id,
      offeringId: offering.id,
      title,
      phase: offering.phases[phase]!,
      problem,
      proposal,
      hoursSaved: decimal(hours),
      playbookId: playbook.id,
    }),
  );
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
  // Publish the next edition, with the accepted improvement.
  const edition = await stage.as(manager, 'playbookPublish', async (tx) => {
    const before = (await tx.first(Playbook, { publishedOfOfferingId: offeringId }))!;
    const draft = await playbookService.draftFrom(tx, before.id);
    return playbookService.publish(tx, draft.id, draft.version);
  });
  await stage.as(manager, 'playbookImprovementRelease', (tx) =>
    playbookImprovementService.release(tx, id, 2, edition.id),
  );
}
