import type { Module } from '../../shared/module';
import { PartnerFigure } from './figure.entity';
import { OnboardingItem } from './onboarding.entity';
import { OnboardingResolver } from './onboarding.resolver';
import { Partner } from './partner.entity';
import { PartnerResolver } from './partner.resolver';
import * as facts from './partners.facts';
import { metrics } from './partners.metrics';
import { policy } from './partners.policy';
import { factReaders } from './partners.readers';
import './partners.relations';
import { Programme } from './programme.entity';
import { ProgrammeResolver } from './programme.resolver';
import { Qualification, QualificationTransition } from './qualification.entity';
import { QualificationResolver } from './qualification.resolver';
import { GateWaiver } from './waiver.entity';

export const partners: Module = {
  name: 'partners',
  entities: [Partner, OnboardingItem, Programme, Qualification, QualificationTransition, GateWaiver, PartnerFigure],
  resolvers: [PartnerResolver, OnboardingResolver, ProgrammeResolver, QualificationResolver],
  policy,
  metrics,
  facts: Object.values(facts),
  factReaders,
};
