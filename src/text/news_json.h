/* news_json.h -- reports of news services in JSON: IPTC's ninjs 1 to 3, items of JSON Feed.
 * Layer: text. */
#ifndef SAYSO_TEXT_NEWS_JSON_H
#define SAYSO_TEXT_NEWS_JSON_H

#include "text/doc_make.h"

/* The document of a sound JSON object that has neither "text" nor "html". Errors: SAYSO_EINPUT
 * where it has no text under other names either, SAYSO_ELIMIT, SAYSO_ENOMEM. */
SAYSO_CHECKED sayso_status sayso__doc_news_json(sayso_doc_maker *m, sayso_error *err);

#endif
