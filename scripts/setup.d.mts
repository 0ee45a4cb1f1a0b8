/** Builds dist/ where something has changed since the last build. */
export function buildWhenStale(): Promise<void>;
/** Whether a range of the form `^20.20.0 || ^22.22.0` has the version. */
export function isTested(version: string, range: string): boolean;
/** Says which package npm could not install, by npm's own report. */
export function failureHint(output: string): string | undefined;
/** Can make and a shell work in a folder of this path? */
export function isPathForMake(path: string): boolean;
