export { Product } from './product.entity';
export { BaselineHours, OfferingDeliverable, ServiceOffering, Standardisation } from './offering.entity';
export * as catalogService from './catalog.service';
