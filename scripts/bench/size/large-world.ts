import { dateOf, day, firstDay, moment, type Row, type RowOf } from '../records';
import { type Login, type Share, type Size, stages, World } from '../world';

/*
 * The large installation of docs/performance.md, and a hundredth and a tenth of it. Add rows for a new module here: the
 * tables are filled in bulk, so every invariant that the product keeps has to hold for the rows as they are.
 */

/** In percent of the large installation. */
export const percents = [1, 10, 100] as const;
export type Percent = (typeof percents)[number];

export function sizeOf(percent: Percent): Size {
  return {
    name: `${percent} %`,
    entries: 10_000 * percent,
    partners: 200 * percent,
    projects: 500 * percent,
    managers: 100,
    consultants: 20 * percent,
    membersOfAPartner: 5,
  };
}

/** The days of the projects: the first begin on `firstDay`, and the last end 1,080 days later. */
const projectDays = 720;
const certificationsOfAMember = 2;
const entriesOfTheBigProject = 0.1;

/** Gates and tiers by metrics that the records of this world have. */
const gates = {
  toAssessment: [{ code: 'trainedMembers', metric: 'membersCompletedPath', minimum: '2' }],
  toAssisted: [{ code: 'certifiedMembers', metric: 'certifiedMembers', minimum: '2' }],
  toIndependent: [
    { code: 'certifiedMembers', metric: 'certifiedMembers', minimum: '2' },
    { code: 'assistedDeliveries', metric: 'assistedDeliveriesPassed', minimum: '1' },
  ],
};
const tiersWith = (certified: readonly string[]) =>
  ['REGISTERED', 'SILVER', 'GOLD', 'PLATINUM'].map((name, index) => ({
    name,
    criteria: index === 0 ? [] : [{ metric: 'certifiedMembers', minimum: certified[index - 1]! }],
  }));

export class LargeWorld extends World {
  ecosystemManager!: Login;
  administrator!: Login;
  /** Drafts of programmes: one that changes nothing, and one that raises a tier. */
  readonly drafts: { same: string; stricter: string } = { same: '', stricter: '' };
  /** The first project, with a tenth of all time entries. */
  bigProject = '';
  /** An active project in the middle, which has few entries. */
  usualProject = '';
  private readonly mentorIds: string[] = [];
  private programmeId = '';

  override *rows(): Generator<RowOf> {
    yield* this.rules();
    yield* super.rows();
  }

  offering(index: number): string {
    return this.offeringIds[index]!;
  }

  partnerId(index: number): string {
    return this.partners[index]!.id;
  }

  /** The programme in force with two drafts, mentors, and two of the staff with a session. */
  private *rules(): Generator<RowOf> {
    const logins: Login[] = [];
    for (const [name, role] of [
      ['Eva Cosmo', 'ECOSYSTEM_MANAGER'],
      ['Ada Root', 'ADMIN'],
    ] as const) {
      const user = this.user(name, [role], null);
      yield ['user', user];
      yield ['session', this.session(user, logins)];
    }
    [this.ecosystemManager, this.administrator] = logins as [Login, Login];
    const programmes: [string, string | null, string[]][] = [
      ['In force', dateOf(firstDay), ['2', '4', '6']],
      ['The same', null, ['2', '4', '6']],
      ['Stricter', null, ['2', '4', '7']],
    ];
    for (const [name, effectiveOn, certified] of programmes) {
      const programme = this.record('programme', {
        name,
        number: effectiveOn ? 1 : null,
        status: effectiveOn ? 'PUBLISHED' : 'DRAFT',
        effectiveOn,
        publishedAt: effectiveOn ? moment(firstDay) : null,
        publishedById: null,
        checklist: '[]',
        gates: JSON.stringify(gates),
        tiers: JSON.stringify(tiersWith(certified)),
        points: null,
        graceDays: 30,
        notes: '',
        reviewEveryMonths: null,
        declaredMetrics: null,
      });
      if (effectiveOn) this.programmeId = programme.id as string;
      else if (name === 'The same') this.drafts.same = programme.id as string;
      else this.drafts.stricter = programme.id as string;
      yield ['programme', programme];
    }
    for (let index = 0; index < Math.max(5, this.size.consultants / 2); index += 1) {
      const mentor = this.user(`Mentor ${index}`, ['MENTOR'], null);
      this.mentorIds.push(mentor.id as string);
      yield ['user', mentor];
    }
  }

  protected override *partner(index: number): Generator<RowOf> {
    const applied = firstDay + (index % 700) * day;
    for (const [table, row] of super.partner(index)) {
      if (table === 'partner') yield [table, { ...row, createdAt: moment(applied), updatedAt: moment(applied) }];
      else yield [table, row];
    }
    const partner = this.partners[index]!;
    yield* this.steps('partner', { partnerId: partner.id }, ['APPLICANT', 'ONBOARDING', 'ACTIVE'], applied);
    for (const [place, stage] of stages.entries()) {
      const reached = ['TRAINING', 'ASSESSMENT', 'ASSISTED', 'INDEPENDENT'];
      const path = reached.slice(0, reached.indexOf(stage) + 1);
      const of = { qualificationId: partner.qualificationIds[place]!, partnerId: partner.id };
      yield* this.steps('qualification', of, path, applied + 60 * day);
    }
    for (const [member, userId] of partner.memberIds.entries()) {
      for (let made = 0; made < certificationsOfAMember; made += 1) {
        const offeringId = partner.offeringIds[(member + made) % partner.offeringIds.length]!;
        yield ['certification', this.certification(userId, partner.id, offeringId, applied + 90 * day)];
      }
      if (member === 1 && index % 4 === 0) yield ['person_leave', this.leave(userId, index)];
    }
  }

