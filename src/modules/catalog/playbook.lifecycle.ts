import { type Blocker, Lifecycle } from '../../shared/domain/lifecycle';
import { playbookActions } from './catalog.actions';

export enum PlaybookStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  RETIRED = 'RETIRED',
}

export type PlaybookAction = (typeof playbookActions)['update' | 'publish' | 'retire'];

/** What a transition of a playbook depends on in addition to its status. */
export interface PlaybookConditions {
  /** What keeps it from publication. */
  findings: readonly Blocker[];
  /** Whether its offering is open to partners because of it. */
  keepsOfferingOpen: boolean;
}

const { DRAFT, PUBLISHED, RETIRED } = PlaybookStatus;

export const playbookLifecycle = new Lifecycle<PlaybookStatus, PlaybookAction, PlaybookConditions>(
  'Playbook',
  Object.values(PlaybookStatus),
  DRAFT,
  [
    { from: DRAFT, action: playbookActions.update, to: DRAFT },
    { from: DRAFT, action: playbookActions.publish, to: PUBLISHED, guard: ({ findings }) => [...findings] },
    {
      from: [DRAFT, PUBLISHED],
      action: playbookActions.retire,
      to: RETIRED,
      guard: ({ keepsOfferingOpen }) =>
        keepsOfferingOpen
          ? [
              {
                code: 'offering-open-to-partners',
                message:
                  'The offering is open to partners by this playbook. Publish the next edition, or close the offering first.',
              },
            ]
          : [],
    },
  ],
);
