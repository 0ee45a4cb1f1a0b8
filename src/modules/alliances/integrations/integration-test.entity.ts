import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { Node, RecordType } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Integration } from './integration.entity';

export enum IntegrationTestResult {
  PASSED = 'PASSED',
  PASSED_WITH_LIMITS = 'PASSED_WITH_LIMITS',
  FAILED = 'FAILED',
}

registerEnumType(IntegrationTestResult, {
  name: 'IntegrationTestResult',
  description: 'How well an integration worked with the tested versions.',
  valuesConfig: {
    PASSED: { description: 'It works with these versions.' },
    PASSED_WITH_LIMITS: { description: 'It works with these versions, within the limits that the note states.' },
    FAILED: { description: 'It does not work with these versions.' },
  },
});

@RecordType({
  prefix: 'integration_test',
  description:
    'A test of an integration with one version of each product. Never changed: the latest test of two versions counts.',
})
@Index(['integrationId', 'testedOn'])
export class IntegrationTest extends Node {
  declare id: Id<'integration_test'>;

  @Field(() => ID, { description: 'The id of the tested integration.' })
  @IdColumn({ references: () => Integration })
  integrationId!: Id<'integration'>;

  @Field({ description: 'The version of the first product, as its owner writes it.' })
  @TextColumn({ length: 60 })
  productVersion!: string;

  @Field({ description: 'The version of the second product, as its owner writes it.' })
  @TextColumn({ length: 60 })
  otherProductVersion!: string;

  @Field(() => PlainDateScalar, { description: 'The day of the test.' })
  @DateColumn()
  testedOn!: PlainDate;

  @Field(() => IntegrationTestResult, { description: 'Whether it works with these versions.' })
  @EnumColumn()
  result!: IntegrationTestResult;

  @Field({ description: 'What was found; empty if nothing was noted.' })
  @LongTextColumn()
  note!: string;

  /** The ids of the documents that prove it. */
  @JsonColumn()
  documents!: Id<'document'>[];

  @Index()
  @IdColumn({ references: () => User })
  recordedById!: Id<'user'>;

  @Field(() => DateTime, { description: 'When it was recorded, in UTC.' })
  @DateTimeColumn()
  at!: Date;
}
