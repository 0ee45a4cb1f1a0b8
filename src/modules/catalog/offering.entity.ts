import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { IsPositive, Length, Max } from 'class-validator';
import { Index } from 'typeorm';
import {
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../shared/database/columns';
import { RecordType, StoredRecord, VendorOnly } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';
import { DateTime } from '../../shared/graphql/scalars';
import { Product } from './product.entity';

export enum Standardisation {
  CUSTOM = 'CUSTOM',
  STANDARDISED = 'STANDARDISED',
  AUTOMATED = 'AUTOMATED',
  TOOLED = 'TOOLED',
}

registerEnumType(Standardisation, {
  name: 'Standardisation',
  description: 'How far a service has become standard.',
  valuesConfig: {
    CUSTOM: { description: 'Made anew each time.' },
    STANDARDISED: { description: 'Delivered from a playbook.' },
    AUTOMATED: { description: 'Parts of it run by themselves.' },
    TOOLED: { description: 'A tool does it.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Something that an offering delivers, and when it counts as good.' })
@InputType('OfferingDeliverableInput', {
  description: 'Something that an offering delivers, and when it counts as good.',
})
export class OfferingDeliverable {
  @Field({ description: 'What the customer receives, in a few words.' })
  @Length(1, 200)
  name!: string;

  @Field({
    description:
      'The standard that its acceptance is measured by; empty where none is set, which keeps the offering from partners.',
  })
  @Length(0, 2000)
  acceptanceStandard!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The hours that a phase usually takes of a role.' })
@InputType('BaselineHoursInput', { description: 'The hours that a phase usually takes of a role.' })
export class BaselineHours {
  @Field({ description: "One of the offering's phases." })
  @Length(1, 100)
  phase!: string;

  @Field({ description: "One of the offering's roles." })
  @Length(1, 100)
  role!: string;

  @Field(() => Number, { description: 'In hours, above 0.' })
  @IsPositive()
  @Max(100_000)
  hours!: number;
}

@RecordType({
  prefix: 'offering',
  description: 'A service that can be delivered for a product, by the vendor or by partners.',
})
export class ServiceOffering extends StoredRecord {
  declare id: Id<'offering'>;

  @Field({ description: 'Unique without regard to case.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index({ unique: true })
  @TextColumn({ length: 200 })
  nameKey!: string;

  @Index()
  @Field(() => ID, { description: 'The id of the product that the service is for.' })
  @IdColumn({ references: () => Product })
  productId!: Id<'product'>;

  @Field({ description: 'What the customer gets.' })
  @LongTextColumn()
  description!: string;

  @Field(() => Standardisation, { description: 'How standard its delivery has become, from CUSTOM to TOOLED.' })
  @EnumColumn()
  standardisation!: Standardisation;

  @Field(() => [OfferingDeliverable], { description: 'What is delivered, each with its acceptance standard.' })
  @JsonColumn()
  deliverables!: OfferingDeliverable[];

  @Field(() => [String], { description: 'The phases of a delivery, in order.' })
  @JsonColumn()
  phases!: string[];

  @Field(() => [String], { description: 'The roles that a delivery needs.' })
  @JsonColumn()
  roles!: string[];

  @Field(() => [BaselineHours], {
    description: 'The hours that are planned from, per phase and role, where no published playbook says otherwise.',
  })
  @JsonColumn()
  baselineHours!: BaselineHours[];

  /** Counts the publications and retirements of its playbooks, so that each is a change of this record too. */
  @IntColumn({ nullable: true })
  playbookRevision!: number | null;

  @Index()
  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when it is open to partners; null where it is not.',
  })
  @DateTimeColumn({ nullable: true })
  openedToPartnersAt!: Date | null;

  @VendorOnly()
  @Field(() => String, {
    nullable: true,
    description: 'Why it was closed to partners; null while it is open, where it never was, and for partner roles.',
  })
  @LongTextColumn({ nullable: true })
  closedToPartnersReason!: string | null;

  @Field({ description: 'Is it open to partners? They may be won and trained for it then.' })
  get openToPartners(): boolean {
    return this.openedToPartnersAt !== null;
  }
}
