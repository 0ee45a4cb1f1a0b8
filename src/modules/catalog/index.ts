export { Product } from './product.entity';
export { BaselineHours, OfferingDeliverable, ServiceOffering, Standardisation } from './offering.entity';
export { plannedHoursOf } from './planned-hours.reader';
export * as catalogService from './catalog.service';
