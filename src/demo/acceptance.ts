import {
  AcceptanceRequest,
  acceptanceRequestService,
  Deliverable,
  DeliverableStatus,
  progressService,
} from '../modules/sow';
import { Project, ProjectStatus } from '../modules/projects';
import { User } from '../modules/identity';
import type { PlainDate } from '../shared/domain/dates';
import type { Stage } from './stage';

/** Submits deliverables of some projects, and creates acceptance requests in every status. */
export async function playAcceptance(stage: Stage): Promise<void> {
  const [inAcceptance] = await waiting(stage, ProjectStatus.ACCEPTANCE);
  if (inAcceptance) {
    await submit(stage, inAcceptance, stage.ago(4), 'Live since Monday; the guide is on the share of the project.');
    await request(stage, inAcceptance, stage.ago(3), 'Head of operations');
  }
  const [decided, late, takenBack] = await waiting(stage, ProjectStatus.ACTIVE);
  if (decided) {
    const [first, ...others] = decided.deliverables;
    const shown = { ...decided, deliverables: [first!] };
    await submit(stage, shown, stage.ago(9), 'Signed off by the process owners.');
    const token = await request(stage, shown, stage.ago(8), 'Programme manager');
    stage.goTo(stage.ago(6));
    await stage.as(null, 'acceptanceRequestUse', async (tx) => {
      const { id: deliverableId, version } = await tx.load(Deliverable, first!.id);
      await acceptanceRequestService.useRequest(tx, token, [{ deliverableId, version, accepted: true, reason: null }]);
    });
    if (others[0]) await submit(stage, { ...decided, deliverables: [others[0]] }, stage.ago(1), '');
  }
  // This request expires unused.
  if (late)
    await request(stage, { ...late, deliverables: late.deliverables.slice(0, 1) }, stage.ago(25), 'Plant manager');
  if (takenBack) {
    await request(
      stage,
      { ...takenBack, deliverables: takenBack.deliverables.slice(0, 1) },
      stage.ago(5),
      'Former lead',
    );
    await stage.as(takenBack.manager, 'acceptanceRequestRevoke', async (tx) => {
      const [open] = await tx.list(AcceptanceRequest, { projectId: takenBack.project.id });
      await acceptanceRequestService.revokeRequest(tx, open!.id, open!.version);
    });
  }
  await stage.settle();
}

interface Waiting {
  project: Project;
  manager: User;
  deliverables: Deliverable[];
}

/** The first three projects in this status that have pending deliverables, with those deliverables. */
function waiting(stage: Stage, status: ProjectStatus): Promise<Waiting[]> {
  return stage.as(null, 'demo', async (tx) => {
    const projects = await tx.list(Project, { status }, [{ column: 'createdAt' }, { column: 'nameKey' }]);
    const found: Waiting[] = [];
    for (const project of projects) {
      const deliverables = await tx.list(
        Deliverable,
        { projectId: project.id, status: DeliverableStatus.PENDING, archivedAt: null },
        [{ column: 'name' }],
      );
      if (deliverables.length === 0) continue;
      found.push({ project, manager: await tx.load(User, project.managerId), deliverables });
      if (found.length === 3) break;
    }
    return found;
  });
}

async function submit(stage: Stage, { manager, deliverables }: Waiting, on: PlainDate, note: string): Promise<void> {
  stage.goTo(on);
  await stage.as(manager, 'deliverableSubmit', async (tx) => {
    for (const { id } of deliverables) {
      const { version } = await tx.load(Deliverable, id);
      await progressService.submitDeliverable(tx, id, version, { note, documentIds: [] });
    }
  });
}

/** Returns the token of the link. */
async function request(
  stage: Stage,
  { manager, deliverables }: Waiting,
  on: PlainDate,
  contactName: string,
): Promise<string> {
  stage.goTo(on);
  const made = await stage.as(manager, 'acceptanceRequestCreate', (tx) =>
    acceptanceRequestService.createRequest(tx, {
      deliverableIds: deliverables.map(({ id }) => id),
      contactName,
      contactEmail: null,
      expiresInDays: 14,
    }),
  );
  return acceptanceRequestService.tokenOf(made)!;
}
