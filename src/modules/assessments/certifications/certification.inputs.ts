import { Field, ID, InputType } from 'type-graphql';
import { Reason } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { Certification } from './certification.entity';
import { CertificationStatus } from './certification.lifecycle';

@InputType({ description: 'The reason why a certification is revoked.' })
export class CertificationRevokeInput {
  @Reason('The person and their firm can read it.')
  reason!: string;
}

@InputType({ description: 'Which certifications to list.' })
export class CertificationFilter {
  @Field(() => [ID], { nullable: true, description: 'Only certifications of these people; at most 100 ids.' })
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Only certifications of these partners' people; at most 100 ids." })
  partnerId?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only certifications for these service offerings; at most 100 ids.',
  })
  offeringId?: string[] | null;

  @Field(() => [CertificationStatus], {
    nullable: true,
    description: 'Only certifications with one of these statuses today.',
  })
  status?: CertificationStatus[] | null;
}
export const CertificationPayload = payloadOf(
  'Certification',
  'certification',
  () => Certification,
  'the certification',
);
