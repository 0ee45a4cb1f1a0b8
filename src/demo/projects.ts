import {
  AssistanceMode,
  AssistedDelivery,
  AssistedDeliveryOutcome,
  assistedDeliveryService,
  Evaluation,
  evaluationCommentService,
} from '../modules/assisted-delivery';
import { Contact, contactService, type Customer, Language } from '../modules/customers';
import {
  Allocation,
  allocationService,
  DeliveryMode,
  Project,
  projectService,
  staffingService,
} from '../modules/projects';
import { Deliverable, Milestone, progressService, ScopeItem, sowService, StatementOfWork } from '../modules/sow';
import { timeService } from '../modules/time';
import type { User } from '../modules/identity';
import { Role } from '../shared/access/viewer';
import type { Transaction } from '../shared/database/transaction';
import { decimal } from '../shared/domain/decimal';
import { addDays, daysBetween, type PlainDate } from '../shared/domain/dates';
import { agreementOf } from './agreement';
import type { PartnerOnStage } from './partners';
import type { People } from './people';
import type { Stage } from './stage';
import type { ProjectPlot } from './plot';

type Tx = Parameters<Parameters<Stage['as']>[2]>[0];

/** Plays one project from its statement of work to its ending. */
export class ProjectOnStage {
  private readonly manager: User;
  private readonly mentor: User | null;
  private readonly endsOn: PlainDate;
  private id!: Project['id'];
  private sowId!: string;
  private team: { user: User; allocation: Allocation }[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly people: People,
    private readonly plot: ProjectPlot,
  ) {
    this.manager = people.any(Role.PROJECT_MANAGER);
    this.mentor = plot.assisted ? people.any(Role.MENTOR) : null;
    this.endsOn = addDays(plot.startsOn, plot.days);
  }

  private get partners(): PartnerOnStage[] {
    return [this.plot.partner, this.plot.helper].filter((partner) => partner !== null);
  }

  async play(): Promise<void> {
    const { stage, plot } = this;
    await this.prepare();
    if (plot.ending === 'PLANNED') return;
    await this.agree();
    if (plot.ending === 'IN_REVIEW') return;
    await this.staff();
    stage.goTo(plot.startsOn);
    await this.step('projectActivate', (tx, version) => projectService.activate(tx, this.id, version));
    const assistance = this.mentor ? await this.planAssistance(this.mentor) : null;
    await this.work();
    if (plot.ending === 'ON_HOLD') await this.hold();
    if (plot.ending === 'CANCELLED') {
      await this.step('projectCancel', (tx, version) =>
        projectService.cancel(tx, this.id, version, 'The customer stopped the programme.'),
      );
      await stage.settle();
    }
    if (plot.ending === 'ACCEPTANCE' || plot.ending === 'CLOSED') await this.finish(assistance);
  }

  private async prepare(): Promise<void> {
    const { stage, plot, manager } = this;
    stage.goTo(addDays(plot.startsOn, -40));
    await stage.as(manager, 'projectCreate', async (tx) => {
      const project = await projectService.create(tx, {
        name: plot.name,
        customerId: plot.customer.id,
        contactId: await contactOf(tx, plot.customer),
        offeringIds: [plot.offering.id],
        deliveryMode: stage.random.chance(0.6) ? DeliveryMode.REMOTE : DeliveryMode.ON_SITE,
        startsOn: plot.startsOn,
        endsOn: this.endsOn,
      });
      this.id = project.id;
      this.sowId = await this.draftAgreement(tx);
    });
    if (plot.ending !== 'PLANNED') return;
    // A discarded first draft, so that the demo has one.
    await stage.as(manager, 'sowDiscard', (tx) => sowService.discard(tx, this.sowId, 1));
    await stage.as(manager, 'sowDraft', async (tx) => {
      this.sowId = await this.draftAgreement(tx);
    });
  }

  private async draftAgreement(tx: Tx): Promise<string> {
    const { endsOn, partners, plot, stage } = this;
    const content = agreementOf(plot, { endsOn, partners, random: stage.random });
    return (await sowService.draft(tx, { projectId: this.id, ...content })).id;
  }

  /** The statement of work is reviewed, approved by another person, and signed by the customer. */
  private async agree(): Promise<void> {
    const { stage, plot, manager } = this;
    const on = (work: (tx: Tx, version: number) => Promise<unknown>) => async (tx: Tx) => {
      const { version } = await tx.load(StatementOfWork, this.sowId);
      await work(tx, version);
    };
    stage.goTo(addDays(plot.startsOn, -30));
    await stage.as(
      manager,
      'sowSubmit',
      on((tx, version) => sowService.submit(tx, this.sowId, version)),
    );
    if (plot.ending === 'IN_REVIEW') return;
    stage.goTo(addDays(plot.startsOn, -24));
    const approver = this.people.one(Role.ADMIN);
    await stage.as(
      approver,
      'sowApprove',
      on((tx, version) => sowService.approve(tx, this.sowId, version)),
    );
    stage.goTo(addDays(plot.startsOn, -14));
    await stage.as(
      manager,
      'sowSign',
      on((tx, version) =>
        sowService.sign(
          tx,
          this.sowId,
          version,
          { signatory: `Procurement, ${plot.customer.name}`, evidence: `SOW-${this.sowId.slice(-6)}.pdf` },
          stage.installation.config.issuerName,
        ),
      ),
    );
  }

