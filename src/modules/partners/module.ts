import { addUp, type Module } from '../../shared/module';
import { agreements } from './agreements/part';
import { firms } from './firms/part';
import { funnel } from './funnel/part';
import { impact } from './impact/part';
import { onboarding } from './onboarding/part';
import { partnership } from './partnership/part';
import { programmes } from './programmes/part';
import { qualifications } from './qualifications/part';
import { tiers } from './tiers/part';
import { waivers } from './waivers/part';

/**
 * A folder may import only from folders before it in this list, and from `gates`, which contributes nothing itself;
 * records, lifecycles and formulas are exempt. Jobs run in this order.
 */
const parts = [programmes, firms, qualifications, tiers, onboarding, agreements, waivers, partnership, impact, funnel];

export const partners: Module = { name: 'partners', ...addUp(parts) };
