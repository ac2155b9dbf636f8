/* What the script of the page calls (page.c, page_texts.c). Texts that go out are valid until the
 * next call; places of the file tree are paths in the page's memory. */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "web/web.h"

typedef struct Page {
    Stage stage;
    Screen screen;
    Fonts *fonts;
    int warm;     /* faces that are ready */
    Builder text; /* what goes out */
} Page;

/* The one page there is; all of it is made by main. */
Page *page_here(void);

#endif
