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
  description: 'What the virus scanner said of a document.',
  valuesConfig: {
    NOT_SCANNED: { description: 'The installation had no scanner when it was uploaded.' },
    PENDING: { description: 'The scanner could not be asked yet: nobody downloads it until it was.' },
    CLEAN: { description: 'Nothing was found.' },
    INFECTED: { description: 'Something was found after the upload: nobody downloads it any more.' },
  },
});

@RecordType({
  prefix: 'document',
  description: 'A file that somebody uploaded, by `POST /documents`. What it says never changes; it can be withdrawn.',
})
@Index(['partnerId', 'createdAt'])
@Index(['projectId', 'createdAt'])
@Index(['createdAt'])
@Index(['scanStatus'])
export class Document extends StoredRecord {
  declare id: Id<'document'>;

  @Field({ description: 'The name of the file, without any folder.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Field({
    description:
      'What its content is, for example `application/pdf`. A CSV is `text/plain` in UTF-8, and `text/csv` in any other encoding.',
  })
  @TextColumn({ length: 100 })
  mediaType!: string;

  @Field(() => Int, { description: 'In bytes.' })
  @IntColumn()
  size!: number;

  @Field({ description: 'The SHA-256 of its content, in hexadecimal digits.' })
  @TextColumn({ length: 64 })
  sha256!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The partner that it is about, whose administrators see it; null for the vendor's own.",
  })
  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  @Field(() => ID, { nullable: true, description: 'The project that it is about, if any.' })
  @IdColumn({ nullable: true })
  projectId!: Id<'project'> | null;

  @IdColumn({ references: () => User })
  @Index()
  uploadedById!: Id<'user'>;

  @Field(() => ScanStatus, {
    description: 'What the virus scanner found; PENDING and INFECTED documents cannot be downloaded.',
  })
  @EnumColumn()
  scanStatus!: ScanStatus;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the scanner last looked at it; null where it never did.',
  })
  @DateTimeColumn({ nullable: true })
  scannedAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was withdrawn: since then nobody opens it, by no link. Null while it stands.',
  })
  @DateTimeColumn({ nullable: true })
  withdrawnAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn; null while it stands.' })
  @LongTextColumn({ nullable: true })
  withdrawalReason!: string | null;

  /** Where the storage keeps its content. */
  @Index({ unique: true })
  @TextColumn({ length: 64 })
  storageKey!: string;
}

/**
 * An upload that is under way. Its id is where the storage keeps the content; the row is gone when the document is
 * there. What is left of one that came to nothing is found by it.
 */
@RecordType({ prefix: 'upload', table: 'pending_upload', description: 'An upload that is under way.' })
export class PendingUpload extends Node {
  declare id: Id<'upload'>;

  @IdColumn()
  uploadedById!: Id<'user'>;

  @Index()
  @DateTimeColumn()
  startedAt!: Date;
}
