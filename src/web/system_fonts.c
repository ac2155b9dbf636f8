/* A page has the fonts that it brings, and none of the system's. */
#include "draw/faces.h"

int faces_add_system(Faces *faces, uint32_t code_point, bool bold)
{
    (void)faces, (void)code_point, (void)bold;
    return -1;
}

void faces_close_system(Faces *faces)
{
    (void)faces;
}
