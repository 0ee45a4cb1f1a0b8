import { Field, ID, Int, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  LongTextColumn,
  TextColumn,
} from '../../shared/database/columns';
import { Node, RecordType, StoredRecord } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';
import { DateTime } from '../../shared/graphql/scalars';
import { User } from '../identity';

export enum ScanStatus {
  NOT_SCANNED = 'NOT_SCANNED',
  PENDING = 'PENDING',
  CLEAN = 'CLEAN',
  INFECTED = 'INFECTED',
}

registerEnumType(ScanStatus, {
  name: 'ScanStatus',
  description: 'The result of the virus scan of a document.',
  valuesConfig: {
    NOT_SCANNED: { description: 'The installation had no scanner when the document was uploaded.' },
    PENDING: {
      description: 'The scanner was not reachable yet. The document cannot be downloaded until it is scanned.',
    },
    CLEAN: { description: 'Nothing was found.' },
    INFECTED: { description: 'Something was found after the upload. The document can no longer be downloaded.' },
  },
});

@RecordType({
  prefix: 'document',
  description: 'An uploaded file, by `POST /documents`. Its content never changes; it can be withdrawn.',
})
@Index(['partnerId', 'createdAt'])
@Index(['projectId', 'createdAt'])
@Index(['createdAt'])
@Index(['scanStatus'])
export class Document extends StoredRecord {
  declare id: Id<'document'>;

  @Field({ description: 'The file name, without a folder.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Field({
    description:
      'The media type of the content, for example `application/pdf`. A CSV file is `text/plain` in UTF-8, and `text/csv` in any other encoding.',
  })
  @TextColumn({ length: 100 })
  mediaType!: string;

  @Field(() => Int, { description: 'The size of the content in bytes.' })
  @IntColumn()
  size!: number;

  @Field({ description: 'The SHA-256 of the content, in hexadecimal.' })
  @TextColumn({ length: 64 })
  sha256!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The partner that the document is about, whose administrators see it; null for the vendor's own.",
  })
  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  @Field(() => ID, { nullable: true, description: 'The project that the document is about; null if none.' })
  @IdColumn({ nullable: true })
  projectId!: Id<'project'> | null;

  @IdColumn({ references: () => User })
  @Index()
  uploadedById!: Id<'user'>;

  @Field(() => ScanStatus, {
    description: 'The result of the virus scan. PENDING and INFECTED documents cannot be downloaded.',
  })
  @EnumColumn()
  scanStatus!: ScanStatus;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the document was last scanned, in UTC; null if it never was.',
  })
  @DateTimeColumn({ nullable: true })
  scannedAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the document was withdrawn, in UTC; it can no longer be opened by any link. Null if it was not.',
  })
  @DateTimeColumn({ nullable: true })
  withdrawnAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why the document was withdrawn; null if it was not.' })
  @LongTextColumn({ nullable: true })
  withdrawalReason!: string | null;

  /** The key of its content in the storage. */
  @Index({ unique: true })
  @TextColumn({ length: 64 })
  storageKey!: string;
}

/**
 * An upload in progress. Its id is the storage key of the content; the row is deleted when the document exists. The
 * clean-up finds the remains of failed uploads by it.
 */
@RecordType({ prefix: 'upload', table: 'pending_upload', description: 'An upload in progress.' })
export class PendingUpload extends Node {
  declare id: Id<'upload'>;

  @IdColumn()
  uploadedById!: Id<'user'>;

  @Index()
  @DateTimeColumn()
  startedAt!: Date;
}
