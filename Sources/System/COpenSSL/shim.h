/* libcrypto of OpenSSL 3 as Swift sees it: function-like macros and variadic functions get a plain function. */
#ifndef TAB_COPENSSL_SHIM_H
#define TAB_COPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pkcs12.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

static inline void tab_free(void *pointer) { OPENSSL_free(pointer); }

static inline long tab_BIO_get_mem_data(BIO *bio, char **start) { return BIO_get_mem_data(bio, start); }

static inline EVP_PKEY *tab_generate_rsa(unsigned int bits) { return EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)bits); }
static inline EVP_PKEY *tab_generate_ec(const char *curve) { return EVP_PKEY_Q_keygen(NULL, NULL, "EC", curve); }

static inline STACK_OF(X509) *tab_sk_X509_new(void) { return sk_X509_new_null(); }
static inline int tab_sk_X509_num(const STACK_OF(X509) *stack) { return stack == NULL ? 0 : sk_X509_num(stack); }
static inline X509 *tab_sk_X509_value(const STACK_OF(X509) *stack, int place) { return sk_X509_value(stack, place); }
static inline int tab_sk_X509_push(STACK_OF(X509) *stack, X509 *item) { return sk_X509_push(stack, item); }
/* The stack only: what it holds belongs to somebody else. */
static inline void tab_sk_X509_free(STACK_OF(X509) *stack) { sk_X509_free(stack); }
/* The stack and one reference of each certificate in it. */
static inline void tab_sk_X509_pop_free(STACK_OF(X509) *stack) { sk_X509_pop_free(stack, X509_free); }

static inline STACK_OF(X509_CRL) *tab_sk_X509_CRL_new(void) { return sk_X509_CRL_new_null(); }
static inline int tab_sk_X509_CRL_push(STACK_OF(X509_CRL) *stack, X509_CRL *item) { return sk_X509_CRL_push(stack, item); }
static inline void tab_sk_X509_CRL_free(STACK_OF(X509_CRL) *stack) { sk_X509_CRL_free(stack); }

static inline int tab_sk_OBJECT_num(const STACK_OF(ASN1_OBJECT) *stack) { return stack == NULL ? 0 : sk_ASN1_OBJECT_num(stack); }
static inline ASN1_OBJECT *tab_sk_OBJECT_value(const STACK_OF(ASN1_OBJECT) *stack, int place) {
    return sk_ASN1_OBJECT_value(stack, place);
}
static inline void tab_sk_OBJECT_pop_free(STACK_OF(ASN1_OBJECT) *stack) { sk_ASN1_OBJECT_pop_free(stack, ASN1_OBJECT_free); }

/* RFC 2253 text in which UTF-8 stays itself instead of becoming \C3\A9. */
static inline unsigned long tab_name_flags(void) { return XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB; }

#endif
