/* sentence.c -- where sentences end.  Layer: token.
 *
 * A sentence may end behind . ! ? or an ellipsis, with the closing quotation marks and brackets
 * that follow; whether it does is told by the word before (abbreviations, initials) and the token
 * after. Compare Kiss and Strunk 2006, section 3, whose observations the rules follow. */
#include "token/sentence.h"

#include "base/str.h"
#include "lexica.h"
#include "token/scan.h"
#include "token/token_model.h"

typedef sayso_walk view;

static const char *bytes(const view *v, uint32_t i)
{
    return v->text + v->tok[i].at.beg;
}

static uint32_t size(const view *v, uint32_t i)
{
    return v->tok[i].at.end - v->tok[i].at.beg;
}

static bool listed(const view *v, const sayso_lexicon *lex, uint32_t i)
{
    char low[32];
    uint32_t n = sayso__scan_lower(v->text, v->tok[i].at.beg, v->tok[i].at.end, low);
    return n && sayso__lexicon_find(lex, low, n);
}

/* . ! ? and runs of them, the ellipsis, full stops of other scripts */
static bool is_stop(const view *v, uint32_t i)
{
    const sayso_token *t = &v->tok[i];
    uint32_t len;
    return t->kind == SAYSO_TOKEN_PUNCT &&
           sayso__char_class(v->text, t->at.beg, t->at.end, &len) == SAYSO_CHAR_STOP;
}

/* A word that keeps its full stop: "Inc.", "U.S." */
static bool is_dotted(const view *v, uint32_t i)
{
    return v->tok[i].kind == SAYSO_TOKEN_WORD && size(v, i) > 1 &&
           bytes(v, i)[size(v, i) - 1] == '.';
}

static bool is_ellipsis(const view *v, uint32_t i)
{
    const char *p = bytes(v, i);
    return (size(v, i) >= 2 && p[0] == '.' && p[1] == '.') ||
           (size(v, i) == 3 && memcmp(p, "\xe2\x80\xa6", 3) == 0);
}

/* ":)" behind a stop belongs to what it comments. */
static bool is_face(const view *v, uint32_t i)
{
    char c = bytes(v, i)[0];
    return v->tok[i].kind == SAYSO_TOKEN_SYMBOL && size(v, i) > 1 &&
           (c == ':' || c == ';' || c == '=') && bytes(v, i)[1] != c;
}

/* "[3]": tokens of a note's number at i, else 0. */
static uint32_t note(const view *v, uint32_t i)
{
    bool here = i + 2 < v->end && bytes(v, i)[0] == '[' && bytes(v, i + 2)[0] == ']' &&
                v->tok[i + 1].kind == SAYSO_TOKEN_NUMBER;
    return here ? 3 : 0;
}

/* Does token i close what stands before it: bracket or quotation mark? */
static bool is_closer(const view *v, uint32_t i)
{
    const sayso_token *t = &v->tok[i];
    uint32_t len;
    if (t->kind == SAYSO_TOKEN_CLOSE_QUOTE || is_face(v, i))
        return true;
    if (t->kind == SAYSO_TOKEN_QUOTE)
        return v->open;
    return t->kind == SAYSO_TOKEN_PUNCT &&
           sayso__char_class(v->text, t->at.beg, t->at.end, &len) == SAYSO_CHAR_CLOSE;
}

static void watch_quote(view *v, uint32_t i)
{
    uint8_t k = v->tok[i].kind;
    if (k == SAYSO_TOKEN_OPEN_QUOTE)
        v->open = true;
    else if (k == SAYSO_TOKEN_CLOSE_QUOTE)
        v->open = false;
    else if (k == SAYSO_TOKEN_QUOTE)
        v->open = !v->open;
}

/* "Why?" Smith asked: a verb of saying among the next few words, before any mark. */
static bool said_next(const view *v, uint32_t i)
{
    for (uint32_t k = i; k < v->end && k < i + 4 && v->tok[k].kind == SAYSO_TOKEN_WORD; k++)
        if (listed(v, &sayso__lex_saying_verbs, k))
            return true;
    return false;
}

