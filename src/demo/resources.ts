import { Allocation, Project, ProjectStatus, Weekday, workingCalendarService } from '../modules/projects';
import { ExpenseKind, expenseService } from '../modules/time';
import { rateService, StatementOfWork } from '../modules/sow';
import { User } from '../modules/identity';
import { Role } from '../shared/access/viewer';
import { decimal } from '../shared/domain/decimal';
import type { PartnerOnStage } from './partners';
import type { People } from './people';
import type { Stage } from './stage';

const holidays = {
  Germany: [
    ['01-01', 'Neujahr'],
    ['05-01', 'Tag der Arbeit'],
    ['10-03', 'Tag der Deutschen Einheit'],
    ['12-25', 'Erster Weihnachtstag'],
    ['12-26', 'Zweiter Weihnachtstag'],
  ],
  China: [
    ['01-01', '元旦'],
    ['05-01', '劳动节'],
    ['10-01', '国庆节'],
    ['10-02', '国庆节'],
    ['10-03', '国庆节'],
  ],
} as const;

const workingDays = Object.values(Weekday).slice(0, 5);

/** Sets working calendars and rates over time, and records expenses. */
export async function playResources(stage: Stage, people: People, partners: readonly PartnerOnStage[]): Promise<void> {
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  stage.goTo(stage.ago(20));
  await setCalendars(stage, manager, partners);
  await setRateCard(stage, manager);
  const projects = await stage.as(null, 'demo', (tx) =>
    tx.list(Project, { status: ProjectStatus.ACTIVE }, [{ column: 'nameKey' }]),
  );
  for (const project of projects.slice(0, 2)) await spend(stage, project);
  const [first] = projects;
  if (first) await setOwnRate(stage, first);
}

async function setCalendars(stage: Stage, manager: User, partners: readonly PartnerOnStage[]): Promise<void> {
  const year = Number(stage.today.slice(0, 4));
  const set = (name: keyof typeof holidays, region: string) =>
    stage.as(manager, 'workingCalendarSet', (tx) =>
      workingCalendarService.set(tx, null, {
        name,
        region,
        weekdays: workingDays.map((weekday) => ({ weekday, minutes: 480 })),
        holidays: [year - 1, year, year + 1].flatMap((each) =>
          holidays[name].map(([day, title]) => ({ on: `${each}-${day}`, name: title, half: false })),
        ),
        isDefault: name === 'Germany',
        ...(name === 'Germany' && { defaultFrom: `${year - 1}-01-01` }),
      }),
    );
  await set('Germany', 'EMEA');
  const { id } = await set('China', 'China');
  const inChina = partners.filter(({ firm }) => firm.country === 'CN').flatMap(({ members }) => members);
  await stage.as(manager, 'workingCalendarAssign', async (tx) => {
    for (const member of inChina) await workingCalendarService.assign(tx, member.id, id, `${year - 1}-01-01`);
  });
}

/** The rate card, with higher rates from the new year on. */
async function setRateCard(stage: Stage, manager: User): Promise<void> {
  const year = Number(stage.today.slice(0, 4));
  const card = { Architect: [170, 112], Consultant: [135, 88], Developer: [118, 77] };
  await stage.as(manager, 'rateSet', async (tx) => {
    for (const [effectiveOn, factor] of [
      [`${year - 1}-01-01`, 1],
      [`${year}-01-01`, 1.04],
    ] as const) {
      for (const [role, [bill, cost]] of Object.entries(card)) {
        await rateService.set(tx, null, {
          role,
          currencyCode: 'EUR',
          billRate: decimal(bill!).times(factor),
          costRate: decimal(cost!).times(factor),
          effectiveOn,
        });
      }
    }
  });
}

/** Records approved, rejected and withdrawn expenses, and a refund. */
async function spend(stage: Stage, project: Project): Promise<void> {
  const [allocation, manager] = await stage.as(null, 'demo', async (tx) => [
    await tx.first(Allocation, { projectId: project.id }, [{ column: 'startsOn' }, { column: 'id' }]),
    await tx.load(User, project.managerId),
  ]);
  if (!allocation) return;
  const person = await stage.as(null, 'demo', (tx) => tx.load(User, allocation.userId));
  const days = [9, 6, 3].map((ago) => stage.ago(ago));
  stage.goTo(stage.ago(2));
  const recorded = await stage.as(person, 'expenseRecord', async (tx) => {
    const given = { projectId: project.id, billable: true, documentIds: [] };
    return [
      await expenseService.record(tx, {
        ...given,
        kind: ExpenseKind.TRAVEL,
        spentOn: days[0]!,
        amount: decimal('248.60'),
        note: 'Train to the plant and back.',
      }),
      await expenseService.record(tx, {
        ...given,
        kind: ExpenseKind.OTHER,
        spentOn: days[1]!,
        amount: decimal('64'),
        note: 'Dinner.',
      }),
      await expenseService.record(tx, {
        ...given,
        kind: ExpenseKind.ACCOMMODATION,
        spentOn: days[2]!,
        amount: decimal('312.40'),
        note: 'Two nights at the plant.',
      }),
    ];
  });
  await stage.as(manager, 'expenseApprove', (tx) => expenseService.approve(tx, recorded[0]!.id, 1));
  await stage.as(manager, 'expenseReject', (tx) =>
    expenseService.reject(tx, recorded[1]!.id, 1, 'Meals are part of the daily allowance.'),
  );
  await stage.as(person, 'expenseWithdraw', (tx) => expenseService.withdraw(tx, recorded[2]!.id, 1));
  const refund = await stage.as(person, 'expenseRecord', (tx) =>
    expenseService.record(tx, {
      projectId: project.id,
      kind: ExpenseKind.TRAVEL,
      spentOn: stage.ago(2),
      amount: decimal('-48.60'),
      refundOfId: recorded[0]!.id,
      note: 'The train was late.',
      billable: true,
      documentIds: [],
    }),
  );
  await stage.as(manager, 'expenseApprove', (tx) => expenseService.approve(tx, refund.id, 1));
}

/** A project's own rate, for an architect who joined later. */
async function setOwnRate(stage: Stage, project: Project): Promise<void> {
  const manager = await stage.as(null, 'demo', (tx) => tx.load(User, project.managerId));
  await stage.as(manager, 'rateSet', async (tx) => {
    const sow = (await tx.reader.first(StatementOfWork, { currentOfProjectId: project.id }))!;
    await rateService.set(tx, null, {
      role: 'Architect',
      projectId: project.id,
      currencyCode: sow.currencyCode,
      billRate: decimal(180),
      costRate: decimal(125),
      effectiveOn: stage.ago(10),
    });
  });
}
