import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign, verify } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createSigner } from 'fast-jwt';
import { type Config, ConfigError } from '../../config';
import { makePrivateFolder } from '../private-files';

/** A public Ed25519 key as a JSON Web Key. */
export interface PublicKey {
  kty: 'OKP';
  crv: 'Ed25519';
  /** Unique in its file. */
  kid: string;
  x: string;
}

type KeyConfig = Pick<Config, 'badgeKeys' | 'dataDirectory'>;

/** With `d`, the private half, which a replaced key no longer has. */
type StoredKey = PublicKey & { d?: string };

/** The installation's keys: the current signing key, and older ones, so that older signatures can still be verified. */
export class SigningKeys {
  private readonly current: StoredKey & { d: string };

  private constructor(private readonly keys: readonly StoredKey[]) {
    this.current = keys.find(({ d }) => d !== undefined) as StoredKey & { d: string };
  }

  /** The keys from the configured file, or from one that is created once in the data directory. */
  static open(config: KeyConfig): SigningKeys {
    const file = fileOf(config);
    if (!existsSync(file)) {
      makePrivateFolder(dirname(file));
      // Written atomically, because other processes of the same start may do the same.
      writeWhole(file, [newKey()], (made) => {
        try {
          linkSync(made, file);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        } finally {
          rmSync(made);
        }
      });
    }
    return new SigningKeys(readKeys(config));
  }

  /** Adds a new key that signs from the next start on. The old ones stay published, without their private half. */
  static rotate(config: KeyConfig): string {
    const file = fileOf(config);
    const retired = existsSync(file) ? readKeys(config).map(publicHalf) : [];
    makePrivateFolder(dirname(file));
    writeWhole(file, [newKey(), ...retired], (made) => renameSync(made, file));
    return file;
  }

  get published(): PublicKey[] {
    return this.keys.map(publicHalf);
  }

  /** Signs a text with Ed25519; returns the signature and the key id. */
  signText(text: string): { keyId: string; signature: string } {
    const key = createPrivateKey({ key: { ...this.current }, format: 'jwk' });
    return { keyId: this.current.kid, signature: sign(null, Buffer.from(text), key).toString('base64url') };
  }

  /** Whether the text was signed with this key of the installation. */
  verifyText(text: string, { keyId, signature }: { keyId: string; signature: string }): boolean {
    const found = this.keys.find(({ kid }) => kid === keyId);
    if (!found) return false;
    const key = createPublicKey({ key: { ...publicHalf(found) }, format: 'jwk' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
  }

  /** The claims as a compact JWS; `nameOf` returns the address at which a key is published. */
  sign(claims: object, nameOf: (key: PublicKey) => string): string {
    const privateKey = createPrivateKey({ key: { ...this.current }, format: 'jwk' });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    return createSigner({ key, algorithm: 'EdDSA', kid: nameOf(this.current), noTimestamp: true })({ ...claims });
  }
}

function fileOf({ badgeKeys, dataDirectory }: KeyConfig): string {
  return badgeKeys ?? join(dataDirectory, 'badge-keys.json');
}

function newKey(): StoredKey {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', kid: randomUUID(), x: x!, d };
}

function publicHalf({ kty, crv, kid, x }: StoredKey): PublicKey {
  return { kty, crv, kid, x };
}

function readKeys(config: KeyConfig): StoredKey[] {
  const file = fileOf(config);
  const variable = config.badgeKeys ? 'BADGE_KEYS' : 'DATA_DIR';
  const wrong = (what: string) =>
    new ConfigError([
      `${variable}: ${file} contains no usable signing keys: ${what}. Restore it from a backup; with new keys, earlier ` +
        'signatures can no longer be verified',
    ]);
  let keys: StoredKey[] | undefined;
  try {
    keys = (JSON.parse(readFileSync(file, 'utf8')) as { keys?: StoredKey[] } | null)?.keys;
  } catch (error) {
    throw wrong(error instanceof SyntaxError ? 'it is not JSON' : (error as Error).message);
  }
  const isKey = (key: Partial<StoredKey>) =>
    key.kty === 'OKP' && key.crv === 'Ed25519' && typeof key.kid === 'string' && typeof key.x === 'string';
  if (!Array.isArray(keys) || !keys.every(isKey)) throw wrong('it must contain Ed25519 keys as a JSON Web Key Set');
  if (!keys.some(({ d }) => typeof d === 'string')) throw wrong('none of them has its private half');
  return keys;
}

function writeWhole(file: string, keys: readonly StoredKey[], moveIn: (made: string) => void): void {
  const made = `${file}.${randomUUID()}`;
  writeFileSync(made, `${JSON.stringify({ keys }, null, 2)}\n`, { mode: 0o600 });
  moveIn(made);
}
