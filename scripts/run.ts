import { readConfig, StartError } from '../src/config';
import { explained } from '../src/start-errors';

/** Runs a script's main function, which returns the exit code. An error that the caller can fix prints no stack. */
export function run(main: () => Promise<number>): void {
  main().then(
    (code) => process.exit(code),
    (error: unknown) => {
      const said = error instanceof StartError ? error : explained(error, readConfig());
      console.error(said instanceof StartError ? said.message : said);
      process.exit(1);
    },
  );
}
