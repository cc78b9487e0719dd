/* fail.h -- how an error is made and handed on, one way everywhere.  Layer: base.
 *
 *   return sayso__fail(err, SAYSO_EINPUT, at, "no \"text\" in this line");
 *   SAYSO_TRY(sayso__token_split(doc, arena, &tokens, err));      (returns the status if it is not
 * OK)
 */
#ifndef SAYSO_BASE_FAIL_H
#define SAYSO_BASE_FAIL_H

#include "sayso/types.h"

/* Fills *err (may be NULL) and returns code. The message is cut to fit; control bytes become '?'.
 */
sayso_status sayso__fail(sayso_error *err, sayso_status code, uint64_t byte, const char *format,
                         ...) SAYSO_FORMAT(4, 5);

/* SAYSO_ENOMEM with its usual words. */
sayso_status sayso__fail_memory(sayso_error *err);

#define SAYSO_TRY(call)                                                                            \
    do {                                                                                           \
        sayso_status try_status_ = (call);                                                         \
        if (try_status_ != SAYSO_OK)                                                               \
            return try_status_;                                                                    \
    } while (0)

#endif
