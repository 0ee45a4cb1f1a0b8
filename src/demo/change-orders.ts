import {
  ChangeOrder,
  ChangeOrderCause,
  changeOrderService,
  ResponsibleParty,
  SowStatus,
  StatementOfWork,
} from '../modules/sow';
import { Project, ProjectStaffing, ProjectStatus } from '../modules/projects';
import { User } from '../modules/identity';
import { Role } from '../shared/access/viewer';
import { addDays } from '../shared/domain/dates';
import { decimal } from '../shared/domain/decimal';
import type { People } from './people';
import type { Stage } from './stage';

type Input = Parameters<typeof changeOrderService.draft>[1];

const nothing = {
  scopeItems: [],
  scopeItemsRemoved: [],
  milestones: [],
  milestonesRemoved: [],
  resourceLines: [],
  resourceLinesRemoved: [],
};

/** Recent change orders on some projects, with every cause and every outcome. */
export async function playChangeOrders(stage: Stage, people: People): Promise<void> {
  const projects = await stage.as(null, 'demo', async (tx) => {
    const active = await tx.list(Project, { status: ProjectStatus.ACTIVE }, [{ column: 'id' }]);
    const staffings = await tx.list(ProjectStaffing, {}, [{ column: 'id' }]);
    return active
      .map((project) => ({ project, partnerId: staffings.find((each) => each.projectId === project.id)?.partnerId }))
      .sort((left, right) => Number(Boolean(right.partnerId)) - Number(Boolean(left.partnerId)));
  });
  for (const [index, { project, partnerId = null }] of projects.slice(0, 4).entries()) {
    const changes = new ChangesOnStage(stage, people, project);
    if (index === 0) {
      await changes.approve(await changes.submit(await changes.draft((sow) => secondPlant(stage, sow))));
      await changes.approve(await changes.submit(await changes.draft((sow) => twoWeeksMore(sow))));
    }
    if (index === 1) await changes.submit(await changes.draft((sow) => secondPlant(stage, sow)));
    if (index === 2) await changes.reject(await changes.submit(await changes.draft(twoWeeksMore)));
    await changes.draft((sow) => fewerAssumptions(sow, partnerId));
  }
}

function secondPlant(stage: Stage, sow: StatementOfWork): Input {
  const endsOn = [addDays(sow.endsOn, 21), addDays(stage.today, 21)].sort().at(-1)!;
  return {
    ...nothing,
    baseSowId: sow.id,
    title: 'The second plant',
    reason: 'The customer wants its second plant to begin in the same season.',
    cause: ChangeOrderCause.CUSTOMER,
    endsOn,
    scopeItems: [
      {
        title: 'Second plant',
        standard: false,
        inScope: true,
        quantity: decimal(1),
        unit: 'plant',
        startsOn: stage.today,
        endsOn,
        assumptions: 'The plant works by the same master data.',
        price: decimal(18_500),
        budgetCost: decimal(12_400),
        responsibleParty: ResponsibleParty.VENDOR,
        resourceRole: 'Consultant',
        deliverables: [{ name: 'Second plant, live', acceptanceCriteria: 'Five working days without a stop.' }],
      },
    ],
  };
}

function twoWeeksMore(sow: StatementOfWork): Input {
  return {
    ...nothing,
    baseSowId: sow.id,
    title: 'Two weeks more',
    reason: 'Our architect was ill, and nobody else knows the interface.',
    cause: ChangeOrderCause.VENDOR,
    endsOn: addDays(sow.endsOn, 14),
  };
}

function fewerAssumptions(sow: StatementOfWork, causePartnerId: string | null): Input {
  return {
    ...nothing,
    baseSowId: sow.id,
    title: 'Test data',
    reason: 'The test data were to come from the partner, and did not.',
    cause: ChangeOrderCause.PARTNER,
    causePartnerId,
    assumptions: `${sow.assumptions} The vendor makes the test data.`.trim(),
  };
}

class ChangesOnStage {
  private daysAgo = 6;

  constructor(
    private readonly stage: Stage,
    private readonly people: People,
    private readonly project: Project,
  ) {}

  /** Takes each step a day after the previous one. */
  private async as<T>(managerId: string, action: string, work: Parameters<Stage['as']>[2]): Promise<T> {
    this.stage.goTo(this.stage.ago(Math.max(0, (this.daysAgo -= 1))));
    const user = await this.stage.as(null, 'demo', (tx) => tx.load(User, managerId));
    return this.stage.as(user, action, work) as Promise<T>;
  }

  draft(write: (sow: StatementOfWork) => Input): Promise<ChangeOrder> {
    return this.as(this.project.managerId, 'changeOrderDraft', async (tx) => {
      const current = { currentOfProjectId: this.project.id, status: SowStatus.SIGNED };
      const sow = (await tx.first(StatementOfWork, current))!;
      return changeOrderService.draft(tx, write(sow));
    });
  }

  submit({ id, version }: ChangeOrder): Promise<ChangeOrder> {
    return this.as(this.project.managerId, 'changeOrderSubmit', (tx) => changeOrderService.submit(tx, id, version));
  }

  approve({ id, version }: ChangeOrder): Promise<ChangeOrder> {
    const signature = { signatory: 'Procurement', evidence: `Change-${id.slice(-6)}.pdf` };
    return this.as(this.reviewer.id, 'changeOrderApprove', (tx) =>
      changeOrderService.approve(tx, id, version, signature, this.stage.installation.config.issuerName),
    );
  }

  reject({ id, version }: ChangeOrder): Promise<ChangeOrder> {
    const reason = 'The two weeks are in the plan already.';
    return this.as(this.reviewer.id, 'changeOrderReject', (tx) => changeOrderService.reject(tx, id, version, reason));
  }

  /** A project manager other than the author. */
  private get reviewer(): User {
    const others = this.people.all(Role.PROJECT_MANAGER).filter(({ id }) => id !== this.project.managerId);
    return others[0] ?? this.people.one(Role.ADMIN);
  }
}
