/* The system's fonts, asked for only when a text needs them: loading fontconfig takes longer than
 * painting a picture.
 *
 * Fontconfig's caches are read and never written: a font that can't be read just now would be left
 * out of them, for every program and for good. */
#include "draw/faces.h"

#include "base/file.h"
#include "draw/fontconfig.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { DEEPEST = 8 }; /* folders of fonts in each other */

/* While the fonts of a system are gathered. */
typedef struct Gathering {
    Faces *faces;
    FcConfig *config;
    FcFontSet *fonts;
    bool scanned; /* some folder has no cache that holds */
} Gathering;

/* --- what there is --- */

static bool looks_like_font(const char *name)
{
    static const char *const endings[] = {".ttf", ".otf", ".ttc", ".otc"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(dot, endings[i]) == 0)
            return true;
    return false;
}

/* A font that fontconfig makes nothing of may be none; it must be readable at least. */
static void check_left_out(Faces *faces, const char *path)
{
    enum { LIMIT = 256 << 20 };
    FileError error;
    Builder bytes = {0};
    if (!file_read(path, LIMIT, &bytes, &error))
        faces_fail(faces, "a font can't be read: %s", error.text);
    builder_free(&bytes);
}

static void scan_file(Gathering *gathering, const char *path)
{
    int before = gathering->fonts->nfont, count;
    if (!fc()->FcFreeTypeQueryAll((const FcChar8 *)path, (unsigned)-1, NULL, &count,
                                  gathering->fonts))
        check_left_out(gathering->faces, path);
    for (int i = before; i < gathering->fonts->nfont; i++)
        fc()->FcConfigSubstitute(gathering->config, gathering->fonts->fonts[i], FcMatchScan);
}

