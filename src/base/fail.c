/* fail.c -- filling an error.  Layer: base. */
#include "base/fail.h"

#include <stdarg.h>
#include <stdio.h>

sayso_status sayso__fail(sayso_error *err, sayso_status code, uint64_t byte, const char *format,
                         ...)
{
    if (!err)
        return code;
    err->code = code;
    err->byte = byte;
    va_list ap;
    va_start(ap, format);
    vsnprintf(err->message, sizeof err->message, format, ap);
    va_end(ap);
    for (char *p = err->message; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            *p = '?';
    return code;
}

sayso_status sayso__fail_memory(sayso_error *err)
{
    return sayso__fail(err, SAYSO_ENOMEM, 0, "out of memory");
}
