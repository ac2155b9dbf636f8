#include "export/export.h"

#define FORMAT(name) extern const ExportFormat name##_format;
#include "export/formats.def"
#undef FORMAT

const ExportFormat *const export_formats[] = {
#define FORMAT(name) &name##_format,
#include "export/formats.def"
#undef FORMAT
    NULL,
};

const ExportFormat *export_format(Str name)
{
    for (const ExportFormat *const *format = export_formats; *format; format++)
        if (str_is(name, (*format)->name))
            return *format;
    return NULL;
}
