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
  description: 'A language that papers are printed in.',
  valuesConfig: { EN: { description: 'English.' }, ZH: { description: 'Chinese, simplified.' } },
});

@RecordType({ prefix: 'contact', description: 'A person at a customer. Partner roles see none.' })
@Index(['customerId', 'createdAt'])
export class Contact extends StoredRecord {
  declare id: Id<'contact'>;

  @Field(() => ID, { description: 'The id of the customer whom the person works for.' })
  @IdColumn({ references: () => Customer })
  customerId!: Id<'customer'>;

  @Field({ description: 'The full name of the person, as papers print it.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Field(() => String, { nullable: true, description: 'E-mail address; null where it is not known.' })
  @TextColumn({ length: 254, nullable: true })
  email!: string | null;

  @Field(() => Language, { description: 'The language of the papers of the projects that they are the contact of.' })
  @EnumColumn()
  language!: Language;
}
