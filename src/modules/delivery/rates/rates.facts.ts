import { defineFact } from '../../../shared/events/fact';

export const rateSet = defineFact<{
  role: string;
  partnerId: string | null;
  projectId: string | null;
  effectiveOn: string;
}>('RateSet', 'What an hour of a role costs from a day on was set.');
