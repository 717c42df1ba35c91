/** Scripts that ShellCheck and our rules are both asked about: where they differ, it is said why. */

export interface OracleCase {
  /** Under `style/shell/`, or with its family. */
  readonly check: string;
  readonly text: string;
  /** Why the two do not find the same lines; missing where they do. */
  readonly differs?: string;
  /** A line that ShellCheck tells for the same mistake, besides the one that we tell. */
  readonly besides?: number;
}

const bash = "#!/bin/bash\n";
const strict = "#!/bin/bash\nset -e\n";
const sh = "#!/bin/sh\n";

function same(check: string, ...texts: readonly string[]): readonly OracleCase[] {
  return texts.map((text) => ({ check, text }));
}

/** ShellCheck tells the loop, too. */
function loops(...texts: readonly string[]): readonly OracleCase[] {
  return texts.map((text) => ({ check: "stdin-in-loop", text, besides: 2 }));
}

export const oracleCases: readonly OracleCase[] = [
  ...same(
    "unquoted-expansion",
    `${bash}cp $1 /srv/app`,
    `${bash}cp "$1" /srv/app`,
    `${bash}name=agent\ncp $name /srv`,
    `${bash}path=$1\ncp $path /srv`,
    `${bash}echo $? $# $$`,
    `${bash}x=$#\nf $x`,
    `${bash}x=$((1 + $2))\nf $x`,
    `${bash}for each in a b; do f $each; done`,
    `${bash}for each in $1; do f $each; done`,
    `${bash}f > $1`,
    `${bash}f < $1 2>> "$2"`,
    `${bash}$1/bin/agent --start`,
    `${bash}f=\${1:-a}\ng $f`,
    `${bash}f \${1+"$1"}`,
    `${bash}[[ $1 = a ]] && f`,
    `${bash}case $1 in a) f ;; esac`,
    `${bash}x=$1`,
    `${bash}export X=$1`,
    `${bash}cat <<EOF\n$1\nEOF`,
    `${bash}f "\${x[0]}" \${y[0]}`,
    `${bash}read -r host\nssh -n $host`,
    `${bash}f a$1b`,
    `${bash}f "$(g $1)"`,
    `${bash}: $1`,
    `${bash}[ "$1" -gt $2 ]`,
  ),
  ...same(
    "unquoted-test",
    `${bash}[ $1 = a ]`,
    `${bash}[ "$1" = $2 ]`,
    `${bash}[ -n $1 ]`,
    `${bash}[ -f $1 ]`,
    `${bash}[ ! -d "$1" ]`,
    `${bash}[ $# = 1 ]`,
    `${bash}test $1 != b`,
    `${bash}[ "$(id -u)" = 0 ]`,
    `${bash}[ $(id -un) = root ]`,
    `${bash}mode=fast\n[ $mode = slow ]`,
  ),
  ...same("unquoted-removal", `${bash}rm -rf $1`, `${bash}rm -rf "$1" a`, `${bash}d=/tmp/a\nrm -rf $d`),
  ...same(
    "unquoted-arguments",
    `${bash}exec server $@`,
    `${bash}exec server "$@"`,
    `${bash}hosts=(a b)\nf \${hosts[@]}`,
    `${bash}hosts=(a b)\nf "\${hosts[@]}"`,
    `${bash}for a in $@; do f "$a"; done`,
    `${bash}hosts=(a b)\nf \${#hosts[@]}`,
  ),
  {
    check: "unquoted-arguments",
    text: `${bash}declare -A x=([a]=1)\nfor k in \${!x[@]}; do f "$k"; done`,
    differs: "keys are most often numbers or names",
  },
  ...same(
    "unguarded-cd",
    `${bash}cd /srv/app\nrm -rf old`,
    `${bash}cd /srv/app || exit 1\nrm -rf old`,
    `${strict}cd /srv/app\nrm -rf old`,
    `${bash}set -euo pipefail\ncd /srv/app\nf`,
    `#!/bin/bash -e\ncd /srv/app\nf`,
    `${bash}if cd /srv; then f; fi`,
    `${bash}cd /srv && f`,
    `${bash}pushd a\nf`,
    `${bash}f() {\n  cd "$1"\n  g\n}\nf a`,
  ),
  { check: "unguarded-cd", text: `${bash}f\npopd\ng`, differs: "it fails only where nothing was pushed" },
  { check: "unguarded-cd", text: `${bash}f\ncd /srv/app`, differs: "nothing follows that could happen elsewhere" },
  ...same(
    "masked-status",
    `${strict}export TOKEN=$(vault read token)`,
    `${strict}TOKEN=$(vault read token)\nexport TOKEN`,
    `${strict}f() {\n  local a="$(g)"\n}\nf`,
    `${strict}readonly a=b`,
    `${strict}declare a=\`g\``,
    `${strict}export A="$B"`,
  ),
  { check: "masked-status", text: `${bash}export A=$(f)`, differs: "the script goes on whatever fails" },
  { check: "masked-status", text: `${strict}export A=$(pwd)`, differs: "it hardly ever fails" },
  ...same(
    "sudo-redirection",
    `${bash}sudo f > /etc/hosts`,
    `${bash}sudo f >> /etc/hosts`,
    `${bash}f | sudo tee /etc/hosts > /dev/null`,
    `${bash}sudo f > /dev/null`,
    `${bash}sudo sh -c "f > /etc/hosts"`,
  ),
  { check: "sudo-redirection", text: `${bash}sudo f > out.txt`, differs: "the file is the caller's own" },
  ...loops(
    `${bash}while read -r h; do\n  ssh "$h" uptime\ndone < hosts`,
    `${bash}cat hosts | while read -r h; do\n  ssh "$h" uptime\ndone`,
    `${bash}while read -r v; do\n  ffmpeg -i "$v" "$v.mp4"\ndone < list`,
  ),
  ...same(
    "stdin-in-loop",
    `${bash}while read -r h; do\n  ssh -n "$h" uptime\ndone < hosts`,
    `${bash}while read -r h; do\n  ssh "$h" uptime < /dev/null\ndone < hosts`,
    `${bash}for h in a b; do\n  ssh "$h" uptime\ndone`,
  ),
  ...same(
    "security/shell/dangerous-removal",
    `${bash}rm -rf "$1/"`,
    `${bash}rm -rf "$1"/*`,
    `${bash}rm -rf "\${1:?}/"*`,
    `${bash}rm -rf "$1/usr"`,
    `${bash}rm -rf "$1/app"`,
    `${bash}rm -rf /usr`,
    `${bash}rm -rf /srv/app/old`,
  ),
  ...same(
    "read-without-raw",
    `${bash}read line`,
    `${bash}read -r line`,
    `${bash}while read a b; do f "$a" "$b"; done`,
    `${bash}IFS= read -r line`,
    `${bash}read -p "Name: " name`,
  ),
  { check: "read-without-raw", text: `${bash}read -n 1 key`, differs: "whoever waits for a key reads no text" },
  ...same(
    "loop-over-output",
    `${bash}for f in $(ls); do g "$f"; done`,
    `${bash}for f in $(find . -name a); do g "$f"; done`,
    `${bash}for f in \`ls *.gz\`; do g "$f"; done`,
    `${bash}for f in *.gz; do g "$f"; done`,
    `${bash}for f in $(seq 3); do g "$f"; done`,
  ),
  {
    check: "loop-over-output",
    text: `${bash}for f in $(find . -exec dirname {} +); do g "$f"; done`,
    differs: "what it prints need not be names",
  },
  ...same(
    "redirection-order",
    `${bash}f 2>&1 > out`,
    `${bash}f > out 2>&1`,
    `${bash}f 2>&1 >> out`,
    `${bash}f 2>&1 > out | g`,
    `${bash}f &> out`,
  ),
  ...same(
    "same-file",
    `${bash}sort hosts > hosts`,
    `${bash}grep -v a hosts | sort > hosts`,
    `${bash}sort hosts > sorted`,
    `${bash}sed -i s/a/b/ hosts`,
  ),
  {
    check: "same-file",
    text: `${bash}jq . < "$a" > "$b/$(basename "$a")"`,
    differs: "the file is named in the name of another",
  },
  ...same("early-trap", `${bash}trap "rm -f $dir/a" EXIT`, `${bash}trap 'rm -f "$dir"' EXIT`, `${bash}trap - EXIT`),
  { check: "early-trap", text: `${bash}d=/tmp/a\ntrap "rm -f $d" EXIT`, differs: "it has its value by then" },
  ...same("assignment-blanks", `${bash}version = 1`, `${bash}version=1`, `${bash}test a = b`, `${bash}[ a = "$1" ]`),
  ...same(
    "constant-test",
    `${bash}[ "$1"=a ]`,
    `${bash}[[ $1==a ]]`,
    `${bash}[ "$1" = a ]`,
    `${bash}[ "$1" ]`,
    `${bash}[[ $1!=a ]]`,
  ),
  ...same("quoted-tilde", `${bash}cp a "~/b"`, `${bash}cp a ~/b`, `${bash}cp a ~/"b c"`, `${bash}echo "~ about"`),
  {
    check: "quoted-tilde",
    text: `${bash}x='~/b'`,
    differs: "between single quotes it is most often for another shell",
  },
  ...same(
    "bashism",
    `${sh}[[ $1 = a ]]`,
    `${sh}source a`,
    `${sh}. ./a`,
    `${sh}f() { local a=1; }`,
    `${sh}set -o pipefail`,
    `${sh}echo -e "a\\n"`,
    `${sh}function f { g; }`,
    `${sh}x=a; x+=b`,
    `${sh}x=$'a'`,
    `${sh}f {1..3}`,
    `${sh}f {a,b}c`,
    `${sh}trap f ERR`,
    `${sh}trap f EXIT`,
    `${sh}echo "$RANDOM"`,
    `${sh}read -r -t 5 x`,
    `${sh}f <<< a`,
    `${sh}f &> /dev/null`,
    `${sh}diff <(a) <(b)`,
    `${sh}x=(a b)`,
    `${sh}echo "\${x/a/b}"`,
    `${sh}echo "\${x:1:2}"`,
    `${sh}echo "\${x%a}" "\${x:-b}"`,
    `${sh}((x = 1))`,
    `${sh}x=$((1 + 2))`,
    `${sh}for ((i = 0; i < 3; i++)); do f; done`,
    `${sh}[ a == b ]`,
    `${sh}pushd a || exit`,
    `${sh}declare x=1`,
    `${bash}[[ a ]] && source b`,
  ),
  { check: "bashism", text: `${sh}echo -n a`, differs: "every `sh` in use knows `-n`" },
  ...same("unclosed-test", `${bash}if [ "$1" = b]; then f; fi`, `${bash}if [ "$1" = b ]; then f; fi`),
  ...same(
    "comment-in-command",
    `${bash}f \\\n  # --a \\\n  --b`,
    `${bash}# f \\\n#   --a \\\ng`,
    `${bash}f \\\n  --a\n# b`,
  ),
  {
    check: "comment-in-command",
    text: `${bash}f \\\n  # a\n  --b`,
    differs: "only comments that end in a backslash are told",
  },
  ...same(
    "ineffective-negation",
    `${strict}! grep -q a b\nf`,
    `${strict}if ! grep -q a b; then f; fi`,
    `${strict}! grep -q a b || exit 1\nf`,
    `${bash}! grep -q a b\nf`,
  ),
  ...same(
    "suspended-errexit",
    `${strict}f() {\n  a\n  b\n}\nf || exit 1`,
    `${strict}f() {\n  a\n  b\n}\nif f; then c; fi`,
    `${strict}f() {\n  a\n  b\n}\n! f\nc`,
    `${strict}f() {\n  a\n  b\n}\nf`,
  ),
  {
    check: "suspended-errexit",
    text: `${strict}f() { [ a ]; }\nif f; then c; fi`,
    differs: "a function that only asks",
  },
];

