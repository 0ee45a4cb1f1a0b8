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
    description: 'Its parts, in order.',
  }),
  hasPages(Course, 'enrollments', () => Enrollment, {
    key: 'courseId',
    orderBy: newestFirst,
    description: 'Who takes this edition, the newest first; those whom you may see.',
  }),
  belongsTo(Lesson, 'document', () => Document, {
    key: 'documentId',
    nullable: true,
    description: 'What there is to download; null where it is no file.',
  }),
  belongsTo(Lesson, 'course', () => Course, { key: 'courseId', description: 'What it is a part of.' }),
  belongsTo(LearningPath, 'offering', () => ServiceOffering, { key: 'offeringId', description: 'Where it leads to.' }),
  belongsTo(Enrollment, 'user', () => User, { key: 'userId', description: 'Who takes the course.' }),
  belongsTo(Enrollment, 'course', () => Course, { key: 'courseId', description: 'The edition that they take.' }),
  belongsTo(Enrollment, 'retrainingOf', () => Enrollment, {
    key: 'retrainingOfId',
    nullable: true,
    description: 'The completed enrolment that no longer counts, which this one was opened to replace.',
  }),
  belongsTo(Enrollment, 'waivedBy', () => User, {
    key: 'waivedById',
    nullable: true,
    description: 'Who let the person off the lessons; null where nobody did, or where you may not see them.',
  }),
  belongsTo(EnrollmentBatch, 'course', () => Course, { key: 'courseId', description: 'The edition that they take.' }),
  hasPages(User, 'enrollments', () => Enrollment, {
    key: 'userId',
    orderBy: newestFirst,
    description: 'The courses that the person takes, the newest first.',
  }),
  belongsTo(XapiStatement, 'user', () => User, {
    key: 'userId',
    nullable: true,
    description: 'Whom it is about; null where that is not known.',
  }),
  belongsTo(XapiStatement, 'enrollment', () => Enrollment, {
    key: 'enrollmentId',
    nullable: true,
    description: 'What it had its effect on; null where it had none.',
  }),
  belongsTo(XapiStatement, 'apiKey', () => ApiKey, {
    key: 'apiKeyId',
    nullable: true,
    description: 'The key that it came with; for an ADMIN, null for everybody else.',
  }),
];
