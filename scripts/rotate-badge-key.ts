import { readConfig } from '../src/config';
import { SigningKeys } from '../src/shared/http/signing-keys';
import { run } from './run';

/* npm run rotate-badge-key: adds a key that signs badges from the next start on; earlier badges can still be verified. */

run(async () => {
  const file = SigningKeys.rotate(readConfig());
  console.log(`A new key is in ${file}. Start the server again, on every node, to sign with it.`);
  return 0;
});