/** Scripts that no shell takes. */
export const brokenScripts: readonly string[] = [
  "if [ -f a ]; then\n  b\n",
  "if a\n  b\nfi\n",
  "while true; do\n  a\n",
  "for a in b c\n  d\ndone\n",
  "case $1 in\n  a) b ;;\n",
  'echo "a\nb\n',
  "echo 'a\nb\n",
  "f() {\n  a\n",
  "a\n}\n",
  "a && && b\n",
  "fi\n",
  "if a; then\nfi\n",
  "a\ndone\n",
  "a $(b\nc\n",
  "( a\nb\n",
  "a )\n",
  "a ;; b\n",
  "else\n",
];

/** The shells tell the end of the file, we the bar that nothing follows. */
export const brokenAtTheEnd = "a\nb |\n";

export const soundScripts: readonly string[] = [
  "if a; then b; elif c; then d; else e; fi\n",
  "case $1 in (a) b ;; c | d) ;; *) e; esac\n",
  'for a in "$@"; do b; done < c > d 2>&1 &\n',
  "until a; do b; done | c && ! d || e\n",
  'cat <<A <<-"B"\n$(c)\nA\n\td $\n\tB\necho e\n',
  'f() ( g; )\nh="$(i "$(j)")" k=`l`\n',
  "a=${b:-${c%%*.}}; d=$((e + (2 * 3)))\n",
  "{ a; b; } 2>/dev/null; (c)\n",
  "\n# a\n\n",
];
