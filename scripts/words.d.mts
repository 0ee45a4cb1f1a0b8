/** A phrase that docs/STYLE.md bans, the line that it ends on, and what to write instead. */
interface Banned {
  line: number;
  phrase: string;
  instead: string;
}

/** Finds banned phrases in prose. */
export function findBanned(prose: string): Banned[];
/** Finds banned phrases in a page, a TypeScript file or a schema, by the ending of its name, except in its code. */
export function findBannedIn(file: string, text: string): Banned[];