  private async staff(): Promise<void> {
    const { stage, plot, manager } = this;
    stage.goTo(addDays(plot.startsOn, -7));
    await stage.as(manager, 'allocationCreate', async (tx) => {
      for (const partner of this.partners) {
        await staffingService.staffPartner(tx, {
          projectId: this.id,
          partnerId: partner.id,
          offeringId: plot.offering.id,
          mentorId: this.mentor?.id ?? null,
        });
      }
      const certified = this.partners.flatMap(({ members }) => members.slice(0, 2));
      const vendors = plot.partner ? [] : [this.people.any(Role.CONSULTANT), this.people.any(Role.CONSULTANT)];
      for (const [index, user] of [...new Set([...certified, ...vendors])].entries()) {
        const allocation = await allocationService.create(tx, {
          projectId: this.id,
          userId: user.id,
          offeringId: plot.offering.id,
          role: index % 2 === 0 ? 'Consultant' : 'Developer',
          startsOn: plot.startsOn,
          endsOn: addDays(this.endsOn, 60),
          percent: 50,
        });
        this.team.push({ user, allocation });
      }
    });
  }

  /** Records and approves time and records progress, month by month. The last two weeks are not approved yet. */
  private async work(): Promise<void> {
    const { stage, plot, manager } = this;
    const last = [
      this.endsOn,
      addDays(stage.today, -1),
      plot.ending === 'CANCELLED' ? addDays(plot.startsOn, 50) : this.endsOn,
    ].sort()[0]!;
    const items = await stage.as(null, 'demo', (tx) =>
      tx.list(ScopeItem, { sowId: this.sowId as ScopeItem['sowId'], inScope: true }, [{ column: 'startsOn' }]),
    );
    for (let from = plot.startsOn; from <= last; from = addDays(from, 28)) {
      const until = [addDays(from, 27), last].sort()[0]!;
      stage.goTo(until);
      const submitted: string[] = [];
      for (const { user, allocation } of this.team) {
        await stage.as(user, 'timeEntrySubmit', async (tx) => {
          for (let day = from; day <= until; day = addDays(day, stage.random.between(2, 4))) {
            const minutes = stage.hoursLeft(user.id, day, stage.random.between(3, 8)) * 60;
            if (minutes === 0) continue;
            const item = items.findLast(({ startsOn }) => startsOn <= day) ?? items[0]!;
            const { id, version } = await timeService.record(tx, {
              allocationId: allocation.id,
              scopeItemId: item.id,
              phase: item.phase ?? plot.offering.phases[0]!,
              workedOn: day,
              minutes,
              billable: stage.random.chance(0.92),
              note: '',
            });
            if (stage.since(day) < 5) continue;
            await timeService.submit(tx, id, version);
            if (stage.since(day) > 14 || plot.ending === 'CLOSED') submitted.push(id);
          }
        });
      }
      await stage.as(manager, 'timeEntryApprove', async (tx) => {
        for (const id of submitted) {
          // Submitting has raised the version to 2.
          if (stage.random.chance(0.02) && plot.ending !== 'CLOSED') {
            await timeService.reject(tx, id, 2, 'Please say what was done.');
          } else await timeService.approve(tx, id, 2);
        }
        for (const week of [3, 2, 1, 0].map((before) => addDays(until, -7 * before)).filter((day) => day >= from)) {
          await this.noteProgress(tx, items, week, week === last);
        }
      });
    }
  }

  /** Records the progress at the end of a week, with some variation. */
  private async noteProgress(tx: Tx, items: ScopeItem[], asOf: PlainDate, isLast: boolean): Promise<void> {
    const { plot } = this;
    const done = daysBetween(plot.startsOn, asOf) + 1;
    // Every fourth week matches the pace exactly; the weeks between are slightly behind or ahead.
    const luck = [1, 0.95, 0.9, 1.04][Math.round(done / 7) % 4]!;
    for (const item of items) {
      const begun = daysBetween(item.startsOn, asOf) + 1;
      if (begun <= 0) continue;
      const share = (begun / (daysBetween(item.startsOn, item.endsOn) + 1)) * plot.pace * luck;
      const percent = isLast && plot.ending === 'CLOSED' ? 100 : Math.min(100, Math.round(share * 100));
      await progressService.recordProgress(tx, {
        scopeItemId: item.id,
        asOf,
        percentComplete: decimal(percent),
        note: 'From the weekly walk through the plan.',
      });
    }
  }

