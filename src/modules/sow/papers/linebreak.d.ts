/** The Unicode line breaking algorithm (UAX #14); the package brings no types. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    /** The next position where a line may end, or must; null after the last. */
    nextBreak(): { position: number; required: boolean } | null;
  }
}
