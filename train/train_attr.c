/* train_attr.c -- not written yet. */
#include "learn.h"
#include "trainers.h"

void train_attr(const train_options *o)
{
    (void)o;
    die("attr: not written yet");
}
