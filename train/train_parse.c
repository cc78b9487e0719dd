/* train_parse.c -- not written yet. */
#include "learn.h"
#include "trainers.h"

void train_parse(const train_options *o)
{
    (void)o;
    die("parse: not written yet");
}
