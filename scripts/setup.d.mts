/** Builds dist/ where something has changed since the last build. */
export function buildWhenStale(): Promise<void>;
