export { Product } from './product.entity';
export { OfferingPayload } from './catalog.inputs';
export { BaselineHours, OfferingDeliverable, ServiceOffering, Standardisation } from './offering.entity';
export { ActivityKind, Playbook } from './playbook.entity';
export { PlaybookStatus } from './playbook.lifecycle';
export { plannedHoursOf } from './planned-hours.reader';
export * as catalogService from './catalog.service';
export * as offeringService from './offering.service';
export * as playbookService from './playbook.service';
