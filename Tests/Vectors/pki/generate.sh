#!/bin/sh
# Makes the certificates, lists, PKCS#12 files and foreign CMS messages of the cryptography and trust tests, with the openssl command (3.0).
# Run in this folder: everything but this file is made again, with new keys. The authorities' private keys are thrown away.
# PIN of every .p12: 1234. Validation moment of the tests: 2026-06-01.
set -eu
cd "$(dirname "$0")"
find . -type f ! -name generate.sh -delete
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/ca.cnf" <<'CNF'
[ca]
default_ca = here
[here]
database = $ENV::WORK/index
serial = $ENV::WORK/serial
crlnumber = $ENV::WORK/crlnumber
new_certs_dir = $ENV::WORK
default_md = $ENV::MD
policy = any
unique_subject = no
copy_extensions = none
[any]
countryName = optional
organizationName = optional
organizationalUnitName = optional
commonName = supplied
[req]
distinguished_name = dn
utf8 = yes
[dn]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[sub]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[signer]
basicConstraints = critical, CA:FALSE
keyUsage = critical, nonRepudiation
extendedKeyUsage = emailProtection, 1.3.6.1.4.1.311.10.3.12
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[login]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
subjectKeyIdentifier = hash
[bare]
basicConstraints = critical, CA:FALSE
subjectKeyIdentifier = hash
CNF

# start AUTHORITY: an own database for each authority
start() { mkdir -p "$work/$1"; : > "$work/$1/index"; echo "$2" > "$work/$1/serial"; echo 01 > "$work/$1/crlnumber"; }
key() { # NAME KIND
    case $2 in
    rsa*) openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:"${2#rsa}" -out "$work/$1.key" 2> "$work/log" ;;
    *) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:"$2" -out "$work/$1.key" ;;
    esac
}
issue() { # AUTHORITY NAME KIND EXTENSIONS START END SUBJECT [MD]
    key "$2" "$3"
    openssl req -new -utf8 -config "$work/ca.cnf" -key "$work/$2.key" -subj "$7" -out "$work/$2.csr"
    if [ "$1" = "$2" ]; then self="-selfsign -keyfile $work/$2.key"; else self="-cert $1.pem -keyfile $work/$1.key"; fi
    WORK="$work/$1" MD="${8:-sha256}" openssl ca -batch -notext -utf8 -config "$work/ca.cnf" $self -in "$work/$2.csr" -out "$2.pem" \
        -extensions "$4" -startdate "$5" -enddate "$6" 2> "$work/log" || { cat "$work/log"; exit 1; }
}
pack() { # NAME [OPTIONS]: NAME.p12 with its chain
    name=$1; shift
    openssl pkcs12 -export -inkey "$work/$name.key" -in "$name.pem" -certfile "$work/chain.pem" -passout pass:1234 -out "$name.p12" "$@"
}
export WORK="$work" MD=sha256

from=20240101000000Z; to=20340101000000Z
start root 1000; start sub 2000; start foreign 3000
issue root root rsa2048 root 20200101000000Z 20500101000000Z "/C=FR/O=Essais/CN=Autorité racine d'essai"
issue root sub rsa2048 sub 20200101000000Z 20490101000000Z "/C=FR/O=Essais/OU=0002 123456782/CN=Autorité déléguée d'essai"
cat sub.pem root.pem > "$work/chain.pem"
issue sub mayor rsa2048 signer $from $to "/C=FR/O=Commune d'Essai/CN=Zoé Élue"
issue sub mayor3072 rsa3072 signer $from $to "/C=FR/O=Commune d'Essai/CN=Zoé Élue 3072"
issue sub mayor-p256 P-256 signer $from $to "/C=FR/O=Commune d'Essai/CN=Zoé Élue P-256"
issue sub mayor-p384 P-384 signer $from $to "/C=FR/O=Commune d'Essai/CN=Zoé Élue P-384"
issue sub expired P-256 signer 20200601000000Z 20220601000000Z "/C=FR/CN=Expiré"
issue sub future P-256 signer 20400101000000Z 20440101000000Z "/C=FR/CN=Futur"
issue sub revoked P-256 signer $from $to "/C=FR/CN=Révoqué"
issue sub login P-256 login $from $to "/C=FR/CN=Connexion seule"
issue sub bare P-256 bare $from $to "/C=FR/CN=Sans usage"
issue sub weak rsa1024 signer $from $to "/C=FR/CN=Clé faible"
issue sub sha1 P-256 signer $from $to "/C=FR/CN=Émis en SHA-1" sha1
issue foreign foreign P-256 root 20200101000000Z 20500101000000Z "/C=FR/O=Ailleurs/CN=Autre racine"
issue foreign stranger P-256 signer $from $to "/C=FR/CN=Étranger"

