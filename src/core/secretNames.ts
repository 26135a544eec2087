/**
 * Whether an attribute of this name holds a secret: passwords of fence devices (`passwd`, `password`, `snmp_priv_passwd`,
 * `ipmi_password`), keys and tokens of clouds (`secret_key`, `access_key`, `apikey`, `session_token`), SNMP's `community`.
 * Names of files and programs that hold or print one, or of how it is had (`passwd_script`, `identity_file`, `passwd_method`), are no secrets.
 */
export function isSecretName(name: string): boolean {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  if (words.some((word) => POINTS_TO_ONE.has(word))) return false;
  return words.some((word) => SECRET_WORDS.has(word)) || SECRET_PARTS.test(words.join(''));
}

const POINTS_TO_ONE = new Set(['script', 'file', 'path', 'dir', 'program', 'location', 'method']);
const SECRET_WORDS = new Set(['pass', 'pin', 'pw', 'pwd']);
const SECRET_PARTS = /passw|passphrase|secret|token|credential|community|(?:api|access|private|auth|ssh|encryption|shared)key|^key$/;

/** What stands in place of a secret, wherever one would be shown. */
export const MASK = '********';

export function maskSecret(name: string, value: string): string {
  return isSecretName(name) ? MASK : value;
}
