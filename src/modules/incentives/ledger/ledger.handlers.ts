import { on, readFacts } from '../../../shared/events/handlers';
import { projectFacts } from '../../projects';
import { incentiveSources } from '../schemes/sources';
import { postFor, releaseFor } from './posting.service';

const rewarded = [...new Set(incentiveSources.map(({ fact }) => fact))];

/** Posts what the rules in force give or take for each fact. */
export const postFacts = readFacts(
  'incentives',
  rewarded.map((type) => on(type, postFor)),
);

/** Ends the holds that wait for the acceptance of a project. */
export const releaseHeld = readFacts('incentiveReleases', [on(projectFacts.projectClosed, releaseFor)]);