  /** The steps of a lifecycle, 30 days apart. */
  private *steps(of: 'partner' | 'qualification', ids: Row, path: readonly string[], begin: number): Generator<RowOf> {
    for (let place = 1; place < path.length; place += 1) {
      const step = { id: this.id(`${of}_transition`), ...ids, from: path[place - 1]!, to: path[place]! };
      const at = moment(begin + place * 30 * day);
      const rest = { programmeId: this.programmeId, criteria: '[]', reason: null, actorId: null, at };
      yield [`${of}_transition`, { ...step, ...rest }];
    }
  }

  /** Valid for three years, most of them still today. */
  private certification(userId: string, partnerId: string, offeringId: string, at: number): Row {
    return this.record('certification', {
      userId,
      partnerId,
      offeringId,
      status: 'ACTIVE',
      activeKey: `${userId} ${offeringId}`,
      issuedOn: dateOf(at),
      expiresOn: dateOf(at + 1_095 * day),
      evidence: '[]',
      revokedAt: null,
      revocationReason: null,
    });
  }

  private leave(userId: string, index: number): Row {
    const from = firstDay + (index % 1_000) * day;
    const days = { startsOn: dateOf(from), endsOn: dateOf(from + 9 * day) };
    return this.record('leave', { userId, ...days, half: 0, withdrawnAt: null });
  }

  protected override *project(index: number): Generator<RowOf> {
    let projectId = '';
    const milestoneIds: string[] = [];
    for (const row of super.project(index)) {
      if (row[0] === 'project') projectId = row[1].id as string;
      if (row[0] === 'milestone') milestoneIds.push(row[1].id as string);
      yield row;
    }
    if (index === 0) this.bigProject = projectId;
    if (index === 10 * Math.floor(this.size.projects / 20)) this.usualProject = projectId;
    if (index < this.size.partners) yield* this.assisted(index, projectId, milestoneIds);
  }

  /** A partner's first project is delivered with a mentor: running for one offering, passed for another. */
  private *assisted(index: number, projectId: string, milestoneIds: readonly string[]): Generator<RowOf> {
    const partner = this.partners[index]!;
    const begin = firstDay + (index % 300) * day;
    for (const [place, status] of [
      [1, 'RUNNING'],
      [0, 'PASSED'],
    ] as const) {
      const mentorId = this.mentorIds[(index + place) % this.mentorIds.length]!;
      const offeringId = partner.offeringIds[place]!;
      const delivery = this.record('assisted_delivery', {
        qualificationId: partner.qualificationIds[place]!,
        projectId,
        mentorId,
        partnerId: partner.id,
        offeringId,
        openKey: status === 'RUNNING' ? `${partner.id} ${offeringId}` : null,
        status,
        plan: JSON.stringify(milestoneIds.map((milestoneId) => ({ milestoneId, mode: 'CO_DELIVERY' }))),
        evaluatedMilestones: status === 'PASSED' ? milestoneIds.length : 0,
        startedOn: dateOf(begin),
        concludedOn: status === 'PASSED' ? dateOf(begin + 300 * day) : null,
        conclusion: status === 'PASSED' ? 'Done well.' : null,
      });
      yield ['assisted_delivery', delivery];
      const assignment = { assistedDeliveryId: delivery.id!, partnerId: partner.id, mentorId };
      const days = { startsOn: dateOf(begin), reason: null, at: moment(begin) };
      yield ['mentor_assignment', { id: this.id('mentor_assignment'), ...assignment, ...days }];
    }
  }

  protected override entriesOf(index: number): number {
    const { entries, projects } = this.size;
    const big = Math.floor(entries * entriesOfTheBigProject);
    if (index === 0) return big;
    const rest = (entries - big) / (projects - 1);
    return Math.floor(index * rest) - Math.floor((index - 1) * rest);
  }

  /** Spread over the days of the project, with a fact for each approval. */
  protected override *worked(
    share: Share,
    begin: number,
    made: number,
    count: number,
    minutes: number,
  ): Generator<RowOf> {
    const status = (['SUBMITTED', 'DRAFT'] as const)[made % 12] ?? 'APPROVED';
    const at = begin + Math.floor((made * projectDays) / count) * day;
    const entry = this.timeEntry(share, at, minutes, status);
    yield ['time_entry', entry];
    if (status !== 'APPROVED') return;
    const { projectId, userId, partnerId } = share;
    yield [
      'fact',
      {
        id: this.id('fact'),
        type: 'TimeEntryApproved',
        subjectId: entry.id!,
        contextId: projectId,
        actorId: share.manager.userId,
        occurredAt: moment(at + 7 * day),
        requestId: 'filled',
        data: JSON.stringify({ projectId, userId, partnerId, minutes }),
      },
    ];
  }
}
