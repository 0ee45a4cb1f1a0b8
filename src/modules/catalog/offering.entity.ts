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
  description: 'How standard a service offering is.',
  valuesConfig: {
    CUSTOM: { description: 'Designed for each customer.' },
    STANDARDISED: { description: 'Delivered by a playbook.' },
    AUTOMATED: { description: 'Partly automated.' },
    TOOLED: { description: 'Done by a tool.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'Something that an offering delivers, with the standard for its acceptance.',
})
@InputType('OfferingDeliverableInput', {
  description: 'Something that an offering delivers, with the standard for its acceptance.',
})
export class OfferingDeliverable {
  @Field({ description: 'What the customer receives, in a few words.' })
  @Length(1, 200)
  name!: string;

  @Field({
    description:
      'The standard that acceptance is measured by. Empty if none is set, which keeps the offering closed to partners.',
  })
  @Length(0, 2000)
  acceptanceStandard!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The hours that a role usually needs in a phase.' })
@InputType('BaselineHoursInput', { description: 'The hours that a role usually needs in a phase.' })
export class BaselineHours {
  @Field({ description: "One of the offering's phases." })
  @Length(1, 100)
  phase!: string;

  @Field({ description: "One of the offering's roles." })
  @Length(1, 100)
  role!: string;

  @Field(() => Number, { description: 'The hours, above 0.' })
  @IsPositive()
  @Max(100_000)
  hours!: number;
}

@RecordType({
  prefix: 'offering',
  description: 'A service that the vendor or partners deliver for a product.',
})
export class ServiceOffering extends StoredRecord {
  declare id: Id<'offering'>;

  @Field({ description: 'The name of the offering; unique, ignoring case.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index({ unique: true })
  @TextColumn({ length: 200 })
  nameKey!: string;

  @Index()
  @Field(() => ID, { description: 'The id of the product that the service is for.' })
  @IdColumn({ references: () => Product })
  productId!: Id<'product'>;

  @Field({ description: 'What the customer receives.' })
  @LongTextColumn()
  description!: string;

  @Field(() => Standardisation, { description: 'How standard the delivery is, from CUSTOM to TOOLED.' })
  @EnumColumn()
  standardisation!: Standardisation;

  @Field(() => [OfferingDeliverable], { description: 'The deliverables, each with its acceptance standard.' })
  @JsonColumn()
  deliverables!: OfferingDeliverable[];

  @Field(() => [String], { description: 'The phases of a delivery, in order.' })
  @JsonColumn()
  phases!: string[];

  @Field(() => [String], { description: 'The roles that a delivery needs.' })
  @JsonColumn()
  roles!: string[];

  @Field(() => [BaselineHours], {
    description: 'The planned hours per phase and role, used if no playbook is published or it plans none.',
  })
  @JsonColumn()
  baselineHours!: BaselineHours[];

  /** Counts the publications and retirements of its playbooks, so that each also changes this record. */
  @IntColumn({ nullable: true })
  playbookRevision!: number | null;

  @Index()
  @Field(() => DateTime, {
    nullable: true,
    description: 'When the offering was opened to partners; null if it is closed to them.',
  })
  @DateTimeColumn({ nullable: true })
  openedToPartnersAt!: Date | null;

  @VendorOnly()
  @Field(() => String, {
    nullable: true,
    description:
      'Why the offering was closed to partners; null while it is open, if it was never opened, and for partner roles.',
  })
  @LongTextColumn({ nullable: true })
  closedToPartnersReason!: string | null;

  @Field({ description: 'Whether the offering is open to partners, who may then be recruited and trained for it.' })
  get openToPartners(): boolean {
    return this.openedToPartnersAt !== null;
  }
}
