import { createHash } from 'node:crypto';
import { searchKey } from '../../src/shared/domain/text';
import { CostRows } from './cost-rows';
import { dateOf, day, firstDay, moment, Records, type Row, type RowOf } from './records';

/*
 * The data that every server is measured on: generated, the same in every run, and valid for the product. They are table rows,
 * because creating a million records through the API would take too long.
 */

export interface Size {
  name: string;
  entries: number;
  partners: number;
  projects: number;
  managers: number;
  consultants: number;
  membersOfAPartner: number;
}

const people = { managers: 20, consultants: 100, membersOfAPartner: 3 };

export const sizes: readonly Size[] = [
  { name: '10k', entries: 10_000, partners: 20, projects: 300, ...people },
  { name: '100k', entries: 100_000, partners: 200, projects: 3_000, ...people },
  { name: '1m', entries: 1_000_000, partners: 2_000, projects: 30_000, ...people },
];

/** A user with an open session. */
export interface Login {
  userId: string;
  sessionId: string;
}

/** A person's share of the work on a project. */
export interface Share {
  allocationId: string;
  userId: string;
  partnerId: string | null;
  offeringId: string;
  projectId: string;
  scopeItemId: string;
  manager: Login;
}

/** A time entry that waits for the approval of its project's manager. */
export interface PendingEntry {
  id: string;
  manager: Login;
}

const milestonesOfAProject = 3;
export const phases = ['Discovery', 'Design', 'Build', 'Hand-over'];
const statuses = [
  'ACTIVE',
  'CLOSED',
  'ACTIVE',
  'ACCEPTANCE',
  'ACTIVE',
  'CLOSED',
  'ACTIVE',
  'CLOSED',
  'ACTIVE',
  'CLOSED',
];
const regions = ['EMEA', 'North China', 'Latin America', 'Nordics', 'South Asia'];
const industries = ['Manufacturing', 'Retail', 'Energy', 'Public services', 'Logistics', 'Health'];
export const stages = ['INDEPENDENT', 'ASSISTED', 'INDEPENDENT', 'ASSESSMENT'];
const tiers = ['REGISTERED', 'SILVER', 'GOLD', 'PLATINUM'];
/** The cost of an hour in every statement of work, and so of each pending entry. */
export const hourlyCostMinor = 9_550;

/** A partner with the ids of its people and of its qualifications, in the order of `stages`. */
export interface PartnerOfWorld {
  id: string;
  memberIds: string[];
  qualificationIds: string[];
  offeringIds: string[];
}

export class World extends Records {
  readonly managers: Login[] = [];
  readonly partnerAdmins: (Login & { partnerId: string })[] = [];
  protected readonly offeringIds: string[] = [];
  protected readonly consultantIds: string[] = [];
  protected readonly partners: PartnerOfWorld[] = [];
  private readonly shares: Share[] = [];
  private readonly costs = new CostRows();
  private pending = 0;

  constructor(readonly size: Size) {
    super(size.entries);
  }

  *rows(): Generator<RowOf> {
    yield* this.catalogue();
    yield* this.staff();
    for (let index = 0; index < this.size.partners; index += 1) yield* this.partner(index);
    for (let index = 0; index < this.size.projects; index += 1) yield* this.project(index);
    yield* this.costs.rows();
  }

  /** Submitted time entries of one hour each, on active projects; every call creates new ones. */
  *submittedTime(count: number, into: PendingEntry[]): Generator<RowOf> {
    for (let made = 0; made < count; made += 1) {
      const share = this.shares[this.pending % this.shares.length]!;
      const on = Math.floor(this.pending / this.shares.length);
      const entry = this.timeEntry(share, firstDay + (400 + on) * day, 60, 'SUBMITTED');
      into.push({ id: entry.id as string, manager: share.manager });
      this.pending += 1;
      yield ['time_entry', entry];
    }
  }

