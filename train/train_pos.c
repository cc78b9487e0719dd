/* train_pos.c -- not written yet. */
#include "learn.h"
#include "trainers.h"

void train_pos(const train_options *o)
{
    (void)o;
    die("pos: not written yet");
}
