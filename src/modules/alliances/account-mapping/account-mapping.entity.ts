import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { Node, RecordType, StoredRecord } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { DateTime } from '../../../shared/graphql/scalars';
import { Partner } from '../../partners';
import { AccountPopulation, MappingSide, SharingLevel, type SharingLevels } from './account-mapping.formula';
import { AccountMappingStatus } from './account-mapping.lifecycle';

registerEnumType(AccountPopulation, {
  name: 'AccountPopulation',
  description: 'The kinds of accounts that two firms compare.',
  valuesConfig: {
    CUSTOMERS: { description: "Present customers. The vendor's are its customer records." },
    OPEN_OPPORTUNITIES: { description: 'Companies with an open opportunity.' },
    PROSPECTS: { description: 'Companies that the firm wants to win.' },
  },
});

registerEnumType(SharingLevel, {
  name: 'SharingLevel',
  description: 'How much of a population a side shares. The lower level of both sides holds.',
  valuesConfig: {
    NONE: { description: 'Nothing.' },
    COUNTS: { description: 'The number of common accounts, if it is at least 3.' },
    OVERLAPS: { description: 'The names of the common accounts.' },
    ALL: { description: 'The names of all accounts.' },
  },
});

registerEnumType(MappingSide, {
  name: 'MappingSide',
  description: 'The sides of an account mapping.',
  valuesConfig: { VENDOR: { description: 'The vendor.' }, PARTNER: { description: 'The partner.' } },
});

registerEnumType(AccountMappingStatus, {
  name: 'AccountMappingStatus',
  description: 'Whether both sides of an account mapping agree to it.',
  valuesConfig: {
    PROPOSED: { description: 'One side proposes it; nothing is shared yet.' },
    AGREED: { description: 'Both sides agreed. Each shares what both levels allow.' },
    DECLINED: { description: 'The other side declined. Final.' },
    WITHDRAWN: { description: 'The side that proposed it withdrew it. Final.' },
    REVOKED: { description: 'A side revoked its consent; all recorded accounts were deleted. Final.' },
  },
});

@RecordType({
  prefix: 'account_mapping',
  description:
    "The comparison of the vendor's accounts with a partner's, by the consent of both. Staff see all, a PARTNER_ADMIN the firm's, a PARTNER_MEMBER none; neither side sees names of the other below the agreed level.",
})
@Index(['partnerId', 'createdAt'])
@Index(['status', 'createdAt'])
@Index(['createdAt'])
export class AccountMapping extends StoredRecord {
  declare id: Id<'account_mapping'>;

  @Field(() => ID, { description: 'The id of the partner that compares its accounts with the vendor.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  /** The partner's id while the mapping is proposed or agreed, then null: a partner has one at a time. */
  @Index({ unique: true })
  @TextColumn({ length: 64, nullable: true })
  openKey!: string | null;

  @Field(() => MappingSide, { description: 'The side that proposed it; the other one accepts or declines.' })
  @EnumColumn()
  proposedBy!: MappingSide;

  @Field(() => AccountMappingStatus, {
    description: 'Whether both sides agree. `availableActions` lists the possible steps.',
  })
  @EnumColumn()
  status!: AccountMappingStatus;

  @JsonColumn()
  vendorShares!: SharingLevels;

  @JsonColumn()
  partnerShares!: SharingLevels;

  @Field(() => DateTime, { nullable: true, description: 'When the other side accepted; null before that.' })
  @DateTimeColumn({ nullable: true })
  agreedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined or revoked; null otherwise.' })
  @LongTextColumn({ nullable: true })
  endReason!: string | null;

  /** Incremented by each change of the recorded accounts, so that only one of two concurrent ones commits. */
  @IntColumn()
  accountsRevision!: number;
}

/** An account that a side recorded for a mapping; the vendor's customers are not recorded again. */
@RecordType({ prefix: 'mapped_account', description: 'An account that a side recorded for a mapping.' })
@Index(['mappingId', 'side', 'population', 'companyKey'], { unique: true })
export class MappedAccount extends Node {
  @IdColumn({ references: () => AccountMapping })
  mappingId!: Id<'account_mapping'>;

  @EnumColumn()
  side!: MappingSide;

  @EnumColumn()
  population!: AccountPopulation;

  @TextColumn({ length: 200 })
  name!: string;

  @TextColumn({ length: 400 })
  companyKey!: string;
}
