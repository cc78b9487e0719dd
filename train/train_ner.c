/* train_ner.c -- not written yet. */
#include "learn.h"
#include "trainers.h"

void train_ner(const train_options *o)
{
    (void)o;
    die("ner: not written yet");
}
