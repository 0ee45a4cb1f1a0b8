import {
  Scorecard,
  scorecardBatchesService as batches,
  scorecardDefinitionService,
  ScorecardPeriod,
  scorecardService,
  ScorecardStatus,
  StandingEffect,
} from '../modules/scorecards';
import { Role } from '../shared/access/viewer';
import { addDays, addMonths, type PlainDate } from '../shared/domain/dates';
import { decimal } from '../shared/domain/decimal';
import type { People } from './people';
import type { Stage } from './stage';

const { NONE, WARN, PREVENT } = StandingEffect;
const { MONTH, QUARTER } = ScorecardPeriod;

const criterion = (code: string, label: string, formula: string, maximum: number, weight: number) => ({
  code,
  label,
  formula,
  maximum: decimal(maximum),
  weight: decimal(weight),
});

const rules = {
  name: 'Delivery scorecard',
  period: QUARTER,
  criteria: [
    criterion('punctuality', 'Milestones on time', 'milestonesOnTimePercent', 100, 30),
    criterion('acceptance', 'Deliverables accepted', '100 - deliverablesRejectedPercent', 100, 20),
    criterion('independence', 'Mentor marks', 'mentorMarkInPeriod', 5, 20),
    criterion('stability', 'No severe incidents', '10 - 5 * severeIncidents', 10, 15),
    criterion('knowledge', 'Certifications earned', 'certificationsEarned', 4, 15),
  ],
  standings: [
    { name: 'Critical', from: decimal(0), staffing: PREVENT, dealRegistration: PREVENT },
    { name: 'Below expectations', from: decimal(30), staffing: WARN, dealRegistration: NONE },
    { name: 'Reliable', from: decimal(60), staffing: NONE, dealRegistration: NONE },
    { name: 'Outstanding', from: decimal(85), staffing: NONE, dealRegistration: NONE },
  ],
  notes: 'Quarters count with decreasing weight for three years.',
};

/** A definition in force for a year, its published quarters, the last one computed, and a draft to test on them. */
export async function scorePartners(stage: Stage, people: People): Promise<void> {
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  const quarters = lastQuarters(stage.today);
  stage.goTo(addDays(quarters[0]!, -10));
  const { id } = await stage.as(manager, 'scorecardDefinitionPublish', async (tx) => {
    const draft = await scorecardDefinitionService.draft(tx, rules);
    return scorecardDefinitionService.publish(tx, draft.id, draft.version, quarters[0]!);
  });
  for (const [index, firstDay] of quarters.entries()) {
    stage.goTo(addDays(firstDay, 2));
    await batches.openCards(stage.database);
    await batches.computeCards(stage.database);
    if (index === quarters.length - 1) break;
    await stage.as(manager, 'scorecardPublish', async (tx) => {
      const order = [{ column: 'startsOn' }];
      for (const { id: cardId, version } of await tx.list(Scorecard, { status: ScorecardStatus.COMPUTED }, order)) {
        await scorecardService.publish(tx, cardId, version);
      }
    });
  }
  stage.goTo(stage.today);
  await stage.as(manager, 'scorecardDefinitionDiscard', async (tx) => {
    const draft = await scorecardDefinitionService.draft(tx, { ...rules, name: 'Monthly scorecard', period: MONTH });
    await scorecardDefinitionService.discard(tx, draft.id, draft.version);
  });
  await stage.as(manager, 'scorecardDefinitionUpdate', async (tx) => {
    const draft = await scorecardDefinitionService.draftFrom(tx, id);
    const [punctuality, acceptance, ...others] = rules.criteria;
    await scorecardDefinitionService.update(tx, draft.id, draft.version, {
      ...rules,
      criteria: [{ ...punctuality!, weight: decimal(40) }, { ...acceptance!, weight: decimal(10) }, ...others],
      notes: 'Proposal: punctuality weighs more.',
    });
  });
}

/** The first days of the quarters of the past year, up to the one that runs. */
function lastQuarters(today: PlainDate): PlainDate[] {
  const month = Number(today.slice(5, 7)) - 1;
  const running = `${today.slice(0, 4)}-${String(month - (month % 3) + 1).padStart(2, '0')}-01`;
  return [-12, -9, -6, -3, 0].map((months) => addMonths(running, months));
}
