/* A tool of the build: cuts a font down to the characters that scenarios are written in, with what
 * shapes them where nothing special is asked for, as in src/draw; for one that is asked only for what
 * others lack, without what all of those have. `node subset.js FROM TO [OTHER...]`. */
#include <hb-subset.h>

#include <stdio.h>

static const hb_codepoint_t ranges[][2] = {
    {0x0020, 0x024F}, {0x02B0, 0x036F}, /* Latin, marks */
    {0x0370, 0x03FF}, {0x0400, 0x045F}, {0x0490, 0x0491}, /* Greek, Cyrillic */
    {0x1E00, 0x1EFF}, {0x2000, 0x206F}, {0x2070, 0x209F}, {0x20A0, 0x20BF},
    {0x2100, 0x214F}, {0x2150, 0x218F}, {0x2190, 0x22FF}, /* signs, arrows, mathematics */
    {0x2300, 0x23FF}, {0x2500, 0x25FF}, {0x2600, 0x26FF}, {0x2700, 0x27BF}, {0x27E8, 0x27FF},
    {0x0590, 0x05FF}, {0x0600, 0x06FF}, {0xFB1D, 0xFB4F}, /* Hebrew, Arabic */
    {0xFB00, 0xFB06}, {0xFFFD, 0xFFFD},
};

static hb_face_t *open_face(const char *path)
{
    hb_blob_t *file = hb_blob_create_from_file_or_fail(path);
    return file ? hb_face_create(file, 0) : NULL;
}

/* Takes away what every one of the fonts has; the space stays, which joins words. */
static void leave_out(hb_set_t *characters, char **fonts, int count)
{
    hb_set_t *all = hb_set_create(), *own = hb_set_create();
    hb_set_add_range(all, 0, 0x10FFFF);
    for (int i = 0; i < count; i++) {
        hb_face_t *face = open_face(fonts[i]);
        hb_set_clear(own);
        if (face)
            hb_face_collect_unicodes(face, own);
        hb_set_intersect(all, own);
    }
    hb_set_del(all, ' ');
    if (count)
        hb_set_subtract(characters, all);
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    hb_face_t *whole = open_face(argv[1]);
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!whole || !input)
        return 1;
    hb_set_t *characters = hb_subset_input_unicode_set(input);
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        hb_set_add_range(characters, ranges[i][0], ranges[i][1]);
    leave_out(characters, argv + 3, argc - 3);
    /* TrueType's own hints are never used: text is hinted lightly, by FreeType itself. SDL_ttf keeps
     * glyphs by the lower half of their numbers, and where two meet, a glyph may stand a part of a
     * pixel off: the numbers stay, so that the same ones meet here. */
    unsigned flags = HB_SUBSET_FLAGS_RETAIN_GIDS;
    hb_blob_t *glyphs = hb_face_reference_table(whole, HB_TAG('g', 'l', 'y', 'f'));
    if (hb_blob_get_length(glyphs))
        flags |= HB_SUBSET_FLAGS_NO_HINTING;
    else /* Inter, which is shaped without these (src/draw/faces_plain.c) */
        hb_set_del(hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG),
                   HB_TAG('c', 'a', 'l', 't'));
    hb_subset_input_set_flags(input, flags);
    hb_face_t *part = hb_subset_or_fail(whole, input);
    if (!part)
        return 1;
    unsigned length;
    hb_blob_t *bytes = hb_face_reference_blob(part);
    const char *data = hb_blob_get_data(bytes, &length);
    FILE *to = fopen(argv[2], "wb");
    if (!to || fwrite(data, 1, length, to) != length || fclose(to))
        return 1;
    return 0;
}