/* '"Why?" Smith asked': the mark at `stop` is the quotation's alone. */
static bool asks_before_saying(const view *v, uint32_t stop, uint32_t next)
{
    char mark = bytes(v, stop)[0];
    return next > stop + 1 && (mark == '?' || mark == '!') && said_next(v, next);
}

/* Behind a stop (and closers) that is no abbreviation's: may a sentence begin at token `next`? */
static bool begins(const view *v, uint32_t stop, uint32_t next)
{
    const sayso_token *t = &v->tok[next];
    bool closed = next > stop + 1, spaced = t->flags & SAYSO_TOKEN_SPACE_BEFORE;
    char mark = bytes(v, stop)[0];
    if (t->kind == SAYSO_TOKEN_WORD) {
        if (!(t->flags & SAYSO_TOKEN_CAPITAL))
            return false;
        return !asks_before_saying(v, stop, next) && (spaced || mark == '.' || !closed);
    }
    if (t->kind == SAYSO_TOKEN_NUMBER)
        return spaced && !is_ellipsis(v, stop);
    if (t->kind == SAYSO_TOKEN_PUNCT && is_stop(v, next))
        return false;
    if (t->kind == SAYSO_TOKEN_PUNCT && memchr(",;:)]}-", bytes(v, next)[0], 7))
        return false;
    return spaced;
}

/* Behind an abbreviation that keeps its full stop. */
static bool dotted_ends(const view *v, uint32_t i, uint32_t next)
{
    const sayso_token *t = &v->tok[next];
    uint32_t bits = sayso__scan_abbreviation(v->text, v->tok[i].at.beg, v->tok[i].at.end - 1);
    if (!(bits & SAYSO_ABBREVIATION_ENDS) || (t->kind == SAYSO_TOKEN_PUNCT && next == i + 1))
        return false;
    if (t->kind == SAYSO_TOKEN_OPEN_QUOTE || (t->kind == SAYSO_TOKEN_QUOTE && !v->open))
        return next + 1 < v->end && (v->tok[next + 1].flags & SAYSO_TOKEN_CAPITAL);
    return (t->flags & SAYSO_TOKEN_CAPITAL) && listed(v, &sayso__lex_sentence_openers, next);
}

/* One past the closing marks and notes that follow token i. */
static uint32_t closers(view *v, uint32_t i)
{
    uint32_t next = i + 1;
    while (next < v->end) {
        uint32_t n = note(v, next);
        bool quote = v->tok[next].kind == SAYSO_TOKEN_QUOTE;
        bool close = !n && is_closer(v, next) && !(quote && next > i + 2);
        close = close || (quote && next + 1 == v->end); /* nothing left to open */
        if (!n && !close)
            break;
        if (close)
            watch_quote(v, next);
        next += n ? n : 1;
    }
    return next;
}

/* "1." at a sentence's beginning numbers it. */
static bool is_numbering(const view *v, uint32_t i)
{
    return i == v->from + 1 && v->tok[v->from].kind == SAYSO_TOKEN_NUMBER &&
           size(v, v->from) <= 3 && bytes(v, i)[0] == '.' && size(v, i) == 1;
}

/* A stop at token i, with what closes behind it. */
static bool stop_place(view *v, uint32_t i, sayso_place *p)
{
    bool dotted = is_dotted(v, i), leading = i == v->from && is_ellipsis(v, i);
    if ((!dotted && !is_stop(v, i)) || leading || is_numbering(v, i))
        return false;
    bool was_open = v->open;
    uint32_t next = closers(v, i);
    bool rule = next >= v->end || (dotted ? dotted_ends(v, i, next) : begins(v, i, next));
    *p = (sayso_place){i, next, true, v->open, rule};
    v->open = was_open; /* the marks are looked at again where the sentence goes on */
    return true;
}

/* Without a stop: before a capital, behind anything but a capital or a small word that begins what
 * follows ("the President"); most often no end. */
