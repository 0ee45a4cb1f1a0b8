import { Lifecycle } from '../../../shared/domain/lifecycle';
import { correctiveActionActions } from './sanction.actions';

export enum CorrectiveActionStatus {
  OPEN = 'OPEN',
  DONE = 'DONE',
  CONFIRMED = 'CONFIRMED',
  DROPPED = 'DROPPED',
}

export type CorrectiveActionStep = (typeof correctiveActionActions)[
  'update' | 'complete' | 'confirm' | 'sendBack' | 'drop'];

export interface CorrectiveActionConditions {
  /** Is the sanction proposed or in force? */
  sanctionOpen: boolean;
}

const whileOpen = ({ sanctionOpen }: CorrectiveActionConditions) =>
  sanctionOpen ? [] : [{ code: 'sanction-ended', message: 'The sanction has ended, and its corrective plan with it.' }];

const { OPEN, DONE, CONFIRMED, DROPPED } = CorrectiveActionStatus;
const { update, complete, confirm, sendBack, drop } = correctiveActionActions;

export const correctiveActionLifecycle = new Lifecycle<
  CorrectiveActionStatus,
  CorrectiveActionStep,
  CorrectiveActionConditions
>('CorrectiveAction', Object.values(CorrectiveActionStatus), OPEN, [
  { from: OPEN, action: update, to: OPEN, guard: whileOpen },
  { from: OPEN, action: complete, to: DONE, guard: whileOpen },
  { from: DONE, action: confirm, to: CONFIRMED, guard: whileOpen },
  { from: DONE, action: sendBack, to: OPEN, guard: whileOpen },
  { from: [OPEN, DONE], action: drop, to: DROPPED, guard: whileOpen },
]);
