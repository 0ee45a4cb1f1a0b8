import type { Module } from '../../shared/module';
import { Course, Lesson } from './course.entity';
import { Enrollment } from './enrollment.entity';
import { LearningPath } from './learning-path.entity';
import { policy } from './training.policy';

export const training: Module = {
  name: 'training',
  entities: [Course, Lesson, LearningPath, Enrollment],
  resolvers: [],
  policy,
};