WORK="$work/sub" openssl ca -batch -config "$work/ca.cnf" -cert sub.pem -keyfile "$work/sub.key" -revoke revoked.pem -crl_reason keyCompromise 2> "$work/log"
crl() { # AUTHORITY OUT LAST NEXT
    WORK="$work/$1" openssl ca -batch -gencrl -config "$work/ca.cnf" -cert "$1.pem" -keyfile "$work/$1.key" -crl_lastupdate "$3" -crl_nextupdate "$4" \
        -out "$work/crl.pem" 2> "$work/log"
    openssl crl -in "$work/crl.pem" -outform DER -out "$2"
}
crl root root.crl 20260101000000Z 20360101000000Z
crl sub sub.crl 20260101000000Z 20360101000000Z
crl sub sub-stale.crl 20250101000000Z 20250201000000Z

pack mayor; pack mayor-p256; pack mayor-p384; pack mayor3072; pack expired; pack future; pack login; pack weak
openssl pkcs12 -export -inkey "$work/mayor.key" -in mayor.pem -certfile "$work/chain.pem" -passout pass:1234 -out old-3des.p12 \
    -certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg sha1
openssl pkcs12 -export -legacy -inkey "$work/mayor.key" -in mayor.pem -certfile "$work/chain.pem" -passout pass:1234 -out old-rc2.p12 \
    -certpbe PBE-SHA1-RC2-40 -keypbe PBE-SHA1-3DES -macalg sha1
openssl pkcs12 -export -nokeys -in mayor.pem -passout pass:1234 -out no-key.p12
openssl pkcs12 -export -nomac -inkey "$work/mayor.key" -in mayor.pem -passout pass:1234 -out no-mac.p12

printf 'Le conseil municipal décide.\n' > content.txt
sign() { # OUT SIGNER OPTIONS
    out=$1; signer=$2; shift 2
    openssl cms -sign -binary -in content.txt -outform DER -out "$out" -signer "$signer.pem" -inkey "$work/$signer.key" -certfile sub.pem "$@"
}
sign cms-detached.p7s mayor -cades -md sha256
sign cms-attached.p7m mayor -cades -md sha256 -nodetach
sign cms-indefinite.p7m mayor -cades -md sha256 -nodetach -stream
sign cms-pss.p7s mayor3072 -cades -md sha384 -keyopt rsa_padding_mode:pss
sign cms-ecdsa.p7s mayor-p384 -cades -md sha512
sign cms-key-identifier.p7s mayor-p256 -cades -md sha256 -keyid
sign cms-without-ess.p7s mayor -md sha256
sign cms-without-attributes.p7s mayor -md sha256 -noattr
sign cms-sha1.p7s mayor -cades -md sha1
sign cms-weak-key.p7s weak -cades -md sha256
sign cms-expired.p7s expired -cades -md sha256
sign cms-revoked.p7s revoked -cades -md sha256
sign cms-stranger.p7s stranger -cades -md sha256
sign cms-without-certificate.p7s mayor -cades -md sha256 -nocerts
openssl cms -sign -binary -in content.txt -outform DER -out cms-two-signers.p7s -cades -md sha256 -certfile sub.pem \
    -signer mayor.pem -inkey "$work/mayor.key" -signer mayor-p256.pem -inkey "$work/mayor-p256.key"
chmod 644 ./*.p12
