/* SDL's events as the stage's input, made by hand: no display is needed. */
#include "player/open.h"
#include "window/inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

static void press(Window *window, SDL_Keycode key, Uint16 mod, const char *types)
{
    SDL_Event event = {.key = {.type = SDL_KEYDOWN, .keysym = {.sym = key, .mod = mod}}};
    window_handle(window, &event);
    if (!types)
        return;
    event = (SDL_Event){.text = {.type = SDL_TEXTINPUT}};
    strcpy(event.text.text, types);
    window_handle(window, &event);
}

static void test_one_press_is_one_action(void **state)
{
    (void)state;
    Settings settings = {.width = 1280, .height = 720, .scale = 1};
    FileError error;
    Stage stage;
    Window window = {.stage = &stage};
    stage_begin(&stage, &settings, measure_fixed);
    assert_true(stage_open(&stage, SOURCE_DIR "/scenarios/06-side-by-side.json", &error));
    press(&window, SDLK_EQUALS, KMOD_LCTRL | KMOD_LSHIFT, "+");
    assert_true(stage.view.scale > 1.05f);
    assert_true(stage.view.to == 0);
    press(&window, SDLK_MINUS, KMOD_LCTRL, "-");
    assert_true(stage.view.scale < 1.05f && stage.view.to == 0);
    press(&window, SDLK_EQUALS, KMOD_LSHIFT, "+");
    assert_true(stage.view.scale < 1.05f && stage.view.to > 0);
    stage_end(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_press_is_one_action)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
