import type { ModulePart } from '../../../shared/module';
import { PartnershipResolver } from './partnership.resolver';

/** The steps that the vendor decides on, from the application to the end: they draw on all the folders above. */
export const partnership: ModulePart = {
  resolvers: [PartnershipResolver],
};
