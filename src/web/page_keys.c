/* The player's keys, for the page's buttons. */
#include "web/page.h"

#include "player/typed.h"

#include <emscripten.h>
#include <string.h>

/* Named as in keys.def. */
EMSCRIPTEN_KEEPALIVE void page_key(const char *name)
{
    Page *page = page_here();
    page->stage.now = screen_seconds();
    stage_key(&page->stage, name);
    screen_react(&page->screen);
}
