import { setImmediate } from 'node:timers/promises';

/** How long the process computes before others get their turn. */
const sliceMilliseconds = 10;

/** Called between the steps of a long computation: lets others have their turn from time to time. */
export function turns(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < sliceMilliseconds) return undefined;
    return setImmediate().then(() => void (since = performance.now()));
  };
}