  private *catalogue(): Generator<RowOf> {
    const product = this.record('product', {
      name: 'Trellis Suite',
      nameKey: 'trellis suite',
      description: 'All of it.',
    });
    yield ['product', { ...product, owner: 'Product team', capabilities: '["planning"]', organizationId: null }];
    for (const name of ['Set-up', 'Migration', 'Integration', 'Training', 'Audit', 'Tuning', 'Roll-out', 'Support']) {
      const offering = this.record('offering', { name, nameKey: searchKey(name), productId: product.id! });
      this.offeringIds.push(offering.id as string);
      yield [
        'service_offering',
        {
          ...offering,
          description: `${name} of the suite.`,
          standardisation: 'STANDARDISED',
          deliverables: JSON.stringify([{ name: `${name} report`, acceptanceStandard: 'Signed by the customer.' }]),
          phases: JSON.stringify(phases),
          roles: '["Consultant"]',
          baselineHours: JSON.stringify(phases.map((phase) => ({ phase, role: 'Consultant', hours: 40 }))),
        },
      ];
    }
  }

  private *staff(): Generator<RowOf> {
    for (let index = 0; index < this.size.managers; index += 1) {
      const user = this.user(`Manager ${index}`, ['PROJECT_MANAGER'], null);
      yield ['user', user];
      yield ['session', this.session(user, this.managers)];
    }
    for (let index = 0; index < this.size.consultants; index += 1) {
      const user = this.user(`Consultant ${index}`, ['CONSULTANT'], null);
      this.consultantIds.push(user.id as string);
      yield ['user', user];
    }
  }

  protected *partner(index: number): Generator<RowOf> {
    const name = `${this.someName()} Partners ${index}`;
    const legalName = `${name} Ltd`;
    const firmKey = `DE HRB${index}`;
    const own = [this.one(industries)];
    const partner = this.record('partner', {
      name,
      nameKey: searchKey(name, legalName),
      legalName,
      country: 'DE',
      registrationNumber: `HRB ${index}`,
      firmKey,
      registrationKey: firmKey,
      region: this.one(regions),
      industries: JSON.stringify(own),
      website: `https://partner${index}.example.com`,
      contactName: `Contact ${index}`,
      contactEmail: `contact@partner${index}.example.com`,
      status: 'ACTIVE',
      statusReason: null,
      tier: this.one(tiers),
      predecessorId: null,
      appliedById: null,
      dossierRevision: 1,
    });
    yield ['partner', partner];
    const partnerId = partner.id as string;
    const industry = { partnerId, industryKey: searchKey(own[0]) };
    yield ['partner_industry', { id: this.id('partnerindustry'), ...industry }];
    const memberIds: string[] = [];
    for (let member = 0; member < this.size.membersOfAPartner; member += 1) {
      const roles = [member === 0 ? 'PARTNER_ADMIN' : 'PARTNER_MEMBER'];
      const user = this.user(`Member ${member} of ${index}`, roles, partnerId);
      memberIds.push(user.id as string);
      yield ['user', user];
      if (member > 0) continue;
      const logins: Login[] = [];
      yield ['session', this.session(user, logins)];
      this.partnerAdmins.push({ ...logins[0]!, partnerId });
    }
    const qualificationIds: string[] = [];
    const offeringIds = stages.map((_, place) => this.offeringIds[(index + place) % this.offeringIds.length]!);
    for (const [place, stage] of stages.entries()) {
      const offeringId = offeringIds[place]!;
      const qualification = this.record('qualification', {
        partnerId,
        offeringId,
        openKey: `${partnerId} ${offeringId}`,
        stage,
        lapsedFrom: null,
        lapsedOn: null,
        recoverUntil: null,
        reassessedAt: null,
      });
      qualificationIds.push(qualification.id as string);
      yield ['qualification', qualification];
    }
    this.partners.push({ id: partnerId, memberIds, qualificationIds, offeringIds });
  }

