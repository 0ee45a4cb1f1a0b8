import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import { Role } from '../../shared/access/viewer';
import { EnumColumn, IdColumn, JsonColumn, TextColumn } from '../../shared/database/columns';
import { RecordType, Secret, StoredRecord, VendorOnly } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';
import { UserStatus } from './user.lifecycle';

registerEnumType(UserStatus, {
  name: 'UserStatus',
  description: 'Whether a user can sign in.',
  valuesConfig: {
    INVITED: { description: 'Has an invitation but no password yet.' },
    ACTIVE: { description: 'Can sign in.' },
    DEACTIVATED: { description: 'Cannot sign in; kept for the history.' },
  },
});

registerEnumType(Role, {
  name: 'Role',
  description: 'What a user may do; a user can have several roles.',
  valuesConfig: {
    ADMIN: { description: 'Runs the installation.' },
    ECOSYSTEM_MANAGER: { description: 'Recruits, qualifies and reviews partners.' },
    PROJECT_MANAGER: { description: 'Manages delivery projects.' },
    MENTOR: { description: 'Accompanies and assesses partners.' },
    CONSULTANT: { description: "The vendor's delivery staff." },
    SALES: { description: 'Sales and presales.' },
    OPERATIONS: { description: 'Product operations and customer success.' },
    ANALYST: { description: 'Reads every internal metric, and cannot change anything.' },
    PARTNER_ADMIN: { description: "A partner's own administrator." },
    PARTNER_MEMBER: { description: "A partner's consultant." },
  },
});

@RecordType({ prefix: 'user', description: 'A person with a login: staff, or a member of a partner.' })
@Index(['email', 'partnerId'], { unique: true })
export class User extends StoredRecord {
  declare id: Id<'user'>;

  @Field({ description: 'The email address, in lower case.' })
  @TextColumn({ length: 254 })
  email!: string;

  @Index({ unique: true })
  @VendorOnly()
  @Field(() => String, {
    nullable: true,
    description:
      'The login address: `email`, or null while another user signs in with that address. For staff; null for partner roles.',
  })
  @TextColumn({ length: 254, nullable: true })
  login!: string | null;

  @Index()
  @Field({ description: 'The name as the person writes it.' })
  @TextColumn({ length: 200 })
  name!: string;

  @Index()
  @Field(() => UserStatus, { description: 'Whether the person can sign in.' })
  @EnumColumn()
  status!: UserStatus;

  @Field(() => [Role], { description: 'Members have only partner roles; staff have none of them.' })
  @JsonColumn()
  roles!: Role[];

  @Index()
  @Field(() => ID, { nullable: true, description: 'The partner of a member; null for staff.' })
  @IdColumn({ nullable: true })
  partnerId!: Id<'partner'> | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The IANA name of the user's time zone, such as `America/Los_Angeles`, which decides what today is when they omit a day. Null for the time zone of the installation.",
  })
  @TextColumn({ length: 64, nullable: true })
  timeZone!: string | null;

  @Secret()
  @TextColumn({ length: 200, nullable: true })
  passwordHash!: string | null;
}
