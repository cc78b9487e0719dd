/* test_mail.c -- messages and mailboxes: what is read, and the way back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "report_reading.h"
#include "text/mail.h"
#include "text/unit.h"

#define HEAD "From: Lena Garrod <l@w.example>\nSubject: Mill\n"

static void fields_of_a_header(void **state)
{
    (void)state;
    assert_string_equal(
        reading(
            "From: =?iso-8859-1?Q?Lena_G=E1rrod?= <l@w.example>\r\nMessage-ID: <1@w.example>\r\n"
            "Subject: =?utf-8?b?TWls?=\r\n =?utf-8?q?l_burns?= in\r\n\tDorva =?x\r\n"
            "Date: Sat, 3 May 2031 10:00:00 +0200 (CEST)\r\nList-Id: \"Northern Wire\" "
            "<n.w.example>\r\n"
            "\r\nIt fell.\r\n"),
        "1@w.example||Northern Wire|Lena G\xc3\xa1rrod|Sat, 3 May 2031 10:00:00 +0200 (CEST)|Mill "
        "burns in "
        "Dorva =?x|It fell.\r\n\n");
}

static void parts_of_a_message(void **state)
{
    (void)state;
    assert_string_equal(
        reading(
            HEAD
            "Content-Type: multipart/mixed; boundary=\"a b\"\n\nno\n--a b\n"
            "Content-Type: multipart/alternative; boundary=c\n\n--c\n"
            "Content-Type: text/html\n\n<p>HTML.</p>\n--c\n"
            "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: "
            "quoted-printable\n\n"
            "Caf=E9 =\nburns.\n--c--\n--a b\nContent-Type: text/plain\n\nFooter.\n--a b--\nno\n"),
        "m|||Lena Garrod||Mill|Caf\xc3\xa9 burns.\n");
    assert_string_equal(reading(HEAD
                                "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
                                "PHA+SXQgZmVs\nbC48L3A+PHA+VHdvLjwvcD4=\n"),
                        "m|||Lena Garrod||Mill|It fell.\n\nTwo.\n");
    assert_string_equal(
        reading(
            HEAD
            "Content-Type: multipart/digest; boundary=d\n\n--d\nContent-Type: message/rfc822\n\n"
            "Subject: Inner\n\nWithin.\n--d\nContent-Type: text/plain\n"
            "Content-Disposition: attachment\n\nNot this.\n--d--\n"),
        "m|||Lena Garrod||Mill|Within.\n");
    assert_string_equal(reading(HEAD "Content-Type: multipart/mixed; boundary=x\n\n--x\n"
                                     "Content-Type: image/png\n\nAAAA\n"),
                        "m|||Lena Garrod||Mill|\n");
}

static void signature_is_none_of_it(void **state)
{
    (void)state;
    assert_string_equal(reading(HEAD "\nIt fell.\n-- \nLena\n"),
                        "m|||Lena Garrod||Mill|It fell.\n");
}

/* What it answers to is another message's; the map leads over the gap. */
static void quoted_lines_are_left_out(void **state)
{
    (void)state;
    static const char reply[] = HEAD "\nIt fell.\n\nOn Sat, 3 May 2031, Oren Falk wrote:\n\n"
                                     "> It stands.\n>\n>> Does it?\nHe wrote: It burns.\n";
    assert_string_equal(reading(reply),
                        "m|||Lena Garrod||Mill|It fell.\n\n\nHe wrote: It burns.\n\n");
    const sayso_unit u = {.bytes = reply, .n = sizeof reply - 1, .media = SAYSO_MEDIA_MAIL};
    sayso_doc d;
    assert_int_equal(sayso__doc_make(&u, NULL, &arena, &d, NULL), SAYSO_OK);
    uint32_t at = (uint32_t)(strstr(d.text, "It burns.") - d.text);
    sayso_span raw = sayso__doc_raw(&d, (sayso_span){at, at + 9});
    assert_memory_equal(reply + raw.beg, "It burns.", 9);
    assert_int_equal(raw.end - raw.beg, 9);
    assert_string_equal(reading(HEAD "\n> It stands.\n> So it does.\n"),
                        "m|||Lena Garrod||Mill|> It stands.\n> So it does.\n\n");
}

