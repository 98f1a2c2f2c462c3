#!/usr/bin/env bash
# Makes the demonstration PKI and the journals' keys anew from people.json. Needs openssl 3 and python3.
# The authorities' private keys are destroyed at the end: nothing can be added under the demonstration root afterwards.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

authority_begins=20240101000000Z
authority_ends=20411231235959Z
signer_begins=20260101000000Z
signer_ends=20401231235959Z

write_configuration() { # NAME: the `openssl ca` configuration of one authority
    mkdir -p "$1"
    : >"$1/index.txt"
    openssl rand -hex 15 | sed 's/^/4A/' >"$1/serial"
    echo 1000 >"$1/crlnumber"
    cat >"$1/ca.cnf" <<EOF
[ca]
default_ca = this
[this]
database = $1/index.txt
serial = $1/serial
crlnumber = $1/crlnumber
new_certs_dir = $1
certificate = $1/ca.pem
private_key = $1/ca.key
default_md = sha256
policy = any
unique_subject = no
email_in_dn = no
string_mask = utf8only
utf8 = yes
[any]
countryName = optional
organizationName = optional
organizationalUnitName = optional
title = optional
surname = optional
givenName = optional
commonName = supplied
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[signer]
keyUsage = critical, nonRepudiation
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[authentication]
keyUsage = critical, digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[crl]
authorityKeyIdentifier = keyid
EOF
}

new_key() { # ALGORITHM FILE
    case $1 in
        rsa*) openssl genpkey -quiet -algorithm RSA -pkeyopt "rsa_keygen_bits:${1#rsa}" -out "$2" ;;
        p256) openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$2" ;;
        p384) openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out "$2" ;;
    esac 2>/dev/null
}

issue() { # AUTHORITY SECTION SUBJECT KEY OUTPUT BEGINS ENDS [MORE…]
    openssl req -new -utf8 -key "$4" -subj "$3" -multivalue-rdn -out request.pem
    openssl ca -batch -notext -config "$1/ca.cnf" -extensions "$2" -in request.pem -out "$5" -startdate "$6" -enddate "$7" "${@:8}" 2>ca.log \
        || { cat ca.log >&2; return 1; }
}

new_root() { # NAME SUBJECT
    write_configuration "$1"
    new_key rsa3072 "$1/ca.key"
    issue "$1" authority "$2" "$1/ca.key" "$1/ca.pem" $authority_begins $authority_ends -selfsign -keyfile "$1/ca.key"
}

new_intermediate() { # NAME PARENT SUBJECT
    write_configuration "$1"
    new_key rsa3072 "$1/ca.key"
    issue "$2" authority "$3" "$1/ca.key" "$1/ca.pem" $authority_begins $authority_ends
}

bundle() { # AUTHORITY KEY CERTIFICATE PIN OUTPUT: PKCS#12 under PBES2 (AES-256), with the chain but not the root
    openssl pkcs12 -export -inkey "$2" -in "$3" -certfile "$1/ca.pem" -keypbe AES-256-CBC -certpbe AES-256-CBC \
        -macalg sha256 -iter 20000 -passout "pass:$4" -out "$5"
}

revocations() { # AUTHORITY OUTPUT
    openssl ca -batch -config "$1/ca.cnf" -gencrl -crlexts crl -crl_lastupdate 20260101000000Z -crl_nextupdate $authority_ends -out "$2" 2>/dev/null
}

new_root root "/C=FR/O=Tabellion/OU=Démonstration sans valeur/CN=Tabellion Démonstration Racine"
new_intermediate signing root "/C=FR/O=Tabellion/OU=Démonstration sans valeur/CN=Tabellion Démonstration Élus"

rm -f "$here"/*.p12 "$here"/refused/*.p12
python3 - "$here/people.json" >signers.tsv <<'EOF'
import json, sys
book = json.load(open(sys.argv[1], encoding="utf-8"))
places = {a["slug"]: a for a in book["authorities"]}
for p in book["people"]:
    if "key" in p:
        a = places[p["authority"]]
        print(p["key"], p["keyAlgorithm"], p["pin"], a["legalName"], a["siren"], p["function"], p["familyName"], p["givenName"], sep="\t")
EOF
while IFS=$'\t' read -r file algorithm pin organisation siren title family given; do
    subject="/C=FR/O=$organisation/OU=0002 $siren/title=$title/SN=$family/GN=$given/CN=$given $family"
    new_key "$algorithm" person.key
    issue signing signer "$subject" person.key person.pem $signer_begins $signer_ends
    bundle signing person.key person.pem "$pin" "$here/$file"
done <signers.tsv

# What must be refused, all under the PIN 000000.
mayor="/C=FR/O=Commune de Sainte-Aubierge-des-Landes/OU=0002 214009995/title=Maire/SN=Castagnède/GN=Maylis/CN=Maylis Castagnède"
refused() { # NAME AUTHORITY SECTION BEGINS ENDS
    new_key rsa2048 refused.key
    issue "$2" "$3" "$mayor" refused.key refused.pem "$4" "$5"
    bundle "$2" refused.key refused.pem 000000 "$here/refused/$1.p12"
}
refused expired signing signer 20240101000000Z 20251231235959Z
refused not-yet-valid signing signer 20400101000000Z 20401231235959Z
refused without-non-repudiation signing authentication $signer_begins $signer_ends
refused revoked signing signer $signer_begins $signer_ends
openssl ca -batch -config signing/ca.cnf -revoke refused.pem -crl_reason keyCompromise 2>/dev/null
sed -i -E 's/[0-9]{12}Z,keyCompromise/260201000000Z,keyCompromise/' signing/index.txt   # revoked before any act of the demonstration
new_root foreign "/C=FR/O=Une autre autorité/CN=Autorité étrangère à la démonstration"
refused foreign foreign signer $signer_begins $signer_ends

cp root/ca.pem "$here/root.pem"
cp signing/ca.pem "$here/intermediate.pem"
revocations root "$here/root.crl"
revocations signing "$here/intermediate.crl"

# Journal keys: a 32-byte Ed25519 seed in hexadecimal, and its C2SP verifier key (NAME+ID+base64(0x01 ‖ public key)).
journal() { # NAME SEED-FILE VKEY-FILE
    openssl rand -hex 32 >"$here/$2"
    python3 -c 'import sys; sys.stdout.buffer.write(bytes.fromhex("302e020100300506032b657004220420" + open(sys.argv[1]).read()))' "$here/$2" >pkcs8.der
    { printf '\x01'; openssl pkey -in pkcs8.der -inform DER -pubout -outform DER | tail -c 32; } >public.bin
    { printf '%s\n' "$1"; cat public.bin; } | openssl dgst -sha256 -r | cut -c1-8 >id
    printf '%s+%s+%s\n' "$1" "$(cat id)" "$(openssl base64 -A -in public.bin)" >"$here/$3"
}
journal tabellion-demonstration/sainte-aubierge-des-landes journal.seed journal.vkey
journal tabellion-demonstration/pays-de-l-aubierge journal-pays.seed journal-pays.vkey
chmod 644 "$here"/*.p12 "$here"/refused/*.p12

cat root/ca.pem signing/ca.pem >both.pem
for file in "$here"/*.p12; do
    pin=$(awk -F'\t' -v f="$(basename "$file")" '$1 == f { print $3 }' signers.tsv)
    openssl pkcs12 -in "$file" -passin "pass:$pin" -nokeys -clcerts 2>/dev/null | openssl verify -CAfile both.pem -CRLfile "$here/root.crl" -CRLfile "$here/intermediate.crl" -crl_check_all
done
