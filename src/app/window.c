#include "app/commands.h"
#include "app/report.h"
int command_play(const Args *args, const Settings *settings)
{
    (void)args, (void)settings;
    report_error("no window in this build");
    return EXIT_NO_DISPLAY;
}