static bool soft_place(const view *v, uint32_t i, sayso_place *p)
{
    if (i + 1 >= v->end || i < v->from)
        return false;
    const sayso_token *t = &v->tok[i], *n = &v->tok[i + 1];
    bool opens = (n->flags & SAYSO_TOKEN_CAPITAL) || n->kind == SAYSO_TOKEN_OPEN_QUOTE ||
                 n->kind == SAYSO_TOKEN_URL || n->kind == SAYSO_TOKEN_SYMBOL;
    uint32_t len;
    bool word = t->kind == SAYSO_TOKEN_WORD && (t->flags & SAYSO_TOKEN_CAPITAL);
    bool opening = t->kind == SAYSO_TOKEN_OPEN_QUOTE || (t->kind == SAYSO_TOKEN_QUOTE && v->open) ||
                   sayso__char_class(v->text, t->at.beg, t->at.end, &len) == SAYSO_CHAR_OPEN;
    *p = (sayso_place){i, i + 1, false, v->open, false};
    if (!opens || word || opening || !(n->flags & SAYSO_TOKEN_SPACE_BEFORE))
        return false;
    return t->kind != SAYSO_TOKEN_WORD || !listed(v, &sayso__lex_sentence_openers, i);
}

bool sayso__walk_next(sayso_walk *w, sayso_place *p)
{
    for (; w->at < w->end; w->at++) {
        watch_quote(w, w->at);
        if (stop_place(w, w->at, p) || (w->soft && soft_place(w, w->at, p)))
            return true;
    }
    return false;
}

void sayso__walk_decide(sayso_walk *w, const sayso_place *p, bool ends)
{
    if (ends) {
        w->from = w->at = p->next;
        w->open = p->open;
    } else {
        w->at++;
    }
}

/* Cuts what is longer than SAYSO_SENTENCE_MOST, behind its last punctuation where there is some. */
static bool add(sayso_sentences *s, uint32_t from, uint32_t to)
{
    while (from < to) {
        uint32_t e = to;
        if (to - from > SAYSO_SENTENCE_MOST) {
            e = from + SAYSO_SENTENCE_MOST;
            for (uint32_t k = e; k > from + SAYSO_SENTENCE_MOST / 2; k--)
                if (s->tok[k - 1].kind == SAYSO_TOKEN_PUNCT) {
                    e = k;
                    break;
                }
        }
        if (!SAYSO_PUSH(s->arena, &s->sent, from) ||
            !SAYSO_PUSH(s->arena, &s->sent_block, s->block))
            return false;
        from = e;
    }
    return true;
}

/* Where an end would be odd (no stop there, or another one than a full stop before a small letter)
 * it takes more than a bare majority. */
#define ODD_MARGIN 40

/* "4 p.m. Friday", "Vale Co. Ltd", "9 a.m. GMT", "Vale Inc., ": what goes on behind an
 * abbreviation. */
static bool continues(const view *v, uint32_t next)
{
    const sayso_token *t = &v->tok[next];
    uint32_t len;
    if (t->kind == SAYSO_TOKEN_PUNCT)
        return sayso__char_class(v->text, t->at.beg, t->at.end, &len) != SAYSO_CHAR_OPEN;
    bool dotted = is_dotted(v, next),
         zone = (t->flags & SAYSO_TOKEN_ALL_CAPS) && size(v, next) <= 4;
    uint32_t bits = sayso__scan_abbreviation(v->text, t->at.beg, t->at.end - dotted);
    bool company = (bits & SAYSO_ABBREVIATION_ENDS) && (bits & SAYSO_ABBREVIATION_CAP);
    return company || listed(v, &sayso__lex_month_words, next) ||
           (zone && !sayso__is_upper(bytes(v, next - 1)[0]));
}

/* "9 pm Sunday"; the comma of "said so,'' Vale said". */
static bool soft_forbidden(const sayso_walk *w, const sayso_place *p)
{
    const sayso_token *t = &w->tok[p->last];
    if (t->kind == SAYSO_TOKEN_WORD)
        return listed(w, &sayso__lex_month_words, p->next);
    bool quote = t->kind == SAYSO_TOKEN_QUOTE || t->kind == SAYSO_TOKEN_CLOSE_QUOTE;
    return quote && p->last > w->from && bytes(w, p->last - 1)[0] == ',';
}

/* Places that are none whatever the weights say: behind titles, and abbreviations before small
 * letters, numbers and what continues them; in a question before who asked it. */
