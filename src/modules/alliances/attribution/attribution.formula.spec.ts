import { IllegalTransitionError } from '../../../shared/domain/errors';
import { type SourceEvidence, sourceTests } from './attribution.formula';
import { attributionLifecycle, AttributionStatus } from './attribution.lifecycle';

const met: SourceEvidence = {
  theirContactOn: '2026-01-10',
  contactEvidence: 'Mail of that day',
  ourContactOn: null,
  openedOn: '2026-02-01',
  isConfirmed: true,
};

describe('sourceTests', () => {
  it.each<[Partial<SourceEvidence>, (boolean | null)[]]>([
    [{}, [true, true, true, true]],
    [{ contactEvidence: null }, [false, true, true, true]],
    [{ theirContactOn: null }, [false, false, false, true]],
    [{ ourContactOn: '2026-01-11' }, [true, true, true, true]],
    [{ ourContactOn: '2026-01-10' }, [true, false, true, true]],
    [{ ourContactOn: '2026-01-09' }, [true, false, true, true]],
    // The window, both ends included.
    [{ openedOn: '2026-01-10' }, [true, true, true, true]],
    [{ openedOn: '2026-01-09' }, [true, true, false, true]],
    [{ openedOn: '2026-07-09' }, [true, true, true, true]],
    [{ openedOn: '2026-07-10' }, [true, true, false, true]],
    [{ isConfirmed: false }, [true, null, true, null]],
  ])('with %j are %j', (changes, expected) => {
    expect(sourceTests({ ...met, ...changes }).map(({ passed }) => passed)).toEqual(expected);
  });
});

describe('the lifecycle of an attribution', () => {
  const legal: Record<string, string> = {
    'PROPOSED update': 'PROPOSED',
    'PROPOSED withdraw': 'WITHDRAWN',
    'PROPOSED confirm': 'CONFIRMED',
    'PROPOSED reject': 'REJECTED',
    'CONFIRMED reverse': 'REVERSED',
  };
  const all = Object.values(AttributionStatus).flatMap((state) =>
    attributionLifecycle.actions.map((action) => [state, action.step, action] as const),
  );

  it.each(all)('%s: %s', (state, step, action) => {
    const to = legal[`${state} ${step}`];
    if (to) expect(attributionLifecycle.next(state, action)).toBe(to);
    else expect(() => attributionLifecycle.next(state, action)).toThrow(IllegalTransitionError);
  });
});
