/* SPDX-License-Identifier: MIT */
/* A picture whose size is not known gets a common one (16:9), so that the page still reserves a
 * place for it and does not jump when it loads. */
#include "site/page/picture_view.h"

enum { USUAL_WIDTH = 1280, USUAL_HEIGHT = 720 };

const struct tpl_field picture_fields[] = {
    TPL_FIELD(picture_view, "SRC", TPL_STR, src),
    TPL_FIELD(picture_view, "ALT", TPL_STR, alt),
    TPL_FIELD(picture_view, "CAPTION", TPL_STR, caption),
    TPL_FIELD(picture_view, "CAPTION", TPL_IF_TEXT, caption),
    TPL_FIELD(picture_view, "CREDIT", TPL_STR, credit),
    TPL_FIELD(picture_view, "CREDIT", TPL_IF_TEXT, credit),
    TPL_FIELD(picture_view, "CAPTIONED", TPL_BOOL, captioned),
    TPL_FIELD(picture_view, "TALL", TPL_BOOL, tall),
    TPL_FIELD(picture_view, "WIDTH", TPL_INT, width),
    TPL_FIELD(picture_view, "HEIGHT", TPL_INT, height),
    TPL_END};

const struct picture_view *picture_view_of(const struct picture *p, struct arena *a)
{
    if (str_empty(p->path))
        return NULL;
    bool sized = p->width > 0 && p->height > 0;
    struct picture_view *v = ARENA_NEW(a, struct picture_view);
    *v = (struct picture_view){
        .src = p->path,
        .alt = p->alt,
        .caption = p->caption,
        .credit = p->credit,
        .captioned = !str_empty(p->caption) || !str_empty(p->credit),
        .tall = sized && p->width * 5 < p->height * 7,
        .width = sized ? p->width : USUAL_WIDTH,
        .height = sized ? p->height : USUAL_HEIGHT,
    };
    return v;
}