  private async planAssistance(mentor: User): Promise<string> {
    const milestones = await this.stage.as(null, 'demo', (tx) =>
      tx.list(Milestone, { projectId: this.id }, [{ column: 'dueOn' }]),
    );
    const modes = [AssistanceMode.SHADOW, AssistanceMode.CO_DELIVERY, AssistanceMode.REVERSE_SHADOW];
    const { id, version } = await this.stage.as(this.manager, 'assistedDeliveryPlan', (tx) =>
      assistedDeliveryService.plan(tx, {
        qualificationId: this.plot.partner!.qualifications.get(this.plot.offering.name)!,
        projectId: this.id,
        mentorId: mentor.id,
        plan: milestones.map((milestone, index) => ({ milestoneId: milestone.id, mode: modes[Math.min(index, 2)]! })),
      }),
    );
    const started = await this.stage.as(mentor, 'assistedDeliveryStart', (tx) =>
      assistedDeliveryService.start(tx, id, version),
    );
    if (this.plot.ending !== 'ACCEPTANCE' && this.plot.ending !== 'CLOSED') return started.id;
    let { version: current } = started;
    for (const [index, milestone] of milestones.entries()) {
      this.stage.goTo(milestone.dueOn);
      ({ version: current } = await this.stage.as(mentor, 'assistedDeliveryEvaluate', (tx) =>
        assistedDeliveryService.evaluate(tx, id, current, {
          milestoneId: milestone.id,
          timeliness: this.stage.random.between(3, 5),
          quality: this.stage.random.between(3 + (index > 0 ? 1 : 0), 5),
          communication: this.stage.random.between(4, 5),
          autonomy: Math.min(5, 3 + index),
          comment: index < 2 ? 'Well prepared; asks before it is too late.' : 'Led the workshop alone.',
          evidence: 'Minutes of the milestone meeting.',
        }),
      ));
    }
    await this.answer(id);
    return id;
  }

  /** The partner comments on the first evaluation. */
  private async answer(assistance: string): Promise<void> {
    await this.stage.as(this.plot.partner!.administrator, 'assistedDeliveryComment', async (tx) => {
      const [evaluation] = await tx.list(Evaluation, { assistedDeliveryId: assistance as AssistedDelivery['id'] }, [
        { column: 'evaluatedOn' },
      ]);
      await evaluationCommentService.comment(tx, evaluation!.id, 'Agreed. The test data came a week late, though.');
    });
  }

  /** Puts the project on hold, recorded a day late, and reassigns it to another manager. */
  private async hold(): Promise<void> {
    const { stage, people } = this;
    const on = stage.clock.today();
    stage.goTo(addDays(on, 1));
    await this.step('projectHold', (tx, version) =>
      projectService.hold(tx, this.id, version, "The customer's plant is being moved.", on),
    );
    const successor = people.all(Role.PROJECT_MANAGER).find(({ id }) => id !== this.manager.id);
    if (!successor) return;
    await this.step('projectReassign', (tx, version) =>
      projectService.reassign(tx, this.id, version, successor.id, 'On parental leave until the project resumes.'),
    );
  }

  private async finish(assistance: string | null): Promise<void> {
    const { stage, plot, manager } = this;
    stage.goTo(addDays(this.endsOn, 5));
    await stage.as(manager, 'deliverableAccept', async (tx) => {
      const deliverables = await tx.list(Deliverable, { projectId: this.id }, [{ column: 'id' }]);
      const accepted = plot.ending === 'CLOSED' ? deliverables : deliverables.slice(0, -1);
      for (const { id, version } of accepted) {
        await progressService.acceptDeliverable(tx, id, version, {
          contact: `Project lead, ${plot.customer.name}`,
          evidence: 'Acceptance record, signed.',
        });
      }
    });
    await this.step('projectRequestAcceptance', (tx, version) =>
      projectService.requestAcceptance(tx, this.id, version),
    );
    if (plot.ending !== 'CLOSED') return;
    stage.goTo(addDays(this.endsOn, 12));
    if (assistance && this.mentor) {
      await stage.as(this.mentor, 'assistedDeliveryConclude', async (tx) => {
        const { version } = await tx.load(AssistedDelivery, assistance);
        await assistedDeliveryService.conclude(tx, assistance, version, {
          outcome: AssistedDeliveryOutcome.PASSED,
          comment: 'Ready to deliver this alone.',
        });
      });
    }
    await this.step('projectClose', (tx, version) => projectService.close(tx, this.id, version));
    await stage.settle();
  }

  private step(action: string, work: (tx: Tx, version: number) => Promise<unknown>): Promise<unknown> {
    return this.stage.as(this.manager, action, async (tx) => work(tx, (await tx.load(Project, this.id)).version));
  }
}

/** The contact for whom the papers of a customer's projects are written: in Chinese for customers in China. */
async function contactOf(tx: Transaction, { id: customerId, country }: Customer): Promise<string> {
  const known = await tx.first(Contact, { customerId });
  if (known) return known.id;
  const person =
    country === 'CN'
      ? { name: '采购负责人', language: Language.ZH }
      : { name: 'Head of procurement', language: Language.EN };
  return (await contactService.create(tx, { customerId, ...person })).id;
}