static void messages_of_a_mailbox(void **state)
{
    (void)state;
    static const char box[] =
        "From a@b Sat May  3 10:00:00 2031\n" HEAD "\nOne.\nFrom here on.\n\nFrom there on.\n"
        ">From it.\n\nFrom c@d Sat May  3 11:00:00 2031\nSubject: Two\n\nTwo.\n\n"
        "From e@f x\nSubject: Three\n\nThree.\n";
    assert_string_equal(
        reading(box),
        "m#1|||Lena Garrod||Mill|One.\nFrom here on.\n\nFrom there on.\nFrom it.\n\n\n"
        "m#2|||||Two|Two.\n\n\nm#3|||||Three|Three.\n\n");
    assert_string_equal(report_reading(box, sizeof box - 1, 60),
                        "!34 longer than 60 bytes (see "
                        "--max-bytes)\nm#2|||||Two|Two.\n\n\nm#3|||||Three|Three.\n\n");
}

/* Words behind each encoding lead to bytes that hold them. */
static void words_lead_to_their_bytes(void **state)
{
    (void)state;
    static const char mail[] = "Subject: =?utf-8?Q?Caf=C3=A9?= burns\nTo: "
                               "x\nContent-Transfer-Encoding: quoted-printable\n\n"
                               "The mayor=\n denied=20it.\n";
    static const struct {
        const char *word, *raw;
    } cases[] = {{"Caf\xc3\xa9", "Caf=C3=A9"},
                 {"burns", "burns"},
                 {"mayor denied", "mayor=\n denied"},
                 {"it", "it"}};
    const sayso_unit u = {.bytes = mail, .n = sizeof mail - 1, .media = SAYSO_MEDIA_MAIL};
    sayso_doc d;
    sayso_error err;
    assert_int_equal(sayso__doc_make(&u, NULL, &arena, &d, &err), SAYSO_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t at = sayso__str_find(sayso__str(d.text, d.n_text), sayso__str_z(cases[i].word));
        assert_int_not_equal(at, SAYSO_NONE);
        sayso_span raw = sayso__doc_raw(&d, (sayso_span){at, at + (uint32_t)strlen(cases[i].word)});
        assert_true(sayso__str_is(sayso__str_span(mail, raw), cases[i].raw));
    }
}

/* Text that only looks like a header's first line is text. */
static void what_is_no_mail(void **state)
{
    (void)state;
    static const char *const texts[] = {"DORVA: the mill burned.\n\nIt fell.",
                                        "From the mill nothing is left.\n",
                                        "Subject: one\n\nIt fell.", "Date: x\nFrom: y\nno field\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(sayso__mail_begins(texts[i], strlen(texts[i])));
    assert_true(sayso__mail_begins("Date: x\nFrom: y\n\nz", 17));
}

/* Boundaries without end, in each other: bounded, in linear time. */
static void hostile_parts_end(void **state)
{
    (void)state;
    enum { TIMES = 50000 };
    static const char piece[] = "--b\nContent-Type: multipart/mixed; boundary=b\n\n";
    char *p = malloc(sizeof piece * TIMES);
    assert_non_null(p);
    size_t n =
        (size_t)sprintf(p, "From: a\nSubject: b\nContent-Type: multipart/mixed; boundary=b\n\n");
    for (uint32_t i = 0; i < TIMES - 4; i++, n += sizeof piece - 1)
        memcpy(p + n, piece, sizeof piece - 1);
    sayso_mail_part plain, html;
    sayso__mail_parts(p, (uint32_t)n, &plain, &html);
    assert_int_equal(plain.body.beg, plain.body.end);
    free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(fields_of_a_header, clean),
        cmocka_unit_test_teardown(parts_of_a_message, clean),
        cmocka_unit_test_teardown(signature_is_none_of_it, clean),
        cmocka_unit_test_teardown(quoted_lines_are_left_out, clean),
        cmocka_unit_test_teardown(messages_of_a_mailbox, clean),
        cmocka_unit_test_teardown(words_lead_to_their_bytes, clean),
        cmocka_unit_test_teardown(what_is_no_mail, clean),
        cmocka_unit_test_teardown(hostile_parts_end, clean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
