#include "assets.h"

/* #embed is C23; the toolchain has it in every mode. */
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char style[] = {
#embed "files/tabellion.css"
};
static const unsigned char script[] = {
#embed "files/ui.js"
};
static const unsigned char icons[] = {
#embed "files/icons.svg"
};
static const unsigned char rosette[] = {
#embed "files/rosette.svg"
};
static const unsigned char arms[] = {
#embed "files/sainte-aubierge.svg"
};
static const unsigned char seal[] = {
#embed "files/tabellion.svg"
};

static const tab_asset assets[] = {
    {"tabellion.css", "text/css; charset=utf-8", style, sizeof style},
    {"ui.js", "text/javascript; charset=utf-8", script, sizeof script},
    {"icons.svg", "image/svg+xml", icons, sizeof icons},
    {"rosette.svg", "image/svg+xml", rosette, sizeof rosette},
    {"tabellion.svg", "image/svg+xml", seal, sizeof seal},
    {"sainte-aubierge-des-landes.svg", "image/svg+xml", arms, sizeof arms},
};

const tab_asset *tab_assets(size_t *count) {
    *count = sizeof assets / sizeof assets[0];
    return assets;
}
