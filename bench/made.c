/* made.c -- made-up reports: events, their people, and sentences about them.  Layer: bench.
 *
 * Names are syllables, sentences are forms with places to fill; half of a report's sentences are
 * about its event, the others are of common words in random order, so that two reports share few
 * runs of words unless one copies the other. */
#include "made.h"

#define SENTENCES  27u
#define PER_EVENT  12u /* reports of a usual event ... */
#define SPREAD     30u /* ... spread over so many times as many */
#define PER_DAY    140u
#define LARGE_EACH 100u /* each such report is of the large event */

#define N(list)    (uint32_t)(sizeof(list) / sizeof *(list))

static uint32_t dice(uint64_t *seed, uint32_t n)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % n;
}

static uint64_t mixed(uint64_t seed, uint64_t a, uint64_t b)
{
    uint64_t h = (seed ^ a * 0x9e3779b97f4a7c15u) * 0xbf58476d1ce4e5b9u;
    h = (h ^ (h >> 29) ^ b) * 0x94d049bb133111ebu;
    return h ^ (h >> 32);
}

/* A name of two or three syllables; the same seed gives the same one. */
static void put_name(sayso_sink *s, uint64_t seed)
{
    static const char *const first[] = {"Ar", "Bel",  "Cor", "Dun", "Es",  "Far",  "Gal", "Hod",
                                        "In", "Jar",  "Kel", "Lor", "Mar", "Nes",  "Or",  "Pel",
                                        "Ru", "Sten", "Tor", "Ul",  "Var", "West", "Yar", "Zel"};
    static const char *const middle[] = {"a",  "e",  "i",  "o",  "u",  "an", "en", "in",
                                         "or", "ur", "al", "el", "ol", "as", "is", "os"};
    static const char *const last[] = {"brand", "croft", "dale", "fell", "garth", "holm", "ka",
                                       "lin",   "mark",  "nov",  "rand", "sen",   "stad", "ter",
                                       "vik",   "wick",  "zar",  "mere", "by",    "den"};
    sayso__sink_text(s, first[dice(&seed, N(first))]);
    sayso__sink_text(s, middle[dice(&seed, N(middle))]);
    if (dice(&seed, 2))
        sayso__sink_text(s, middle[dice(&seed, N(middle))]);
    sayso__sink_text(s, last[dice(&seed, N(last))]);
}

static void put_person(sayso_sink *s, uint64_t seed)
{
    static const char *const given[] = {"Ada",  "Anton", "Berta", "Boris", "Clara", "David",
                                        "Edda", "Emil",  "Frida", "Georg", "Hanna", "Igor",
                                        "Ilse", "Jonas", "Karin", "Lena",  "Leo",   "Maria",
                                        "Mona", "Nils",  "Olga",  "Oren",  "Paula", "Peter",
                                        "Rosa", "Rui",   "Sara",  "Tomas", "Vera",  "Viktor"};
    sayso__sink_text(s, given[dice(&seed, N(given))]);
    sayso__sink_char(s, ' ');
    put_name(s, seed);
}

