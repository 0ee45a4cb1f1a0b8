import { readConfig } from '../src/config';
import { SigningKeys } from '../src/shared/http/signing-keys';

/* npm run rotate-badge-key: badges are signed with a new key from the next start on; those before can still be checked. */

console.log(
  `A new key is in ${SigningKeys.rotate(readConfig())}. Start the server again, on every node, to sign with it.`,
);
