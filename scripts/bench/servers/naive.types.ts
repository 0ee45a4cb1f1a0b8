import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryColumn, type Relation } from 'typeorm';

/*
 * The naive server's entities for the product's tables, with the columns that its queries need, written as in the guides of
 * TypeORM and type-graphql. Frozen, see `peer.schema.ts`.
 */

@Entity('user')
export class User {
  @PrimaryColumn('varchar')
  id!: string;

  @Column('varchar')
  status!: string;

  @Column('json')
  roles!: string[];

  @Column('varchar', { nullable: true })
  partnerId!: string | null;
}

@Entity('session')
export class Session {
  @PrimaryColumn('varchar')
  id!: string;

  @Column('varchar')
  userId!: string;

  @ManyToOne(() => User)
  @JoinColumn({ name: 'userId' })
  user!: Relation<User>;

  @Column('datetime')
  expiresAt!: Date;

  @Column('datetime', { nullable: true })
  revokedAt!: Date | null;
}

@ObjectType()
@Entity('partner')
export class Partner {
  @Field(() => ID)
  @PrimaryColumn('varchar')
  id!: string;

  @Field(() => Int)
  @Column('int')
  version!: number;

  @Field()
  @Column('varchar')
  name!: string;

  @Column('varchar')
  nameKey!: string;

  @Field()
  @Column('varchar')
  legalName!: string;

  @Field()
  @Column('varchar')
  country!: string;

  @Field()
  @Column('varchar')
  registrationNumber!: string;

  @Field()
  @Column('varchar')
  region!: string;

  @Field(() => [String])
  @Column('json')
  industries!: string[];

  @Field(() => String, { nullable: true })
  @Column('varchar', { nullable: true })
  website!: string | null;

  @Field()
  @Column('varchar')
  contactName!: string;

  @Field()
  @Column('varchar')
  contactEmail!: string;

  @Field()
  @Column('varchar')
  status!: string;

  @Field(() => String, { nullable: true })
  @Column('varchar', { nullable: true })
  tier!: string | null;

  @Field()
  @Column('datetime', { precision: 3 })
  createdAt!: Date;

  @Field()
  @Column('datetime', { precision: 3 })
  updatedAt!: Date;

  @OneToMany(() => Qualification, (qualification) => qualification.partner)
  qualificationsOfPartner!: Relation<Qualification>[];

  @OneToMany(() => ProjectStaffing, (staffing) => staffing.partner)
  staffingsOfPartner!: Relation<ProjectStaffing>[];
}

@ObjectType()
@Entity('qualification')
export class Qualification {
  @Field(() => ID)
  @PrimaryColumn('varchar')
  id!: string;

  @Column('varchar')
  partnerId!: string;

  @ManyToOne(() => Partner, (partner) => partner.qualificationsOfPartner)
  @JoinColumn({ name: 'partnerId' })
  partner!: Relation<Partner>;

  @Field(() => ID)
  @Column('varchar')
  offeringId!: string;

  @Field()
  @Column('varchar')
  stage!: string;

  @Field()
  @Column('datetime', { precision: 3 })
  createdAt!: Date;
}

@ObjectType()
@Entity('customer')
export class Customer {
  @Field(() => ID)
  @PrimaryColumn('varchar')
  id!: string;

  @Field()
  @Column('varchar')
  name!: string;
}

@ObjectType()
@Entity('project')
export class Project {
  @Field(() => ID)
  @PrimaryColumn('varchar')
  id!: string;

  @Field()
  @Column('varchar')
  name!: string;

  @Column('varchar')
  nameKey!: string;

  @Column('varchar')
  customerId!: string;

  @ManyToOne(() => Customer)
  @JoinColumn({ name: 'customerId' })
  customer!: Relation<Customer>;

  @Field()
  @Column('varchar')
  region!: string;

  @Field()
  @Column('varchar')
  industry!: string;

  @Field()
  @Column('varchar')
  deliveryMode!: string;

  @Field()
  @Column('varchar')
  status!: string;

  @Field(() => String, { nullable: true })
  @Column('date', { nullable: true })
  startsOn!: string | null;

  @Field(() => String, { nullable: true })
  @Column('date', { nullable: true })
  endsOn!: string | null;

  @OneToMany(() => ProjectStaffing, (staffing) => staffing.project)
  staffings!: Relation<ProjectStaffing>[];
}

@ObjectType()
@Entity('project_staffing')
export class ProjectStaffing {
  @Field(() => ID)
  @PrimaryColumn('varchar')
  id!: string;

  @Column('varchar')
  partnerId!: string;

  @ManyToOne(() => Partner, (partner) => partner.staffingsOfPartner)
  @JoinColumn({ name: 'partnerId' })
  partner!: Relation<Partner>;

  @Column('varchar')
  projectId!: string;

  @ManyToOne(() => Project, (project) => project.staffings)
  @JoinColumn({ name: 'projectId' })
  project!: Relation<Project>;

  @Field(() => ID)
  @Column('varchar')
  offeringId!: string;

  @Column('datetime', { precision: 3 })
  createdAt!: Date;
}

@ObjectType()
@Entity('statement_of_work')
export class StatementOfWork {
  @Field(() => ID)
  @PrimaryColumn('varchar')
  id!: string;

  @Column('varchar')
  projectId!: string;

  @Column('int')
  revision!: number;

  @Field()
  @Column('varchar')
  status!: string;

  @Field()
  @Column('varchar')
  currencyCode!: string;

  @Field()
  @Column('date')
  startsOn!: string;

  @Field()
  @Column('date')
  endsOn!: string;
}

@ObjectType()
@Entity('milestone')
export class Milestone {
  @Field(() => ID)
  @PrimaryColumn('varchar')
  id!: string;

  @Column('varchar')
  sowId!: string;

  @Column('int')
  position!: number;

  @Column('datetime', { nullable: true })
  archivedAt!: Date | null;

  @Field()
  @Column('varchar')
  name!: string;

  @Field()
  @Column('date')
  dueOn!: string;

  @Column('bigint', { name: 'paymentShare' })
  paymentShareHundredths!: number;
}

@ObjectType()
export class PageInfo {
  @Field()
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

@ObjectType()
export class PartnerConnection {
  @Field(() => [Partner])
  nodes!: Partner[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@ObjectType()
export class QualificationConnection {
  @Field(() => [Qualification])
  nodes!: Qualification[];
}

@ObjectType()
export class ProjectStaffingConnection {
  @Field(() => [ProjectStaffing])
  nodes!: ProjectStaffing[];
}

@ObjectType()
export class ProjectConnection {
  @Field(() => [Project])
  nodes!: Project[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20 })
  first!: number;

  @Field(() => String, { nullable: true })
  after?: string | null;
}

@InputType()
export class ProjectFilter {
  @Field(() => [String], { nullable: true })
  status?: string[] | null;

  @Field(() => [String], { nullable: true })
  region?: string[] | null;
}

export const entities = [
  User,
  Session,
  Partner,
  Qualification,
  Customer,
  Project,
  ProjectStaffing,
  StatementOfWork,
  Milestone,
];