static void put_word(sayso_sink *s, uint64_t *seed, char kind)
{
    static const char *const nouns[] =
        {"road",       "bridge",     "market",      "school",    "harbour",   "council",
         "report",     "budget",     "river",       "factory",   "station",   "hospital",
         "winter",     "harvest",    "committee",   "signal",    "valley",    "village",
         "convoy",     "engine",     "shelter",     "witness",   "neighbour", "trader",
         "farmer",     "driver",     "pipeline",    "reservoir", "museum",    "festival",
         "contract",   "inspector",  "border",      "warehouse", "tunnel",    "archive",
         "orchard",    "quarry",     "teacher",     "railway",   "court",     "bank",
         "library",    "garden",     "tower",       "canal",     "mill",      "forest",
         "island",     "chapel",     "ferry",       "truck",     "tractor",   "nurse",
         "pilot",      "baker",      "clerk",       "mayor",     "tenant",    "worker",
         "engineer",   "soldier",    "singer",      "lawyer",    "doctor",    "miner",
         "fisherman",  "carpenter",  "election",    "strike",    "drought",   "flood",
         "frost",      "storm",      "licence",     "permit",    "loan",      "tax",
         "pension",    "wage",       "fuel",        "grain",     "timber",    "copper",
         "cement",     "water",      "electricity", "heating",   "roof",      "window",
         "gate",       "fence",      "ditch",       "well",      "pump",      "crane",
         "ladder",     "lamp",       "bell",        "clock",     "ticket",    "letter",
         "map",        "photograph", "newspaper",   "broadcast", "speech",    "meeting",
         "vote",       "petition",   "rally",       "parade",    "concert",   "match",
         "tournament", "ceremony",   "wedding",     "funeral",   "supper",    "kitchen",
         "corridor",   "stairway",   "cellar",      "attic",     "yard",      "square",
         "avenue",     "crossing",   "roundabout",  "depot",     "garage",    "workshop",
         "laboratory", "clinic",     "pharmacy",    "bakery",    "dairy",     "brewery",
         "cannery",    "sawmill",    "foundry",     "shipyard",  "airport",   "runway",
         "hangar",     "platform",   "carriage",    "signalbox", "reactor",   "turbine"};
    static const char *const adjectives[] =
        {"old",        "narrow",    "northern",  "crowded",   "quiet",     "damaged",   "public",
         "distant",    "main",      "unpaved",   "southern",  "private",   "former",    "empty",
         "local",      "annual",    "wet",       "steep",     "small",     "central",   "rural",
         "closed",     "broken",    "second",    "large",     "modern",    "wooden",    "stone",
         "muddy",      "frozen",    "busy",      "famous",    "forgotten", "expensive", "cheap",
         "heavy",      "light",     "early",     "late",      "weekly",    "monthly",   "secret",
         "popular",    "doubtful",  "careful",   "hasty",     "bitter",    "gentle",    "sudden",
         "gradual",    "western",   "eastern",   "coastal",   "inland",    "upper",     "lower",
         "outer",      "inner",     "temporary", "permanent", "proposed",  "rejected",  "approved",
         "unfinished", "abandoned", "restored",  "painted",   "rusty",     "dusty",     "noisy",
         "silent",     "tall",      "flat",      "round",     "yellow",    "grey",      "green"};
    static const char *const verbs[] =
        {"crossed", "reached",  "opened",    "blocked",  "served",       "replaced",   "followed",
         "delayed", "passed",   "covered",   "repaired", "watched",      "faced",      "carried",
         "entered", "supplied", "visited",   "measured", "painted",      "rented",     "borrowed",
         "sold",    "moved",    "counted",   "cleaned",  "inspected",    "guarded",    "described",
         "ignored", "welcomed", "mentioned", "noticed",  "photographed", "doubled",    "halved",
         "closed",  "extended", "shortened", "joined",   "divided",      "surrounded", "warmed",
         "cooled",  "shook",    "lifted",    "lowered",  "emptied",      "filled"};
    static const char *const links[] = {"near",   "behind", "beside",  "above",   "below",
                                        "across", "beyond", "inside",  "outside", "opposite",
                                        "along",  "around", "between", "without", "during",
                                        "before", "after",  "until",   "since",   "through"};
    switch (kind) {
    case 'n': sayso__sink_text(s, nouns[dice(seed, N(nouns))]); break;
    case 'a': sayso__sink_text(s, adjectives[dice(seed, N(adjectives))]); break;
    case 'l': sayso__sink_text(s, links[dice(seed, N(links))]); break;
    default: sayso__sink_text(s, verbs[dice(seed, N(verbs))]); break;
    }
}

typedef struct {
    uint64_t seed; /* of all that its reports share */
    uint32_t day;
} event;

/* %P place, %C country, %M ministry, %G group, %1-%5 its people, %X somebody else, %# a number, %n
 * %a %v %l common words. */
static void put_sentence(sayso_sink *s, const char *form, const event *e, uint64_t *seed)
{
    static const char *const offices[] = {"Interior Ministry", "Transport Ministry",
                                          "Health Ministry", "Defence Ministry"};
    for (; *form; form++) {
        if (*form != '%') {
            sayso__sink_char(s, *form);
            continue;
        }
        switch (*++form) {
        case 'P': put_name(s, mixed(e->seed, 1, 0)); break;
        case 'C': put_name(s, mixed(e->seed, 2, 0) % 60); break;
        case 'M': sayso__sink_text(s, offices[mixed(e->seed, 3, 0) % N(offices)]); break;
        case 'G':
            put_name(s, mixed(e->seed, 4, 0));
            sayso__sink_text(s, " Front");
            break;
        case 'X': put_person(s, mixed(*seed, 5, dice(seed, 1u << 30))); break;
        case '#': sayso__sink_print(s, "%u", 2 + dice(seed, 90)); break;
        case 'n':
        case 'a':
        case 'l':
        case 'v': put_word(s, seed, *form); break;
        default: put_person(s, mixed(e->seed, 6, (uint64_t)*form)); break;
        }
    }
}

