/** Functions that a template of a Helm chart may call: Go's own, those of the Sprig library, and Helm's. Names only, from their documentation. */

/** Of Go's `text/template`. */
const ofGo = "and call eq ge gt html index js le len lt ne not or print printf println slice urlquery";

/** Of Helm, versions 3 and 4. */
const ofHelm = `
  fromJson fromJsonArray fromToml fromYaml fromYamlArray include lookup mustToDuration mustToJson mustToToml mustToYaml
  required toDuration toJson toToml toYaml toYamlPretty tpl fail getHostByName
`;

/** Of Sprig, texts. */
const ofTexts = `
  abbrev abbrevboth b32dec b32enc b64dec b64enc cat camelcase contains hasPrefix hasSuffix hello indent initials
  join kebabcase lower mustRegexFind mustRegexFindAll mustRegexMatch mustRegexReplaceAll mustRegexReplaceAllLiteral
  mustRegexSplit nindent nospace plural quote randAlpha randAlphaNum randAscii randBytes randInt randNumeric
  regexFind regexFindAll regexMatch regexQuoteMeta regexReplaceAll regexReplaceAllLiteral regexSplit repeat replace
  shuffle snakecase sortAlpha split splitList splitn squote substr swapcase title toString toStrings trim trimAll
  trimPrefix trimSuffix trimall trunc untitle upper wrap wrapWith
`;

/** Of Sprig, lists and maps. */
const ofCollections = `
  append chunk compact concat deepCopy deepEqual dict dig first get has hasKey initial keys last list merge mergeOverwrite
  mustAppend mustChunk mustCompact mustDeepCopy mustFirst mustHas mustInitial mustLast mustMerge mustMergeOverwrite
  mustPrepend mustPush mustRest mustReverse mustSlice mustUniq mustWithout omit pick pluck prepend push rest reverse
  seq set tuple uniq unset until untilStep values without
`;

/** Of Sprig, numbers, versions and times. */
const ofNumbers = `
  add add1 add1f addf ago atoi biggest ceil date dateInZone dateModify date_in_zone date_modify decimal div divf
  duration durationRound float64 floor htmlDate htmlDateInZone int int64 max maxf min minf mod mul mulf must_date_modify
  mustDateModify mustToDate now round semver semverCompare sub subf toDate toDecimal unixEpoch
`;

/** Of Sprig, everything else. */
const ofOthers = `
  adler32sum all any base bcrypt buildCustomCert clean coalesce decryptAES default derivePassword dir empty encryptAES
  ext fromJson genCA genCAWithKey genPrivateKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert
  genSignedCertWithKey htpasswd isAbs kindIs kindOf mustFromJson mustToPrettyJson mustToRawJson osBase osClean osDir
  osExt osIsAbs sha1sum sha256sum sha512sum ternary toPrettyJson toRawJson typeIs typeIsLike typeOf urlJoin urlParse uuidv4
`;

export const knownFunctions: ReadonlySet<string> = new Set(
  [ofGo, ofHelm, ofTexts, ofCollections, ofNumbers, ofOthers].flatMap((names) => names.trim().split(/\s+/u)),
);

/** Of Sprig, but taken out by Helm, as they would tell a chart about the machine that renders it. */
export const withheldFunctions: ReadonlySet<string> = new Set(["env", "expandenv"]);
