/** What the shell lines depend on. */
export interface HandChecks {
  /** Whether the pack has `disclosures.ndjson`. */
  readonly disclosures: boolean;
  /** Whether the pack has `checkpoint.tsr`. */
  readonly timestamp: boolean;
  /** Whether the pack has `policies.ndjson`. */
  readonly policyEvents: boolean;
}

interface HandCheck {
  readonly says: string;
  readonly shell: string;
}

const PREPARE: HandCheck = {
  says: `Paste the blocks one after another into one POSIX shell, in the folder of this file. They need OpenSSL 3 and change nothing
in the folder. What they find they say in lines that begin with \`ok\` or \`NOT OK\`.`,
  shell: `LC_ALL=C; export LC_ALL
work=$(mktemp -d)
check() { if [ "$2" = "$3" ]; then echo "ok: $1"; else echo "NOT OK: $1"; fi; }
hash_of() { openssl dgst -sha256 -r "$1" | cut -c 1-64; }`,
};

const FILES: HandCheck = {
  says: 'Each file is the one that `proofs.json` lists:',
  shell: `tr ',{' '\\n\\n' < proofs.json |
  sed -n 's/^"\\([^"]*\\)":"\\([0-9a-f]\\{64\\}\\)"}*$/\\2 \\1/p' > "$work/files"
while read -r listed name; do
  check "$name is as listed" "$listed" "$(hash_of "$name")"
done < "$work/files"`,
};

const SIGNATURE: HandCheck = {
  says: `The log’s key signed the checkpoint. The key is read from \`key.txt\`; put the one that you got elsewhere into a file and name
that file instead:`,
  shell: `keys=key.txt
sed '/^$/,$d' checkpoint.txt > "$work/text"
sed '1,/^$/d' checkpoint.txt | head -n 1 | cut -d ' ' -f 3 | openssl base64 -d -A > "$work/signature"
key_id=$(od -An -v -tx1 -N4 "$work/signature" | tr -d ' \\n')
grep -F "$(head -n 1 "$work/text")+$key_id+" "$keys" | head -n 1 | cut -d + -f 3- |
  openssl base64 -d -A > "$work/key"
{ printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; tail -c 32 "$work/key"; } > "$work/der"
openssl pkey -pubin -inform DER -in "$work/der" -out "$work/pem"
tail -c 64 "$work/signature" > "$work/ed25519"
openssl pkeyutl -verify -pubin -inkey "$work/pem" -rawin -in "$work/text" -sigfile "$work/ed25519"
check 'the log signed the checkpoint' 0 $?`,
};

const CHAIN: HandCheck = {
  says: 'The events are all of this therapy, count from 1, and each names the SHA-256 of the one before:',
  shell: `chained() {
  count=0 previous=$(printf '%064d' 0) broken=
  while IFS= read -r event; do
    count=$((count + 1))
    case $event in
      *'"previousHash":"'"$previous"'"'*'"revision":'"$count",*"$2"*) ;;
      *) broken="$broken $count" ;;
    esac
    previous=$(printf '%s' "$event" | openssl dgst -sha256 -r | cut -c 1-64)
  done < "$1"
  check "$count events of $1 are a chain" '' "$broken"
}
chained events.ndjson "$(sed 's/.*\\("therapyId":"[^"]*"\\).*/\\1/' proofs.json)"`,
};

