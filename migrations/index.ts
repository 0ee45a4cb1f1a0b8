import { KernelAndIdentity0000000000001 } from './0001-kernel-and-identity';
import { CatalogAndCustomers0000000000002 } from './0002-catalog-and-customers';

/** Every migration, in the order in which they run. */
export const migrations = [KernelAndIdentity0000000000001, CatalogAndCustomers0000000000002];
