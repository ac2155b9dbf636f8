/* The system's fonts, asked for only when a text needs them: loading fontconfig takes longer than
 * painting a picture. */
#include "draw/faces.h"

#include <fontconfig/fontconfig.h>
#include <string.h>

/* `plain`: an outline font without colours, which fontconfig then takes for more important than
 * that the font has the character at all. */
static FcPattern *best_match(FcConfig *config, uint32_t code_point, bool bold, bool plain)
{
    FcPattern *wanted = FcPatternCreate();
    FcCharSet *characters = FcCharSetCreate();
    FcCharSetAddChar(characters, code_point);
    FcPatternAddCharSet(wanted, FC_CHARSET, characters);
    if (plain) {
        FcPatternAddBool(wanted, FC_SCALABLE, FcTrue);
        FcPatternAddBool(wanted, FC_COLOR, FcFalse);
    }
    FcPatternAddString(wanted, FC_FAMILY, (const FcChar8 *)"sans-serif");
    FcPatternAddInteger(wanted, FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
    FcConfigSubstitute(config, wanted, FcMatchPattern);
    FcDefaultSubstitute(wanted);
    FcResult result;
    FcPattern *found = FcFontMatch(config, wanted, &result);
    FcCharSetDestroy(characters);
    FcPatternDestroy(wanted);
    return found;
}

/* The number of the file that the pattern names, if it has the character; added if new. */
static int add_file(Faces *faces, FcPattern *found, uint32_t code_point)
{
    FcCharSet *characters;
    FcChar8 *path;
    int index;
    if (FcPatternGetCharSet(found, FC_CHARSET, 0, &characters) != FcResultMatch ||
        !FcCharSetHasChar(characters, code_point) ||
        FcPatternGetString(found, FC_FILE, 0, &path) != FcResultMatch ||
        FcPatternGetInteger(found, FC_INDEX, 0, &index) != FcResultMatch)
        return -1;
    index &= 0xFFFF; /* the rest tells an instance of a variable font */
    for (int i = FILE_SYSTEM; i < faces->file_count; i++)
        if (faces->files[i].index == index && strcmp(faces->files[i].path, (char *)path) == 0)
            return i;
    if (faces->file_count == FILES_MOST)
        return -1;
    Builder copy = {0};
    builder_text(&copy, (const char *)path);
    faces->files[faces->file_count] = (FontFile){.path = copy.at, .index = index};
    return faces->file_count++;
}

int faces_add_system(Faces *faces, uint32_t code_point, bool bold)
{
    if (!faces->system)
        faces->system = FcInitLoadConfigAndFonts();
    if (!faces->system)
        return -1;
    int file = -1;
    for (int plain = 1; plain >= 0 && file < 0; plain--) {
        FcPattern *found = best_match(faces->system, code_point, bold, plain);
        file = found ? add_file(faces, found, code_point) : -1;
        if (found)
            FcPatternDestroy(found);
    }
    return file;
}

void faces_close_system(Faces *faces)
{
    if (faces->system)
        FcConfigDestroy(faces->system);
    faces->system = NULL;
}
