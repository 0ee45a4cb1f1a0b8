import type { Id } from '../../../../shared/domain/ids';
import { certificationFacts } from '../../../assessments';
import { assistedDeliveryFacts } from '../../../assisted-delivery';
import { standardFacts } from '../../../performance';
import { known } from './delivered';
import { plainSourceOf } from './source-of';

export const certificationEarned = plainSourceOf(certificationFacts.certificationIssued, {
  name: 'certificationEarned',
  label: 'Certification earned',
  description: 'A person of a partner was certified for an offering. The person is credited.',
  shape: { offeringId: 'text' },
  occurrencesIn: ({ fact, data: { partnerId, userId, offeringId } }) =>
    partnerId === null
      ? []
      : [
          {
            partnerId,
            memberIds: [userId],
            projectId: null,
            recordId: fact.subjectId,
            values: { offeringId },
            currencyCode: null,
          },
        ],
});

const ofDelivery = {
  shape: { offeringId: 'text' } as const,
  occurrencesIn: ({
    fact,
    data: { partnerId, projectId, offeringId },
  }: {
    fact: { subjectId: string };
    data: { partnerId: Id<'partner'>; projectId: Id<'project'>; offeringId: string };
  }) => [{ partnerId, memberIds: [], projectId, recordId: fact.subjectId, values: { offeringId }, currencyCode: null }],
};

export const assistedDeliveryPassed = plainSourceOf(assistedDeliveryFacts.assistedDeliveryPassed, {
  name: 'assistedDeliveryPassed',
  label: 'Assisted delivery passed',
  description: 'A mentor found that the partner can deliver alone.',
  ...ofDelivery,
});

export const assistedDeliveryFailed = plainSourceOf(assistedDeliveryFacts.assistedDeliveryFailed, {
  name: 'assistedDeliveryFailed',
  label: 'Assisted delivery failed',
  description: 'A mentor found that the partner cannot deliver alone yet.',
  ...ofDelivery,
});

const ofImprovement = {
  shape: { offeringId: 'text', hoursSaved: 'decimal' } as const,
  occurrencesIn: ({
    fact,
    data: { partnerId, proposedById, projectId, offeringId, hoursSaved },
  }: {
    fact: { subjectId: string };
    data: {
      partnerId: Id<'partner'> | null;
      proposedById: string | null;
      projectId: Id<'project'>;
      offeringId: string;
      hoursSaved: string;
    };
  }) =>
    partnerId === null
      ? []
      : [
          {
            partnerId,
            memberIds: proposedById === null ? [] : [proposedById as Id<'user'>],
            projectId,
            recordId: fact.subjectId,
            values: { offeringId, hoursSaved: known(hoursSaved) },
            currencyCode: null,
          },
        ],
};

export const improvementAccepted = plainSourceOf(standardFacts.playbookImprovementAccepted, {
  name: 'improvementAccepted',
  label: 'Playbook improvement accepted',
  description:
    'An improvement that a partner proposed was accepted for a playbook. The person who proposed it is credited.',
  ...ofImprovement,
});

export const improvementReleased = plainSourceOf(standardFacts.playbookImprovementReleased, {
  name: 'improvementReleased',
  label: 'Playbook improvement released',
  description:
    'An improvement that a partner proposed was included in a published playbook. The person who proposed it is credited.',
  ...ofImprovement,
});
