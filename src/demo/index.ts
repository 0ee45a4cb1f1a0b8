import type { DemoLogins } from '../server';
import type { Installation } from '../installation';
import { hashPassword, User } from '../modules/identity';
import { Role, system } from '../shared/access/viewer';
import { addDays } from '../shared/domain/dates';
import { playAcceptance } from './acceptance';
import { playAlliances } from './alliances';
import { type Catalogue, stockCatalogue } from './catalogue';
import { playChangeOrders } from './change-orders';
import { correctRecords } from './corrections';
import { firms } from './firms';
import { playFunds } from './funds';
import { playIncentives } from './incentives';
import { advance, endPartner, type PartnerOnStage, raisePartner } from './partners';
import { cast, People } from './people';
import { improvePlaybooks, publishPlaybooks } from './playbooks';
import { publishProgramme, publishTraining } from './programme';
import type { Ending, ProjectPlot } from './plot';
import { ProjectOnStage } from './projects';
import { goToMarket } from './going-to-market';
import { draftNextScheme, publishScheme, tryScheme } from './schemes';
import { keepRegisters } from './registers';
import { playResources } from './resources';
import { reportOnProjects } from './reports';
import { Stage } from './stage';
import { playSanctions } from './sanctions';
import { askCustomers } from './surveys';
import { scorePartners } from './scorecards';
import { playStandards } from './standards';
import { draftNextProgramme, lapseOne, reviewTiers } from './tiers';
import { playTimesheets } from './timesheets';
import { playCommonCourse } from './training';

export interface DemoOptions {
  password: string;
  /** SMALL has every kind of record in every status, and loads in seconds; the tests use it. */
  size?: 'FULL' | 'SMALL';
  progress?: (message: string) => void;
}

/** Creates a realistic ecosystem over the past year, through the services, so that all rules apply. */
export async function loadDemo(installation: Installation, options: DemoOptions): Promise<void> {
  const say = options.progress ?? (() => undefined);
  const stage = new Stage(installation, await hashPassword(options.password));
  const people = await People.hire(stage);
  const catalogue = await stockCatalogue(stage, people);
  await publishPlaybooks(stage, people, catalogue);
  await publishProgramme(stage, people);
  await publishScheme(stage, people);
  await publishTraining(stage, people, catalogue);

  const small = options.size === 'SMALL';
  const chosen = small ? firms.filter((_, index) => index < 2 || index % 3 !== 1) : firms;
  const partners: PartnerOnStage[] = [];
  for (const firm of chosen) {
    partners.push(await raisePartner(stage, people, catalogue, firm));
    say(`partners ${partners.length} of ${chosen.length}`);
  }
  // Assisted projects come first: by them, some partners become independent and can have projects of their own.
  const assisted = assistedPlots(stage, catalogue, partners);
  for (const [index, plot] of assisted.entries()) {
    await new ProjectOnStage(stage, people, plot).play();
    if (plot.ending === 'CLOSED') await advance(stage, people, plot.partner!.qualifications.get(plot.offering.name)!);
    say(`assisted projects ${index + 1} of ${assisted.length}`);
  }
  const others = otherPlots(stage, catalogue, partners, (small ? 16 : 40) - assisted.length);
  for (const [index, plot] of others.entries()) {
    await new ProjectOnStage(stage, people, plot).play();
    say(`projects ${index + 1} of ${others.length}`);
  }
  await playAcceptance(stage);
  await playChangeOrders(stage, people);
  for (const partner of partners) {
    if (['SUSPENDED', 'TERMINATED'].includes(partner.firm.life)) await endPartner(stage, people, partner);
  }
  await keepRegisters(stage);
  await playCommonCourse(stage, people, partners);
  await playTimesheets(stage);
  await reviewTiers(stage, people, partners);
  await lapseOne(stage, people, partners);
  await draftNextProgramme(stage, people);
  await improvePlaybooks(stage, people, catalogue);
  await playResources(stage, people, partners);
  await playStandards(stage, people, partners);
  await reportOnProjects(stage);
  await playAlliances(stage, people, catalogue, partners);
  await playFunds(stage, people, partners);
  await playIncentives(stage, people, partners);
  await goToMarket(stage, people, catalogue, partners);
  await correctRecords(stage, people, catalogue, partners);
  const nextScheme = await draftNextScheme(stage, people);
  await scorePartners(stage, people);
  await askCustomers(stage);
  await playSanctions(stage, people, partners);
  await stage.settle();
  await tryScheme(stage, people, nextScheme);
  await stage.settle();
}

