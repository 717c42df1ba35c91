/** Words that stand before a hyphen and a number and make no ticket of it: standards, algorithms, versions, places. */

export function setOf(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/** `UTF-8`, `SHA-256`, `VLAN-12`: a name, a hyphen and a number, and no ticket. `project` is in capitals. */
export function isLookAlike(project: string): boolean {
  if (lookAlikes.has(project)) return true;
  // One letter and digits is a machine, a quarter, a codec: `M5-24`, `Q3-2026`, `H264-1`.
  if (/^[A-Z]\d*$/.test(project)) return true;
  return lookAlikesWithNumbers.has(project.replace(/\d+[A-Z]?$/, ""));
}

/** What stands in a template or an example for a real key: `ABC-123`, `PROJ-1`, `XXX-9`. */
export function isPlaceholder(project: string, number: string): boolean {
  if (/^(?:X{2,}|N{2,}|Z{2,}|Y{3,})$/.test(project)) return true;
  return placeholderProjects.has(project) && /^(?:0+|1|12|123|1234|12345|9+)$/.test(number);
}

const placeholderProjects = setOf(`
  ABC ABCD AAA XYZ PROJ PROJECT JIRA TICKET KEY ISSUE TASK FOO BAR EXAMPLE TEST TEAM NNN YYY YOUR MYPROJ
`);

/** Followed by digits of their own: `EC2-1`, `SHA3-256`, `IPV4-32`, `MD5-1`. */
const lookAlikesWithNumbers = setOf("SHA UTF IP IPV AES RSA MD TLS EC MP CHACHA POLY BLAKE RIPEMD KOI GB VP OAUTH");

const lookAlikes = setOf(`
  UTF UCS ISO IEC ANSI ASCII LATIN KOI CP WINDOWS BASE CRC SHA HMAC MD AES RSA DSA DES ECDSA ED CURVE SECP PBKDF ARGON
  PKCS X509 ES HS RS PS DH ECDH GCM CBC CTR KYBER DILITHIUM FALCON SHAKE BLAKE CHACHA POLY BCRYPT SCRYPT
  HTTP HTTPS TLS SSL SSH FTP SMTP IMAP QUIC GRPC TCP UDP IP IPV BGP DNS WPA VPN OSPF VRRP LACP
  RFC BCP STD IEEE ECMA SQL PEP JEP KEP JSR ADR GEP EIP BIP XEP TEP PIP CVE CWE CVSS CAPEC GHSA USN DSA DLA RHSA RHBA
  ALAS CIS PCI SOC NIST FIPS STIG BSI OWASP TOP EN DIN ETSI ITU ORA SQLSTATE KB
  GPL LGPL AGPL BSD MIT MPL EPL EUPL CC APACHE
  RHEL EL CENTOS FEDORA UBUNTU DEBIAN SLES WIN MACOS IOS NODE JAVA JDK JRE PYTHON PY PHP GO RUBY RUST GCC ARM AMD INTEL
  POSTGRES POSTGRESQL MYSQL MARIADB REDIS KAFKA K8S KUBERNETES TERRAFORM HELM ETCD NGINX DOCKER ALPINE
  GPT LLAMA COVID RTX GTX GPU CPU DDR USB PCIE RAID FAT NTFS EXT LTO NVME SATA
  EAST WEST NORTH SOUTH CENTRAL NORTHEAST SOUTHEAST NORTHWEST SOUTHWEST EU US AP SA CA AF ME AZ ZONE REGION RACK ROW
  HOST SERVER VM POD DC SITE SLOT SHARD REPLICA WORKER MASTER CORE DISK NIC ETH PORT VLAN VXLAN VNI ASN AS CIRCUIT
  RC BETA ALPHA VERSION RELEASE STEP PHASE PART TIER LEVEL LAYER SEV PRIO PRIORITY STAGE ROUND SPRINT WEEK GROUP BATCH
  PAGE LINE FIG FIGURE TABLE SECTION CHAPTER APPENDIX OPTION EXIT ERROR ERR CODE STATUS MAX MIN PR MR PULL MERGE
  DAY FY CY YEAR JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC MON TUE WED THU FRI SAT SUN
  UTC GMT CET CEST EST PST EDT PDT BST IST JST MST CST
`);

/** How branches begin that bear a number which is no ticket. */
export const branchWords = setOf(`
  patch fix hotfix bugfix feature feat chore test wip try draft temp tmp update upgrade bump revert backport release rc
  version sprint phase step part stage round day week node worker master main dev staging prod production renovate
  dependabot copilot snyk pr pull mr merge cherry pick group batch attempt take deploy rollout cluster server host
  nginx grafana prometheus loki tempo vault consul nomad istio envoy cilium calico argo flux ansible puppet docker
  npm pip cargo maven gradle composer gomod docker actions codex claude cursor
  mongo mongodb elastic elasticsearch opensearch rabbitmq cassandra clickhouse log4j alpine chart provider module
`);
