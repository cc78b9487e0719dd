/* train_plain.h -- reading the plain news: texts whose annotation, where there is any, is not used.
 */
#ifndef SAYSO_TRAIN_TRAIN_PLAIN_H
#define SAYSO_TRAIN_TRAIN_PLAIN_H

#include "token/token.h"
#include "trainers.h"

/* Calls take with the tokens of each text, split by the model in o->out; they live until it
 * returns. */
void plain_each(const train_options *o, void (*take)(void *ctx, const sayso_tokens *tokens),
                void *ctx);

#endif