static const char *const of_event[] =
    {"The %M said on Tuesday that at least %# people were injured %l the %a %n in %P.",
     "\\\"We have no part in this %n,\\\" %1, a spokesman for the %G, told reporters %l the %n in "
     "%P.",
     "\\\"Nobody warned the %n about the %a %n,\\\" said %2, the mayor of %P.",
     "According to the %M, %# of the injured were children, though officials %l the %n called the "
     "count preliminary.",
     "%3, who heads the %M, accused the %G of the attack %l the %a %n.",
     "The %G denied the allegation about the %n and called the %a %n absurd.",
     "In a statement %v %l the %n, the %G claimed responsibility for the blast at the %a %n in %P.",
     "Residents of %P described a %a bang, followed by smoke %l the %a %n.",
     "%4, an investigator, said the team had found no sign of a bomb %l the %n and the %a %n.",
     "%3 blamed the %G and said that the %a %n had been watched for %# days.",
     "About %# families were moved to a %a %n %l %P, %2 said.",
     "%5, whose brother was at the %n, said that they all knew about the %a %n %l the %n.",
     "The %M of %C declined to comment on the %a %n.",
     "%4 told the %C Gazette that the %a %n %l the %n would be closed for %# weeks.",
     "Police in %P detained %# people %l the %a %n on Wednesday, %3 said.",
     "A doctor at the %n counted %# dead, among them a %n and a %a %n.",
     "\\\"It was the %n that %v first,\\\" %5 said, standing %l a %a %n.",
     "%2 demanded that the %M explain why the %n %v the %n.",
     "Two days earlier the %M had warned of a %a %n %l the %n.",
     "The %n of %C promised to pay for the %a %n and the %n, %1 said."};
static const char *const of_anything[] =
    {"The %a %n %v the %n %l a %a %n, and the %n %v it %l the %n.",
     "Earlier a %a %n had %v the %n %l the %n; another %n %v the %a %n.",
     "%X said the %a %n had %v the %n %l the %a %n.",
     "%l the %n a %a %n and its %n %v a %n %l the %n for years.",
     "No %n %v the %a %n %l a %n, but each %a %n %v some %n.",
     "A %a %n, %X said, %v the %n of a %a %n %l the %n.",
     "When a %n %v the %n, a %a %n %l the %n %v the %a %n.",
     "Two %a %n keepers %v a %n %l the %a %n, %X wrote.",
     "Some %n %v; some %a %n %v a %n; a %n %l the %n %v.",
     "It %v a %a %n %l a %n, a %n %l a %a %n."};

/* Paragraph breaks after each third sentence; `cut` of the last paragraphs are left out. */
static void put_text(sayso_sink *s, const event *e, uint64_t text, uint32_t cut)
{
    for (uint32_t i = 0; i + 3 * cut < SENTENCES; i++) {
        if (i)
            sayso__sink_text(s, i % 3 ? " " : "\\n\\n");
        bool about = dice(&text, 2) || i < 2;
        put_sentence(s,
                     about ? of_event[dice(&text, N(of_event))]
                           : of_anything[dice(&text, N(of_anything))],
                     e, &text);
    }
}

static event event_of(uint64_t seed, uint32_t number, uint64_t *chance)
{
    event e = {0, number / PER_DAY};
    if (dice(chance, LARGE_EACH) == 0)
        e.seed = mixed(seed, 10, 0);
    else if (dice(chance, 3) == 0)
        e.seed = mixed(seed, 11, number);
    else
        e.seed = mixed(seed, 12, number / PER_EVENT + dice(chance, SPREAD));
    return e;
}

static void put_date(sayso_sink *s, uint32_t day)
{
    uint32_t month = day / 28;
    sayso__sink_print(s, "%u-%02u-%02uT%02u:00:00Z", 2031 + month / 12, month % 12 + 1,
                      day % 28 + 1, day % 24);
}

void made_report(uint64_t seed, uint32_t number, sayso_sink *out)
{
    uint64_t chance = mixed(seed, 13, number);
    event e = event_of(seed, number, &chance);
    uint32_t kind = dice(&chance, 30);
    bool copy = kind < 4, revision = kind == 4;
    uint64_t text = copy || revision ? mixed(e.seed, 14, 0) : mixed(seed, 15, number);
    sayso__sink_print(out, "{\"id\": \"made-%u\", \"published\": \"", number);
    put_date(out, e.day);
    sayso__sink_print(out, "\", \"publisher\": \"%s %u\", ", revision ? "Wire" : "Daily",
                      revision ? 1 : dice(&chance, 200));
    if (revision)
        sayso__sink_print(out, "\"url\": \"https://wire.example/%llu\", ",
                          (unsigned long long)e.seed);
    sayso__sink_text(out, "\"title\": \"");
    put_sentence(out, "%a %n in %P, %# hurt", &e, &chance);
    sayso__sink_text(out, "\", \"text\": \"");
    put_text(out, &e, text, copy ? dice(&chance, 3) : 0);
    if (revision) {
        sayso__sink_text(out, "\\n\\n");
        put_sentence(out, of_event[dice(&chance, N(of_event))], &e, &chance);
    }
    sayso__sink_text(out, "\"}\n");
}
