/** Builds dist/ if anything has changed since the last build. */
export function buildWhenStale(): Promise<void>;
/** Whether a range of the form `^20.20.0 || ^22.22.0` contains the version. */
export function isTested(version: string, range: string): boolean;
/** Names the packages that npm could not install, from npm's own report. */
export function failureHint(output: string): string | undefined;
/** Whether make and a shell can work in a folder with this path. */
export function isPathForMake(path: string): boolean;
