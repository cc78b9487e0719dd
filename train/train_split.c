/* train_split.c -- not written yet. */
#include "learn.h"
#include "trainers.h"

void train_split(const train_options *o)
{
    (void)o;
    die("split: not written yet");
}
