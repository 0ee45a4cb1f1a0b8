import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import { EnumColumn, IdColumn, TextColumn } from '../../shared/database/columns';
import { RecordType, StoredRecord } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';
import { Customer } from './customer.entity';

export enum Language {
  EN = 'EN',
  ZH = 'ZH',
}

registerEnumType(Language, {
  name: 'Language',
  description: 'A language for papers.',
  valuesConfig: { EN: { description: 'English.' }, ZH: { description: 'Chinese, simplified.' } },
});

@RecordType({ prefix: 'contact', description: 'A person at a customer. Hidden from partner roles.' })
@Index(['customerId', 'createdAt'])
export class Contact extends StoredRecord {
  declare id: Id<'contact'>;

  @Field(() => ID, { description: 'The id of the customer that the person works for.' })
  @IdColumn({ references: () => Customer })
  customerId!: Id<'customer'>;

  @Field({ description: "The person's full name, as papers print it." })
  @TextColumn({ length: 200 })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Email address; null if not known.' })
  @TextColumn({ length: 254, nullable: true })
  email!: string | null;

  @Field(() => Language, {
    description: 'The language of the papers of the projects for which this person is the contact.',
  })
  @EnumColumn()
  language!: Language;
}
