import type { Module } from '../../shared/module';
import { PartnerFigure } from './figure.entity';
import { OnboardingItem } from './onboarding.entity';
import { Partner } from './partner.entity';
import { policy } from './partners.policy';
import { Programme } from './programme.entity';
import { Qualification, QualificationTransition } from './qualification.entity';
import { GateWaiver } from './waiver.entity';

export const partners: Module = {
  name: 'partners',
  entities: [Partner, OnboardingItem, Programme, Qualification, QualificationTransition, GateWaiver, PartnerFigure],
  resolvers: [],
  policy,
};
