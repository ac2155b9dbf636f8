#include "draw/faces.h"

#include "base/file.h"

#include <stdio.h>
#include <string.h>

static const char *const file_names[FILE_SYSTEM] = {
    [FONT_WORDS_400] = "Inter-Regular.otf", [FONT_WORDS_500] = "Inter-Medium.otf",
    [FONT_WORDS_600] = "Inter-SemiBold.otf", [FONT_WORDS_700] = "Inter-Bold.otf",
    [FONT_WORDS_800] = "Inter-ExtraBold.otf", [FONT_CODE_400] = "Hack-Regular.ttf",
    [FONT_CODE_700] = "Hack-Bold.ttf", [FILE_DEJAVU] = "DejaVuSans.ttf",
    [FILE_DEJAVU_BOLD] = "DejaVuSans-Bold.ttf",
};

enum { FILE_LIMIT = 256 << 20 }; /* bytes of a font file; collections of CJK are the largest */

bool faces_open(Faces *faces, const char *folder, char *error, size_t error_size)
{
    faces->file_count = FILE_SYSTEM;
    bool whole = true;
    for (int i = 0; i < FILE_SYSTEM; i++) {
        Builder path = {0};
        builder_printf(&path, "%s/%s", folder, file_names[i]);
        faces->files[i].path = path.at;
        if (whole && !file_same(path.at, path.at)) { /* true of any file that is there */
            snprintf(error, error_size, "the font %s is missing in %s", file_names[i], folder);
            whole = false;
        }
    }
    return whole;
}

void faces_close(Faces *faces)
{
    for (int i = 0; i < faces->file_count; i++) {
        if (faces->files[i].font)
            ttf()->TTF_CloseFont(faces->files[i].font);
        hb()->hb_font_destroy(faces->files[i].shaper); /* NULL is fine */
        mem_free(faces->files[i].path);
        builder_free(&faces->files[i].bytes);
    }
    if (faces->renders)
        ttf()->TTF_Quit();
    faces_close_system(faces);
}

static hb_font_t *open_shaper(Faces *faces, FontFile *file)
{
    FileError error;
    if (!file_read(file->path, FILE_LIMIT, &file->bytes, &error)) {
        faces_fail(faces, "a font can't be read: %s", error.text);
        return NULL;
    }
    if (file - faces->files < FONT_CODE_400)
        faces_drop_alternates(&file->bytes);
    hb_blob_t *blob = hb()->hb_blob_create(file->bytes.at, (unsigned)file->bytes.length,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *face = hb()->hb_face_create(blob, (unsigned)file->index);
    hb_font_t *font = hb()->hb_face_get_glyph_count(face) ? hb()->hb_font_create(face) : NULL;
    hb()->hb_face_destroy(face);
    hb()->hb_blob_destroy(blob);
    if (!font)
        faces_fail(faces, "%s is no font", file->path);
    return font;
}

hb_font_t *faces_shaper(Faces *faces, int number)
{
    FontFile *file = &faces->files[number];
    if (!file->read)
        file->shaper = open_shaper(faces, file);
    file->read = true;
    return file->shaper;
}

static bool can_render(Faces *faces)
{
    if (!faces->renders && ttf()->TTF_Init() != 0)
        faces_fail(faces, "SDL2_ttf does not start: %s", ttf()->TTF_GetError());
    else
        faces->renders = true;
    return faces->renders;
}

static TTF_Font *open_font(const FontFile *file, unsigned size)
{
    SDL_RWops *bytes = ttf()->SDL_RWFromConstMem(file->bytes.at, (int)file->bytes.length);
    TTF_Font *font = ttf()->TTF_OpenFontIndexDPIRW(bytes, 1, 1, file->index, size, size);
    if (font)
        ttf()->TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    return font;
}

/* SDL2_ttf takes whole points; one point at so many dots to the inch is any size. Setting a size is as
 * good as free, where opening the file again is not; and it empties SDL2_ttf's cache, in which a glyph
 * takes on the place between pixels of one that was there before: so a text looks the same whatever
 * was drawn before it. */
TTF_Font *faces_font(Faces *faces, int number, unsigned size)
{
    FontFile *file = &faces->files[number];
    if (!file->font && !file->unopened && faces_shaper(faces, number) && can_render(faces)) {
        file->font = open_font(file, size);
        file->unopened = !file->font;
        if (!file->font)
            faces_fail(faces, "%s can't be opened: %s", file->path, ttf()->TTF_GetError());
    }
    if (file->font && ttf()->TTF_SetFontSizeDPI(file->font, 1, size, size) != 0)
        faces_fail(faces, "%s has no such size: %s", file->path, ttf()->TTF_GetError());
    return file->font;
}

static bool has(Faces *faces, int file, uint32_t code_point)
{
    hb_font_t *font = faces_shaper(faces, file);
    hb_codepoint_t glyph;
    return font && hb()->hb_font_get_nominal_glyph(font, code_point, &glyph);
}

/* The first of DejaVu, the system's fonts found before, and one newly found; DejaVu where none
 * has it: its sign for that is a box. */
static int find_elsewhere(Faces *faces, uint32_t code_point, bool bold)
{
    int dejavu = bold ? FILE_DEJAVU_BOLD : FILE_DEJAVU;
    if (has(faces, dejavu, code_point))
        return dejavu;
    if (bold && has(faces, FILE_DEJAVU, code_point))
        return FILE_DEJAVU;
    for (int i = FILE_SYSTEM; i < faces->file_count; i++)
        if (has(faces, i, code_point))
            return i;
    int file = faces_add_system(faces, code_point, bold);
    return file >= 0 && has(faces, file, code_point) ? file : dejavu;
}

int faces_find(Faces *faces, FontFace face, uint32_t code_point)
{
    if ((code_point >= ' ' && code_point < 0x7F) || has(faces, (int)face, code_point))
        return (int)face;
    bool bold = (face >= FONT_WORDS_600 && face <= FONT_WORDS_800) || face == FONT_CODE_700;
    size_t slot = (code_point ^ code_point >> 10) % KNOWN_MOST;
    if (!faces->known[bold][slot].known ||
        faces->known[bold][slot].code_point != code_point) {
        faces->known[bold][slot].file = (uint8_t)find_elsewhere(faces, code_point, bold);
        faces->known[bold][slot].code_point = code_point;
        faces->known[bold][slot].known = 1;
    }
    return faces->known[bold][slot].file;
}
