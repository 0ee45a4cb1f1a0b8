export { Assessment } from './assessment.entity';
export { Attempt } from './attempt.entity';
export { AttemptStatus } from './attempt.lifecycle';
export { Certification } from './certification.entity';
export { CertificationStatus } from './certification.lifecycle';
export { unexpiredCertification } from './certification.metrics';
