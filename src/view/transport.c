#include "view/scene.h"
void draw_transport(Scene *scene) { (void)scene; }
