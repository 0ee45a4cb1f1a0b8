export { Customer, CustomerKind, CustomerTier } from './customer.entity';
export * as customersService from './customers.service';