  protected *project(index: number): Generator<RowOf> {
    const name = `${this.someName()} ${this.one(industries)} ${index}`;
    const manager = this.managers[index % this.size.managers]!;
    const place = index % this.size.partners;
    const partner = this.partners[place]!;
    const offeringId = this.offeringIds[place % this.offeringIds.length]!;
    const status = statuses[index % statuses.length]!;
    const begin = firstDay + (index % 300) * day;
    const startsOn = dateOf(begin);
    const endsOn = dateOf(begin + 720 * day);
    const placeOf = { region: this.one(regions), industry: this.one(industries) };
    const customer = this.record('customer', {
      name: `${name} Inc`,
      nameKey: searchKey(`${name} Inc`),
      country: 'DE',
      kind: 'LARGE',
      tier: 'B',
      ...placeOf,
    });
    yield ['customer', customer];
    const project = this.record('project', {
      name,
      nameKey: searchKey(name),
      customerId: customer.id!,
      ...placeOf,
      deliveryMode: index % 3 === 0 ? 'ON_SITE' : 'REMOTE',
      managerId: manager.userId,
      status,
      startsOn,
      endsOn,
      activatedOn: startsOn,
      endedOn: status === 'CLOSED' ? endsOn : null,
      pauses: '[]',
      statusReason: null,
    });
    const projectId = project.id as string;
    yield ['project', project];
    yield ['project_offering', { id: this.id('project_offering'), projectId, offeringId }];
    const qualificationId = partner.qualificationIds[0]!;
    const staffing = { projectId, partnerId: partner.id, offeringId, qualificationId, mentorId: null };
    yield ['project_staffing', this.record('staffing', staffing)];
    const scopeItemId = yield* this.statementOfWork(
      projectId,
      partner.id,
      offeringId,
      manager,
      startsOn,
      endsOn,
      begin,
    );
    yield* this.time(index, { projectId, scopeItemId, manager }, partner, offeringId, begin);
  }

  private *statementOfWork(
    projectId: string,
    partnerId: string,
    offeringId: string,
    manager: Login,
    startsOn: string,
    endsOn: string,
    begin: number,
  ): Generator<RowOf, string> {
    const reviewer = this.managers[(this.managers.indexOf(manager) + 1) % this.size.managers]!.userId;
    const sow = this.record('sow', {
      projectId,
      currentOfProjectId: projectId,
      revision: 1,
      edition: 0,
      status: 'SIGNED',
      currencyCode: 'EUR',
      startsOn,
      endsOn,
      progressMethod: 'PROGRESS_UPDATES',
      acceptanceWindowDays: 10,
      exclusions: 'Hardware.',
      assumptions: 'Access is given.',
      authorId: manager.userId,
      submittedById: manager.userId,
      approvedById: reviewer,
      sentBackReason: null,
      signedOn: startsOn,
      signatory: 'The customer',
      signatureEvidence: 'https://files.example.com/signed.pdf',
    });
    yield ['statement_of_work', sow];
    const part = { sowId: sow.id!, projectId, archivedAt: null };
    const scopeItem = this.record('scope_item', {
      ...part,
      position: 0,
      title: 'The work',
      standard: 1,
      inScope: 1,
      quantity: 1_000,
      unit: 'project',
      startsOn,
      endsOn,
      assumptions: '',
      offeringId,
      currencyCode: 'EUR',
      priceMinor: 5_000_000,
      budgetCostMinor: 3_000_000,
      responsibleParty: 'PARTNER',
      resourceRole: 'Consultant',
    });
    yield ['scope_item', scopeItem];
    for (let position = 0; position < milestonesOfAProject; position += 1) {
      const milestone = {
        ...part,
        position,
        name: `Milestone ${position + 1}`,
        dueOn: dateOf(begin + (position + 1) * 200 * day),
        paymentShare: position === 0 ? 3_350 : 3_325,
        deliverableIds: '[]',
      };
      yield ['milestone', this.record('milestone', milestone)];
    }
    for (const [position, whose] of [partnerId, null].entries()) {
      const line = {
        ...part,
        position,
        role: 'Consultant',
        party: whose ? 'PARTNER' : 'VENDOR',
        partnerId: whose,
        hours: JSON.stringify(phases.map((phase) => ({ phase, hours: '200' }))),
        currencyCode: 'EUR',
        billRateMinor: 15_000,
        costRateMinor: hourlyCostMinor,
      };
      yield ['resource_line', this.record('resource_line', line)];
    }
    return scopeItem.id as string;
  }