const INCLUSION: HandCheck = {
  says: `An event is in the tree whose root the checkpoint names. The last one stands for all, since it holds the hash of the one
before, and so on; to look at another, put the number of its line for \`revision\`:`,
  shell: `included() {
  tr '{' '\\n' < proofs.json | grep "\\"$2\\":$3}" > "$work/leaf"
  index=$(sed 's/.*"leafIndex":\\([0-9]*\\).*/\\1/' "$work/leaf")
  last=$(($(sed -n 2p checkpoint.txt) - 1))
  { printf '\\000'; sed -n "\${3}p" "$1" | tr -d '\\n'; } |
    openssl dgst -sha256 -binary > "$work/hash"
  for sibling in $(sed 's/.*"hashes":\\[\\([^]]*\\)\\].*/\\1/' "$work/leaf" | tr -d '"' | tr ',' ' '); do
    printf '%s' "$sibling" | openssl base64 -d -A > "$work/sibling"
    if [ $((index % 2)) -eq 1 ] || [ "$index" -eq "$last" ]; then
      { printf '\\001'; cat "$work/sibling" "$work/hash"; } | openssl dgst -sha256 -binary > "$work/node"
      while [ $((index % 2)) -eq 0 ] && [ "$index" -gt 0 ]; do index=$((index / 2)); last=$((last / 2)); done
    else
      { printf '\\001'; cat "$work/hash" "$work/sibling"; } | openssl dgst -sha256 -binary > "$work/node"
    fi
    mv "$work/node" "$work/hash"
    index=$((index / 2)); last=$((last / 2))
  done
  check "event $3 of $1 is in the tree" "$(sed -n 3p checkpoint.txt) 0" "$(openssl base64 -A -in "$work/hash") $last"
}
revision=$count
included events.ndjson revision "$revision"`,
};

const POLICIES: HandCheck = {
  says: `Each policy is one that came into force in this ledger: an event of \`policies.ndjson\` names its SHA-256. A policy of which
none does is not shown to be the ledger’s:`,
  shell: `chained policies.ndjson '"stream":"policies"'
if [ "$count" -gt 0 ]; then included policies.ndjson streamRevision "$count"; fi
for policy in policies/*.json; do
  name=\${policy#policies/}
  name=\${name%.json}
  told='"policy":"'"\${name%@*}"'","policyVersion":"'"\${name#*@}"'",'
  held=$(grep -c -F "$told" policies.ndjson)
  if [ "$held" -eq 0 ]; then echo "not shown: $policy"; continue; fi
  check "$policy is as it came into force" "$held" \\
    "$(grep -F "$told" policies.ndjson | grep -c -F '"sha256":"'"$(hash_of "$policy")"'"')"
done`,
};

const DISCLOSURES: HandCheck = {
  says: 'Each personal value is the one of which an event holds the digest:',
  shell: `while IFS= read -r line; do
  disclosure=\${line#*'"disclosure":"'}
  disclosure=\${disclosure%%'"'*}
  digest=$(printf '%s' "$disclosure" | openssl dgst -sha256 -binary | openssl base64 -A | tr '/+' '_-' | tr -d '=')
  revision=\${line#*'"pointer":"'}
  revision=\${revision#*'"revision":'}
  revision=\${revision%%,*}
  held=$(sed -n "\${revision}p" events.ndjson | grep -c -F '{"$sd":"'"$digest"'"}')
  case $((\${#disclosure} % 4)) in 2) padding='==' ;; 3) padding='=' ;; *) padding= ;; esac
  told=$(printf '%s' "$disclosure$padding" | tr '_-' '/+' | openssl base64 -d -A)
  told=\${told#*,}
  value=\${told#*,}
  case $line in *'"name":'"\${told%%,*},"*'"value":'"\${value%]}}") same=1 ;; *) same=0 ;; esac
  check "event $revision: \${told%%,*}" '1 1' "$held $same"
done < disclosures.ndjson`,
};

const TIMESTAMP: HandCheck = {
  says: `A timestamp authority saw the checkpoint. Get its certificate elsewhere, and put the file for \`authority.pem\`:`,
  shell: `authority=\${authority:-authority.pem}
openssl ts -reply -in checkpoint.tsr -text | grep 'Time stamp'
openssl ts -verify -data "$work/text" -in checkpoint.tsr -CAfile "$authority"
check 'the authority saw the checkpoint' 0 $?`,
};

const TIDY: HandCheck = { says: 'At the end:', shell: 'rm -r "$work"' };

/** The part of CHECK.md that needs nothing but a shell and OpenSSL 3. */
export const checkByHand = ({ disclosures, timestamp, policyEvents }: HandChecks): string =>
  [
    PREPARE,
    FILES,
    SIGNATURE,
    CHAIN,
    INCLUSION,
    ...(policyEvents ? [POLICIES] : []),
    ...(disclosures ? [DISCLOSURES] : []),
    ...(timestamp ? [TIMESTAMP] : []),
    TIDY,
  ]
    .map(({ says, shell }) => `${says}\n\n\`\`\`sh\n${shell}\n\`\`\`\n`)
    .join('\n');
