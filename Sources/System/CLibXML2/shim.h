#ifndef TABELLION_CLIBXML2_H
#define TABELLION_CLIBXML2_H

#include <libxml/xmlversion.h>
/* Debian's libxml2 brings <unicode/ucnv.h>, which clashes with the ICU inside Foundation in any module that sees both.
   Only the layout of xmlCharEncodingHandler depends on it: its fields are never touched here. */
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

/* A C function pointer that Swift 6 refuses as shared mutable state is set here. */
static inline void tab_xml_start(void) {
    xmlInitParser();
    xmlSetExternalEntityLoader(xmlNoNetExternalEntityLoader);
}

/* Errors are read from the context; without a handler of the thread's own, libxml2 prints them on standard error. */
static inline void tab_xml_silent(void *data, xmlErrorPtr error) { (void)data; (void)error; }
static inline void tab_xml_silence_thread(void) { xmlSetStructuredErrorFunc(NULL, tab_xml_silent); }

#endif
