/** Values that are no secret themselves: they say where it lies, are made from it one way, or are public. */

/** Filled in by somebody: shells, templates, Terraform, Ansible, Python, Windows, Ruby, Maven, Azure. */
const filledIn =
  /[$`]|\{\{|\{%|<%|%\(|%[A-Za-z_]\w*%|#\{|@\{|\}\}|@@|^__.*__$|^@\w+@$|^<.*>?$|>$|^\[.*\]$|^\{[\w.-]+\}$|^[*=&!]|\*{3}|\.\.\.|…/;
const place =
  /^(?:[a-z][a-z0-9+.-]{1,20}:\/\/|(?:vault|ssm|secretsmanager|arn|env|file|op|kms|gcpkms|awskms|ref|secret|secrets|keyvault|projects|data|pullsecret|ext|var|local|module|secretref|valuefrom|sops|aws|azure|gcp)[:/]|~?\.{0,2}[\\/]|[A-Za-z]:\\)/i;
/** Encrypted for somebody: SOPS, Ansible, eyaml, Spring, Jasypt, KMS of AWS and Google, Windows, Pulumi. */
const sealed =
  /^(?:ENC\[|ENC\(|DEC\(|\{cipher\}|!vault|vault:v\d|AQICAH|AQECAH|CiQA|AQAAANCMnd8|v1:[A-Za-z0-9+/=]{8,}:|PBE|Ag[A-Z][A-Za-z0-9+/]{200,}|-----BEGIN)/;
/** Password hashes as they are written by the programs that check them. */
const hashed =
  /^(?:\$?(?:2[abxy]|apr1|argon2\w*|pbkdf2\S*|scrypt|bcrypt|sha(?:1|256|384|512)|sha-?(?:256|512)|md5|SCRAM-SHA-\d+|crypt)[$:{-]|\{[A-Z0-9-]{3,20}\}|pbkdf2|md5[0-9a-f]{32}$|\*[0-9A-F]{40}$)/i;
const publicKey =
  /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2|sk-ssh|AAAA[BCE]|MII[A-Za-z0-9+/]{20,}|LS0tLS1CRUdJTi|age1|pk_|sk_test_|rk_test_|pub-|6L[a-zA-Z0-9_-]{38}$)/;
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** A way to something in a program or a tree of settings, a call, a file's name, an address, a version, a date. */
const program =
  /^(?:[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[[^\]]*\])+|[A-Za-z_][\w.]*\(.*|new\s.*|[\w.-]+@[\w-]+\.[\w.-]+)$/;
const file =
  /\.(?:ya?ml|json|key|pem|crt|cer|txt|env|properties|p12|pfx|jks|sh|py|js|conf|cfg|ini|toml|xml|gpg|asc|pub|sock|local|internal|com|org|net|io)(?:[:/].*)?$/i;
const measured =
  /^[~^<>=v]{0,2}\d+(?:\.\d+)+(?:[-+.\w]*)$|^\d{4}-\d\d-\d\d|^[\d.:,\s/-]+$|^\d+(?:\.\d+)?(?:ms|[smhdwy]|[KMGT]i?B?)$/;
/** `DB_PASSWORD`, `orders-db-credentials`, `dbPassword`: written as names are. */
const upperName = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;

/** Also for texts with white space in them: sentences are no secrets. */
export function isReference(value: string): boolean {
  if (/\s/.test(value)) return true;
  return (
    [filledIn, place, sealed, hashed, publicKey, uuid, program, file, measured].some((form) => form.test(value)) ||
    isUpperName(value)
  );
}

/** Capitals and digits alone may be chance as well, where nothing parts them. */
function isUpperName(value: string): boolean {
  return upperName.test(value) && (value.includes("_") || !/\d/.test(value));
}
