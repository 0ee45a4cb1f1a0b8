import { Field, ID, InputType } from 'type-graphql';
import { Reason } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { Certification } from './certification.entity';
import { CertificationStatus } from './certification.lifecycle';

@InputType({ description: 'Why a certification is taken away.' })
export class CertificationRevokeInput {
  @Reason('The person and their firm read it.')
  reason!: string;
}

@InputType({ description: 'Which certifications to list.' })
export class CertificationFilter {
  @Field(() => [ID], { nullable: true, description: 'Only those of these people; at most 100 ids.' })
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these partners; at most 100 ids.' })
  partnerId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these service offerings; at most 100 ids.' })
  offeringId?: string[] | null;

  @Field(() => [CertificationStatus], { nullable: true, description: 'As they stand today.' })
  status?: CertificationStatus[] | null;
}
export const CertificationPayload = payloadOf(
  'Certification',
  'certification',
  () => Certification,
  'the certification',
);
