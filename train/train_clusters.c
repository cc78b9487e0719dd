/* train_clusters.c -- not written yet. */
#include "learn.h"
#include "trainers.h"

void train_clusters(const train_options *o)
{
    (void)o;
    die("clusters: not written yet");
}
