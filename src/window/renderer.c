/* Where there is no graphics processor SDL would have one imitated: an OpenGL of a hundred megabytes,
 * which takes longer to start than all the rest, to copy pixels. */
#include "window/inside.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

/* A node of the kernel's that the user may draw by; or what stands for one elsewhere. */
static bool has_graphics(void)
{
    static const char folder[] = "/dev/dri";
    bool found = access("/dev/nvidiactl", R_OK | W_OK) == 0 || access("/dev/dxg", R_OK | W_OK) == 0;
    DIR *nodes = opendir(folder);
    for (struct dirent *node; !found && nodes && (node = readdir(nodes)) != NULL;)
        found = strncmp(node->d_name, "renderD", strlen("renderD")) == 0 &&
                faccessat(dirfd(nodes), node->d_name, R_OK | W_OK, 0) == 0;
    if (nodes)
        closedir(nodes);
    return found;
}

void window_choose_renderer(void)
{
    if (has_graphics())
        return;
    /* What the environment says goes first. */
    sdl()->SDL_SetHint(SDL_HINT_RENDER_DRIVER, "software");
    sdl()->SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
}
