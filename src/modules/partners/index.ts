export { Partner } from './partner.entity';
export { PartnerStatus } from './partner.lifecycle';
export { Qualification } from './qualification.entity';
export { QualificationStage } from './qualification.lifecycle';
export { openQualification } from './qualification.reads';
export { Programme } from './programme.entity';
export { programmeInForce } from './programme.reads';
