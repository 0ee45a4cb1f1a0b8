import { belongsTo, hasMany, hasPages } from '../../shared/graphql/relations';
import { ServiceOffering } from '../catalog';
import { Document } from '../documents';
import { ApiKey, User } from '../identity';
import { Course, Lesson } from './course.entity';
import { Enrollment } from './enrollment.entity';
import { EnrollmentBatch } from './enrollment-batch.entity';
import { LearningPath } from './learning-path.entity';
import { XapiStatement } from './xapi-statement.entity';

const newestFirst = [{ column: 'createdAt', direction: 'DESC' as const }];

export const relations = [
  hasMany(Course, 'lessons', () => Lesson, {
    key: 'courseId',
    orderBy: [{ column: 'position' }],
    description: 'The lessons, in order.',
  }),
  hasPages(Course, 'enrollments', () => Enrollment, {
    key: 'courseId',
    orderBy: newestFirst,
    description: 'The enrollments in this edition, newest first; only those that you may see.',
  }),
  belongsTo(Lesson, 'document', () => Document, {
    key: 'documentId',
    nullable: true,
    description: 'The document to download; null if the lesson is not a file.',
  }),
  belongsTo(Lesson, 'course', () => Course, { key: 'courseId', description: 'The course that the lesson belongs to.' }),
  belongsTo(LearningPath, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'The offering that the path prepares for.',
  }),
  belongsTo(Enrollment, 'user', () => User, { key: 'userId', description: 'The enrolled person.' }),
  belongsTo(Enrollment, 'course', () => Course, { key: 'courseId', description: 'The edition of the course.' }),
  belongsTo(Enrollment, 'retrainingOf', () => Enrollment, {
    key: 'retrainingOfId',
    nullable: true,
    description: 'The completed enrollment that no longer counts and is replaced by this one.',
  }),
  belongsTo(Enrollment, 'waivedBy', () => User, {
    key: 'waivedById',
    nullable: true,
    description: 'The user who waived the lessons; null if none did, or if you may not see them.',
  }),
  belongsTo(EnrollmentBatch, 'course', () => Course, { key: 'courseId', description: 'The edition of the course.' }),
  hasPages(User, 'enrollments', () => Enrollment, {
    key: 'userId',
    orderBy: newestFirst,
    description: "The person's enrollments, newest first.",
  }),
  belongsTo(XapiStatement, 'user', () => User, {
    key: 'userId',
    nullable: true,
    description: 'The person whom the statement is about; null if not known.',
  }),
  belongsTo(XapiStatement, 'enrollment', () => Enrollment, {
    key: 'enrollmentId',
    nullable: true,
    description: 'The enrollment that the statement affected; null if none.',
  }),
  belongsTo(XapiStatement, 'apiKey', () => ApiKey, {
    key: 'apiKeyId',
    nullable: true,
    description: 'The API key that the statement was sent with. For ADMIN; null for others.',
  }),
];