/* What fontconfig does itself for a folder without a cache, but that it would write one. */
static void scan_folder(Gathering *gathering, const char *folder, FcStrSet *within)
{
    DIR *open = opendir(folder);
    if (!open) {
        if (errno != ENOENT)
            faces_fail(gathering->faces, "a folder of fonts can't be read: %s: %s", folder,
                       strerror(errno));
        return;
    }
    for (const struct dirent *entry = readdir(open); entry; entry = readdir(open)) {
        struct stat about;
        Builder path = {0};
        builder_printf(&path, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.' && stat(path.at, &about) == 0 && S_ISDIR(about.st_mode))
            fc()->FcStrSetAdd(within, (const FcChar8 *)path.at);
        else if (looks_like_font(entry->d_name))
            scan_file(gathering, path.at);
        builder_free(&path);
    }
    closedir(open);
}

/* What common configurations turn away, too: pictures in one size, unless they are coloured. */
static void add_cached(Gathering *gathering, const FcCache *cache)
{
    FcFontSet *cached = fc()->FcCacheCopySet(cache);
    for (int i = 0; i < cached->nfont; i++) {
        FcPattern *font = cached->fonts[i];
        FcBool outline = FcFalse, colour = FcFalse;
        (void)fc()->FcPatternGetBool(font, FC_OUTLINE, 0, &outline);
        (void)fc()->FcPatternGetBool(font, FC_COLOR, 0, &colour);
        if (!outline && !colour)
            continue;
        fc()->FcPatternReference(font);
        fc()->FcFontSetAdd(gathering->fonts, font);
    }
    fc()->FcFontSetDestroy(cached);
}

static void add_folder(Gathering *gathering, const FcChar8 *folder, int depth);

static void add_folders(Gathering *gathering, FcStrSet *folders, int depth)
{
    FcStrList *list = fc()->FcStrListCreate(folders);
    for (const FcChar8 *folder; (folder = fc()->FcStrListNext(list));)
        add_folder(gathering, folder, depth);
    fc()->FcStrListDone(list);
}

static void add_folder(Gathering *gathering, const FcChar8 *folder, int depth)
{
    if (depth > DEEPEST)
        return;
    FcStrSet *within = fc()->FcStrSetCreate();
    FcCache *cache = fc()->FcDirCacheLoad(folder, gathering->config, NULL);
    if (cache) {
        add_cached(gathering, cache);
        for (int i = 0; i < fc()->FcCacheNumSubdir(cache); i++)
            fc()->FcStrSetAdd(within, fc()->FcCacheSubdir(cache, i));
        fc()->FcDirCacheUnload(cache);
    } else {
        gathering->scanned = true;
        scan_folder(gathering, (const char *)folder, within);
    }
    add_folders(gathering, within, depth + 1);
    fc()->FcStrSetDestroy(within);
}

/* Where every folder has its cache, fontconfig itself may gather them: it has none to write. */
static bool open_system(Faces *faces)
{
    if (faces->system)
        return true;
    Gathering gathering = {.faces = faces, .config = fc()->FcInitLoadConfig()};
    if (!gathering.config) {
        faces_fail(faces, "fontconfig does not start");
        return false;
    }
    gathering.fonts = fc()->FcFontSetCreate();
    FcStrSet *folders = fc()->FcStrSetCreate();
    FcStrList *list = fc()->FcConfigGetFontDirs(gathering.config);
    for (const FcChar8 *folder; (folder = fc()->FcStrListNext(list));)
        fc()->FcStrSetAdd(folders, folder);
    fc()->FcStrListDone(list);
    add_folders(&gathering, folders, 0);
    fc()->FcStrSetDestroy(folders);
    faces->system = gathering.config;
    faces->system_fonts = gathering.fonts;
    if (!gathering.scanned && fc()->FcConfigBuildFonts(gathering.config)) {
        fc()->FcFontSetDestroy(gathering.fonts);
        faces->system_fonts = NULL;
    }
    return true;
}

/* --- which of it --- */

/* `plain`: an outline font without colours, which fontconfig then takes for more important than
 * that the font has the character at all. */
static FcPattern *best_match(Faces *faces, uint32_t code_point, bool bold, bool plain)
{
    FcConfig *config = faces->system;
    FcFontSet *fonts = faces->system_fonts ? faces->system_fonts
                                           : fc()->FcConfigGetFonts(config, FcSetSystem);
    FcPattern *wanted = fc()->FcPatternCreate();
    FcCharSet *characters = fc()->FcCharSetCreate();
    fc()->FcCharSetAddChar(characters, code_point);
    fc()->FcPatternAddCharSet(wanted, FC_CHARSET, characters);
    if (plain) {
        fc()->FcPatternAddBool(wanted, FC_SCALABLE, FcTrue);
        fc()->FcPatternAddBool(wanted, FC_COLOR, FcFalse);
    }
    fc()->FcPatternAddString(wanted, FC_FAMILY, (const FcChar8 *)"sans-serif");
    fc()->FcPatternAddInteger(wanted, FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
    fc()->FcConfigSubstitute(config, wanted, FcMatchPattern);
    fc()->FcDefaultSubstitute(wanted);
    FcResult result;
    FcPattern *found = fc()->FcFontSetMatch(config, &fonts, 1, wanted, &result);
    fc()->FcCharSetDestroy(characters);
    fc()->FcPatternDestroy(wanted);
    return found;
}

/* The number of the file that the pattern names, if it has the character; added if new. */
static int add_file(Faces *faces, FcPattern *found, uint32_t code_point)
{
    FcCharSet *characters;
    FcChar8 *path;
    int index;
    if (fc()->FcPatternGetCharSet(found, FC_CHARSET, 0, &characters) != FcResultMatch ||
        !fc()->FcCharSetHasChar(characters, code_point) ||
        fc()->FcPatternGetString(found, FC_FILE, 0, &path) != FcResultMatch ||
        fc()->FcPatternGetInteger(found, FC_INDEX, 0, &index) != FcResultMatch)
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
    if (!open_system(faces))
        return -1;
    int file = -1;
    for (int plain = 1; plain >= 0 && file < 0; plain--) {
        FcPattern *found = best_match(faces, code_point, bold, plain);
        file = found ? add_file(faces, found, code_point) : -1;
        if (found)
            fc()->FcPatternDestroy(found);
    }
    return file;
}

void faces_close_system(Faces *faces)
{
    if (!faces->system)
        return;
    if (faces->system_fonts)
        fc()->FcFontSetDestroy(faces->system_fonts);
    fc()->FcConfigDestroy(faces->system);
    faces->system = faces->system_fonts = NULL;
}
