import type { ServiceOffering } from '../modules/catalog';
import type { Customer } from '../modules/customers';
import type { PlainDate } from '../shared/domain/dates';
import type { PartnerOnStage } from './partners';

/** The situation of a project at the end of the demo's year. */
export type Ending = 'PLANNED' | 'IN_REVIEW' | 'ACTIVE' | 'ON_HOLD' | 'ACCEPTANCE' | 'CLOSED' | 'CANCELLED';

export interface ProjectPlot {
  name: string;
  customer: Customer;
  offering: ServiceOffering;
  /** Null if the vendor delivers alone. */
  partner: PartnerOnStage | null;
  /** A second partner that shares the work. */
  helper: PartnerOnStage | null;
  assisted: boolean;
  startsOn: PlainDate;
  days: number;
  ending: Ending;
  /** Factor on the planned progress: above 1, the work is faster and cheaper than planned. */
  pace: number;
}