/** Whether the database has no users yet. */
export async function isEmpty(installation: Installation): Promise<boolean> {
  return (await installation.database.reader(system).first(User, {})) === null;
}

/** The logins that the explorer offers: the staff, and an administrator and a member of some partners. */
export async function demoLogins(installation: Installation, password: string): Promise<DemoLogins> {
  const reader = installation.database.reader(system);
  const staff = await reader.list(User, { name: cast.map(({ name }) => name), partnerId: null });
  const byCast = cast.flatMap(({ name }) => staff.filter((user) => user.name === name));
  const logins: DemoLogins['logins'] = byCast.map(({ email, name, roles }) => ({ email, name, roles, partner: null }));
  for (const firm of firms.slice(0, 3)) {
    for (const role of [Role.PARTNER_ADMIN, Role.PARTNER_MEMBER]) {
      const members = await reader.list(User, {}, [{ column: 'id' }]);
      const member = members.find(
        (user) =>
          user.email.endsWith(`@${firm.domain}`) &&
          user.roles.includes(role) &&
          (role === Role.PARTNER_ADMIN || user.roles.length === 1),
      );
      if (member) logins.push({ email: member.email, name: member.name, roles: member.roles, partner: firm.name });
    }
  }
  return { password, logins };
}

/** The completed assisted deliveries of independent partners, and those in progress. */
function assistedPlots(stage: Stage, catalogue: Catalogue, partners: readonly PartnerOnStage[]): ProjectPlot[] {
  const plots: ProjectPlot[] = [];
  for (const partner of partners) {
    for (const [name, reached] of Object.entries(partner.firm.qualifications)) {
      if (reached !== 'INDEPENDENT' && reached !== 'ASSISTED') continue;
      const done = reached === 'INDEPENDENT';
      const offering = catalogue.offerings.find((each) => each.name === name)!;
      const customer = stage.random.pick(catalogue.customers);
      const begun = done ? partner.firm.applied - 110 : stage.random.between(30, 70);
      plots.push({
        name: `${name}, ${customer.name}`,
        customer,
        offering,
        partner,
        helper: null,
        assisted: true,
        startsOn: stage.ago(begun),
        days: done ? 75 : 120,
        ending: done ? 'CLOSED' : partner.firm.life === 'SUSPENDED' ? 'CANCELLED' : 'ACTIVE',
        pace: 0.8 + stage.random.next() * 0.3,
      });
    }
  }
  return plots;
}

const endings: readonly Ending[] = [
  'ACTIVE', 'CLOSED', 'PLANNED', 'ACTIVE', 'ACCEPTANCE', 'CLOSED', 'ON_HOLD', 'IN_REVIEW', 'CLOSED', 'CANCELLED', 'ACTIVE',
]; // prettier-ignore

function otherPlots(
  stage: Stage,
  catalogue: Catalogue,
  partners: readonly PartnerOnStage[],
  many: number,
): ProjectPlot[] {
  const independent = partners.flatMap((partner) =>
    Object.entries(partner.firm.qualifications)
      .filter(([, reached]) => reached === 'INDEPENDENT')
      .map(([name]) => ({ partner, name })),
  );
  return Array.from({ length: Math.max(many, endings.length) }, (_, index) => {
    const ending = endings[index % endings.length]!;
    const alone = index % 2 === 0 ? independent[(index / 2) % independent.length]! : null;
    const offering = alone
      ? catalogue.offerings.find(({ name }) => name === alone.name)!
      : stage.random.pick(catalogue.offerings);
    const customer = stage.random.pick(catalogue.customers);
    const days = stage.random.between(60, 130);
    const begun = {
      PLANNED: -30,
      IN_REVIEW: 5,
      ACTIVE: 50,
      ON_HOLD: 60,
      ACCEPTANCE: days + 10,
      CLOSED: days + 20,
      CANCELLED: 90,
    }[ending];
    return {
      name: `${offering.name}, ${customer.name} ${index + 1}`,
      customer,
      offering,
      partner: alone?.partner ?? null,
      helper:
        independent.find(({ partner, name }) => alone && name === alone.name && partner !== alone.partner)?.partner ??
        null,
      assisted: false,
      startsOn: addDays(stage.today, -(begun + stage.random.between(0, 20))),
      days,
      ending,
      pace: 0.75 + stage.random.next() * 0.4,
    };
  });
}
