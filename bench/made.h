/* made.h -- made-up reports for measuring a ledger of many.  Layer: bench.
 *
 * Each report is a function of the seed and its number: about 400 words on one of many invented
 * events. Most events have a dozen reports close in time, one has a hundredth of all, a third of
 * the reports stand alone; one report in eight runs an agency's text with paragraphs cut, one in
 * thirty is a later version of an earlier one. */
#ifndef SAYSO_BENCH_MADE_H
#define SAYSO_BENCH_MADE_H

#include "base/sink.h"

/* Writes report `number` as one JSON line, its line break included. */
void made_report(uint64_t seed, uint32_t number, sayso_sink *out);

#endif
