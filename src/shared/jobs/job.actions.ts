import { actions } from '../domain/action';

export const jobActions = actions('job', 'show');
