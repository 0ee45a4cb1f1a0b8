import { PlanningDays, ProgressMethod, ResourceParty, ResponsibleParty } from '../modules/sow';
import { decimal, round } from '../shared/domain/decimal';
import { addDays, type PlainDate } from '../shared/domain/dates';
import type { PartnerOnStage } from './partners';
import type { ProjectPlot } from './plot';
import type { Random } from './random';

const rates = { Architect: [165, 110], Consultant: [130, 85], Developer: [115, 75] } as const;
const roles = ['Architect', 'Consultant', 'Developer'] as const;

interface Parties {
  endsOn: PlainDate;
  partners: readonly PartnerOnStage[];
  random: Random;
}

/** The content of a statement of work: the offering's deliverables in order, one item out of scope, three payments. */
export function agreementOf(plot: ProjectPlot, { endsOn, partners, random }: Parties) {
  const third = Math.floor(plot.days / 3);
  const day = (thirds: number) => addDays(plot.startsOn, thirds * third);
  const hours = (role: string) =>
    plot.offering.baselineHours
      .filter((each) => each.role === role)
      .map((each) => ({ phase: each.phase, hours: decimal(each.hours) }));
  const parties = partners.length > 0 ? partners.map(({ id }) => id) : [null];
  const lines = parties.flatMap((partnerId, index) =>
    roles.map((role) => ({
      role,
      party: partnerId ? ResourceParty.PARTNER : ResourceParty.VENDOR,
      partnerId,
      // The first party gets the planned hours; a second partner only a few in the third phase.
      hours: index === 0 ? hours(role) : [{ phase: plot.offering.phases[2]!, hours: decimal(16) }],
      billRate: decimal(rates[role][0]),
      costRate: decimal(rates[role][1]),
    })),
  );
  const budget = plot.offering.baselineHours.reduce((total, { role, hours: planned }) => {
    const [, cost] = rates[role as keyof typeof rates];
    return total + planned * cost;
  }, 0);
  const items = plot.offering.deliverables.map((deliverable, index) => ({
    title: deliverable.name,
    standard: index !== 1 || random.chance(0.7),
    inScope: true,
    quantity: decimal(1),
    unit: 'delivery',
    startsOn: day(index),
    endsOn: index === 2 ? endsOn : addDays(day(index + 1), -1),
    assumptions: '',
    offeringId: plot.offering.id,
    price: decimal(Math.round((budget * 1.5 * [0.25, 0.5, 0.25][index]!) / 10) * 10),
    budgetCost: decimal(Math.round((budget * [0.25, 0.5, 0.25][index]!) / 10) * 10),
    responsibleParty: plot.partner ? ResponsibleParty.PARTNER : ResponsibleParty.VENDOR,
    phase: ['Design', 'Build', 'Go-live'][index]!,
    resourceRole: roles[index]!,
    deliverables: [{ name: deliverable.name, acceptanceCriteria: deliverable.acceptanceStandard }],
  }));
  // If the vendor delivers alone, it is paid in three equal instalments; the last one includes the remainder.
  const price = items.reduce((total, item) => total.plus(item.price), decimal(0));
  const instalment = round(price.div(3), 0);
  const payment = (index: number) =>
    plot.partner
      ? { paymentShare: decimal([30, 40, 30][index]!) }
      : { paymentAmount: index < 2 ? instalment : price.minus(instalment.times(2)) };
  const leftOut = {
    title: 'Changes to neighbouring systems',
    standard: false,
    inScope: false,
    quantity: null,
    unit: '',
    startsOn: plot.startsOn,
    endsOn,
    assumptions: '',
    responsibleParty: ResponsibleParty.CUSTOMER,
    deliverables: [],
  };
  return {
    currencyCode: plot.customer.country === 'CN' ? 'CNY' : 'EUR',
    startsOn: plot.startsOn,
    endsOn,
    progressMethod: ProgressMethod.PROGRESS_UPDATES,
    // Some statements of work count calendar days, as all did in earlier versions.
    planningDays: plot.customer.country === 'CN' ? PlanningDays.CALENDAR_DAYS : PlanningDays.WORKING_DAYS,
    acceptanceWindowDays: 10,
    exclusions: 'Hardware, and licenses of other vendors.',
    assumptions: 'The customer names a process owner for each area within two weeks.',
    scopeItems: [...items, leftOut],
    milestones: plot.offering.deliverables.map((deliverable, index) => ({
      ...payment(index),
      name: ['Design signed', 'System configured', 'Live'][index]!,
      dueOn: index === 2 ? endsOn : addDays(day(index + 1), -1),
      deliverables: [deliverable.name],
    })),
    resourceLines: lines.filter((line) => line.hours.length > 0),
  };
}
