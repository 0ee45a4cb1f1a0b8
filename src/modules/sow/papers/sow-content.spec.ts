import type { SowParts } from '../content/sow-content.reader';
import { PlanningDays, ProgressMethod, type StatementOfWork } from '../content/sow.entity';
import { hashOf } from './sow-content';

const parts: SowParts = { items: [], deliverables: [], milestones: [], resourceLines: [] };
const sow = (planningDays: PlanningDays) =>
  ({
    projectId: 'project_1',
    revision: 1,
    currencyCode: 'EUR',
    startsOn: '2026-03-02',
    endsOn: '2026-06-30',
    progressMethod: ProgressMethod.PROGRESS_UPDATES,
    planningDays,
    acceptanceWindowDays: 10,
    exclusions: '',
    assumptions: '',
  }) as unknown as StatementOfWork;

describe('the hash of a statement of work', () => {
  it('with CALENDAR_DAYS is the same as before the choice existed', () => {
    const then = '9995c1273f1a8a613e60690423d4d8284071e678ee00e76e77a0e6460a8e8a53';
    expect(hashOf(sow(PlanningDays.CALENDAR_DAYS), parts)).toBe(then);
    expect(hashOf(sow(PlanningDays.WORKING_DAYS), parts)).not.toBe(then);
  });
});
