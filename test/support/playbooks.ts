import { Role, type TestApp } from './app';
import { givenClosedOffering, unique } from './given';

/* Playbooks as their users make them. They fit the offerings of `givenClosedOffering`. */

/** The whole content of a playbook that can be published: 120 hours, 60 days. */
export function playbookContent(changes: object = {}) {
  return {
    name: unique('Playbook'),
    changes: '',
    phases: [
      { phase: 'Design', plannedDays: 20 },
      { phase: 'Build', plannedDays: 40 },
    ],
    activities: [
      { title: 'Design workshop', phase: 'Design', role: 'Architect', hours: '24' },
      { title: 'Write the design', phase: 'Design', role: 'Consultant', hours: '16.5' },
      { title: 'Configure', phase: 'Build', role: 'Consultant', hours: '60', kind: 'TOOLED' },
      { title: 'Load the data', phase: 'Build', role: 'Consultant', hours: '19.5', kind: 'AUTOMATED' },
    ],
    scopeItems: [
      playbookItem(),
      playbookItem({
        title: 'Configuration',
        phase: 'Build',
        role: 'Consultant',
        startsAfterDays: 20,
        durationDays: 40,
        deliverables: [{ name: 'Live system', acceptanceCriteria: 'It runs.' }],
      }),
    ],
    milestones: [
      { name: 'Designed', dueAfterDays: 19, paymentShare: '33.33', deliverables: ['design DOCUMENT'] },
      { name: 'Live', dueAfterDays: 59, paymentShare: '66.67', deliverables: ['Live system'] },
    ],
    exclusions: 'Hardware.',
    assumptions: 'Access is given.',
    acceptanceWindowDays: 10,
    ...changes,
  };
}

export function playbookItem(changes: object = {}) {
  return {
    title: 'Solution design',
    phase: 'Design',
    role: 'Architect',
    quantity: '1',
    unit: 'design',
    startsAfterDays: 0,
    durationDays: 20,
    deliverables: [{ name: 'Design document', acceptanceCriteria: 'The process owners have signed it.' }],
    ...changes,
  };
}

export interface GivenPlaybook {
  id: string;
  version: number;
  offeringId: string;
}

export async function givenPlaybookDraft(
  app: TestApp,
  options: { offeringId?: string; content?: object } = {},
): Promise<GivenPlaybook> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const offeringId = options.offeringId ?? (await givenClosedOffering(app)).id;
  const input = { offeringId, ...playbookContent(options.content) };
  const drafted = await manager.done('playbookDraft', { input }, 'playbook { id version }');
  return { ...drafted, offeringId };
}

/** A published playbook, and its offering's version. */
export async function givenPlaybook(
  app: TestApp,
  options: { offeringId?: string; content?: object } = {},
): Promise<GivenPlaybook & { offeringVersion: number }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const { id, version, offeringId } = await givenPlaybookDraft(app, options);
  const published = await manager.done(
    'playbookPublish',
    { id, version },
    'playbook { id version offering { version } }',
  );
  return { id, version: published.version, offeringId, offeringVersion: published.offering.version };
}

/** An offering that is open to partners, by its published playbook. */
export async function givenOpenOffering(
  app: TestApp,
): Promise<{ id: string; version: number; playbook: GivenPlaybook }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const playbook = await givenPlaybook(app);
  const opened = await manager.done(
    'offeringOpenToPartners',
    { id: playbook.offeringId, version: playbook.offeringVersion },
    'offering { id version }',
  );
  return { ...opened, playbook };
}
