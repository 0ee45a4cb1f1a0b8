import type { ServiceOffering } from '../modules/catalog';
import type { Customer } from '../modules/customers';
import type { PlainDate } from '../shared/domain/dates';
import type { PartnerOnStage } from './partners';

/** Where a project stands at the end of the demo's year. */
export type Ending = 'PLANNED' | 'IN_REVIEW' | 'ACTIVE' | 'ON_HOLD' | 'ACCEPTANCE' | 'CLOSED' | 'CANCELLED';

export interface ProjectPlot {
  name: string;
  customer: Customer;
  offering: ServiceOffering;
  /** Null where the vendor delivers alone. */
  partner: PartnerOnStage | null;
  /** A second partner that shares the work. */
  helper: PartnerOnStage | null;
  assisted: boolean;
  startsOn: PlainDate;
  days: number;
  ending: Ending;
  /** How much faster than planned the work goes, and how much cheaper. */
  pace: number;
}
