/**
 * Whether an attribute of this name holds a secret: passwords of fence devices (`passwd`, `password`, `snmp_priv_passwd`,
 * `ipmi_password`), keys and tokens of clouds (`secret_key`, `access_key`, `apikey`, `session_token`), SNMP's `community`.
 * Names of files and programs that hold or print one (`passwd_script`, `identity_file`, `secret_file`) are no secrets.
 */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return SECRET.test(plain) && !/(?:script|file|path|dir|program|location)$/.test(plain);
}

const SECRET = /passw|passphrase|^pass$|pass$|pin$|secret|token|credential|community|apikey|accesskey|privatekey|authkey|sshkey|encryptionkey|^key$/;

/** What stands in place of a secret, wherever one would be shown. */
export const MASK = '********';
