#include "view/scene.h"
void draw_side(Scene *scene) { (void)scene; }