  /** Two people share the work on a project, one member and one of the staff, on alternating days. */
  private *time(
    index: number,
    on: Pick<Share, 'projectId' | 'scopeItemId' | 'manager'>,
    partner: { id: string; memberIds: string[] },
    offeringId: string,
    begin: number,
  ): Generator<RowOf> {
    const people = [
      { userId: partner.memberIds[1 + (index % (this.size.membersOfAPartner - 1))]!, partnerId: partner.id },
      { userId: this.consultantIds[index % this.size.consultants]!, partnerId: null },
    ];
    const own = people.map(({ userId, partnerId }): Share => {
      return { ...on, userId, partnerId, offeringId, allocationId: this.id('allocation') };
    });
    for (const { allocationId, projectId, userId, partnerId } of own) {
      const allocation = { projectId, userId, partnerId, offeringId, role: 'Consultant', percent: 5 };
      const dates = { startsOn: dateOf(begin), endsOn: dateOf(begin + 720 * day) };
      yield ['allocation', { ...this.record('allocation', { ...allocation, ...dates }), id: allocationId }];
    }
    if (statuses[index % statuses.length] === 'ACTIVE') this.shares.push(...own);
    const count = this.entriesOf(index);
    for (let made = 0; made < count; made += 1) {
      const share = own[made % own.length]!;
      const minutes = 15 * (1 + Math.floor(this.random() * 8));
      yield* this.worked(share, begin, made, count, minutes);
    }
  }

  /** How many time entries a project has. */
  protected entriesOf(index: number): number {
    const { entries, projects } = this.size;
    return Math.floor(((index + 1) * entries) / projects) - Math.floor((index * entries) / projects);
  }

  /** One of the `count` time entries of a project that began at `begin`. */
  protected *worked(share: Share, begin: number, made: number, _count: number, minutes: number): Generator<RowOf> {
    const status = made % 12 === 11 ? 'DRAFT' : 'APPROVED';
    yield ['time_entry', this.timeEntry(share, begin + made * day, minutes, status)];
  }

  protected timeEntry(share: Share, at: number, minutes: number, status: 'DRAFT' | 'SUBMITTED' | 'APPROVED'): Row {
    const { allocationId, userId, partnerId, projectId, scopeItemId, manager } = share;
    const approved = status === 'APPROVED';
    const entry = this.record('time_entry', {
      allocationId,
      userId,
      partnerId,
      projectId,
      scopeItemId,
      phase: this.one(phases),
      workedOn: dateOf(at),
      minutes,
      billable: 1,
      note: 'Worked on it.',
      status,
      costMinor: approved ? Math.round((hourlyCostMinor * minutes) / 60) : null,
      currencyCode: approved ? 'EUR' : null,
      decidedById: approved ? manager.userId : null,
      rejectionReason: null,
    });
    if (approved) this.costs.add(entry, share.offeringId);
    return entry;
  }

  protected user(name: string, roles: string[], partnerId: string | null): Row {
    const email = `${searchKey(name).replaceAll(' ', '.')}@example.com`;
    return this.record('user', {
      email,
      name,
      status: 'ACTIVE',
      roles: JSON.stringify(roles),
      partnerId,
      passwordHash: null,
    });
  }

  protected session(user: Row, into: Login[]): Row {
    const id = this.id('session');
    into.push({ userId: user.id as string, sessionId: id });
    const now = Date.now();
    return {
      id,
      userId: user.id!,
      refreshHash: createHash('sha256').update(id).digest('hex'),
      createdAt: moment(now),
      expiresAt: moment(now + 30 * day),
      revokedAt: null,
    };
  }
}