static bool forbidden(const sayso_walk *w, const sayso_place *p, bool small)
{
    bool closed = p->next > p->last + 1, plain = !(w->tok[w->from].flags & SAYSO_TOKEN_CAPITAL) &&
                                                 w->tok[w->from].kind == SAYSO_TOKEN_WORD;
    if (!p->stop)
        return soft_forbidden(w, p);
    if (asks_before_saying(w, p->last, p->next) || (small && closed && said_next(w, p->next)))
        return true;
    if (small && is_ellipsis(w, p->last))
        return !plain; /* who begins with a capital would do so again */
    if (!is_dotted(w, p->last) || closed)
        return false;
    sayso_span at = w->tok[p->last].at;
    uint32_t bits = sayso__scan_abbreviation(w->text, at.beg, at.end - 1);
    bool number = w->tok[p->next].kind == SAYSO_TOKEN_NUMBER;
    return small || !(bits & SAYSO_ABBREVIATION_ENDS) ||
           (number && (bits & SAYSO_ABBREVIATION_CAP)) || continues(w, p->next);
}

/* "word. The": a small word, a full stop, a space, a word that begins sentences. */
static bool plain_end(const sayso_walk *w, const sayso_place *p)
{
    const sayso_token *before = &w->tok[p->last > w->from ? p->last - 1 : p->last];
    bool small = before->kind == SAYSO_TOKEN_WORD && !(before->flags & SAYSO_TOKEN_CAPITAL) &&
                 before->at.end - before->at.beg > 2;
    return small && p->next == p->last + 1 && bytes(w, p->last)[0] == '.' &&
           size(w, p->last) == 1 && (w->tok[p->next].flags & SAYSO_TOKEN_SPACE_BEFORE) &&
           size(w, p->next) > 1 && (w->tok[p->next].flags & SAYSO_TOKEN_CAPITAL) &&
           listed(w, &sayso__lex_sentence_openers, p->next);
}

static bool in_capitals(const sayso_walk *w, uint32_t i)
{
    return (w->tok[i].flags & SAYSO_TOKEN_ALL_CAPS) && !is_dotted(w, i);
}

static bool ends_here(const sayso_token_model *m, const sayso_walk *w, const sayso_place *p)
{
    if (!m || !m->split.w || p->next >= w->end)
        return p->rule;
    const sayso_token *next = &w->tok[p->next];
    bool small = next->kind == SAYSO_TOKEN_WORD && !(next->flags & SAYSO_TOKEN_CAPITAL);
    if (forbidden(w, p, small))
        return false;
    if (p->rule && (is_dotted(w, p->last) || plain_end(w, p)))
        return true; /* sure by the words alone */
    if (p->last > w->from && in_capitals(w, p->last - 1) && in_capitals(w, p->next))
        return p->rule; /* a text in capitals, of which the data hold too little */
    bool odd = !p->stop || (small && !(bytes(w, p->last)[0] == '.' && size(w, p->last) == 1));
    uint32_t feat[SAYSO_SPLIT_FEATURES];
    int16_t score[SAYSO_LINEAR_STRIDE_MOST];
    sayso__linear_score(&m->split, feat, sayso__split_features(w, p, feat), score);
    return score[1] - score[0] > (odd ? ODD_MARGIN : 0);
}

/* One past the dateline's last token, where tokens [first, end) begin with one; else first. */
static uint32_t behind_dateline(const sayso_sentences *s, uint32_t first, uint32_t end)
{
    uint32_t i = first;
    if (first < end && s->tok[first].at.beg == s->dateline.beg)
        while (i < end && s->tok[i].at.end <= s->dateline.end)
            i++;
    return i < end ? i : first;
}

bool sayso__sentence_cut(sayso_sentences *s, uint32_t first, uint32_t end)
{
    bool soft = s->model && s->model->split.w;
    uint32_t from = behind_dateline(s, first, end); /* which is a sentence of its own, as in EWT */
    if (from > first && !add(s, first, from))
        return false;
    sayso_walk w = {s->text, s->tok, from, end, from, from, false, soft};
    sayso_place p;
    while (sayso__walk_next(&w, &p)) {
        from = w.from;
        bool ends = ends_here(s->model, &w, &p);
        sayso__walk_decide(&w, &p, ends);
        if (ends && !add(s, from, p.next))
            return false;
    }
    return add(s, w.from, end);
}
