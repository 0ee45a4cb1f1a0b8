import type { Job } from '../../../shared/jobs/job';
import { computeCards, openCards } from './scorecard-batches.service';

export const jobs: Job[] = [
  {
    name: 'scorecardsOpen',
    description:
      'Opens the scorecards of admitted partners for the running period, and for ended ones that are missing.',
    run: openCards,
  },
  {
    name: 'scorecardsCompute',
    description: 'Computes the open scorecards whose period has ended.',
    run: computeCards,
  },
];
