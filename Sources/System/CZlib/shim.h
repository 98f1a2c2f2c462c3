/* zlib's initialisers are macros that hide the version check; these are the two forms used. */
#pragma once
#include <zlib.h>

static inline int tab_inflate_init(z_stream *stream, int window_bits) { return inflateInit2(stream, window_bits); }

static inline int tab_deflate_init(z_stream *stream, int level, int window_bits) {
    return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}
