import type { Reader } from '../../../shared/database/reader';
import type { Metric } from '../../../shared/domain/metric';
import { partnerSubject } from './metric-subjects';
import { reportedMetric } from './reported-metric';

/** A figure about a whole firm that every programme may use without declaring it. */
const ofEveryProgramme = (name: string, label: string, description: string, unit: Metric<Reader>['unit']) =>
  reportedMetric({ name, label, description, unit }, [partnerSubject]);

export const metrics: Metric<Reader>[] = [
  ofEveryProgramme(
    'newUsers12Months',
    'New users in the last 12 months',
    'The number of new users that the partner brought in the last 12 months.',
    'COUNT',
  ),
  ofEveryProgramme(
    'retentionPercent',
    'Customer retention in percent',
    "The percentage of the partner's customers that stayed.",
    'PERCENT',
  ),
  ofEveryProgramme(
    'partnerScore',
    "Score in the vendor's partner rating",
    "The partner's score in the vendor's own partner rating.",
    'SCORE',
  ),
];
