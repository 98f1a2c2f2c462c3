#ifndef TABELLION_ASSETS_H
#define TABELLION_ASSETS_H

#include <stddef.h>

/* The files of the pages, inside the program: one binary needs no folder beside it. Owns the bytes and their media types;
   knows nothing of paths with versions, caching or HTTP. */
typedef struct {
    const char *name;
    const char *type;
    const unsigned char *bytes;
    size_t count;
} tab_asset;

const tab_asset *tab_assets(size_t *count);

#endif
