/* claims.c -- the claims of text files, one a line: the library in one page.
 *
 *     cc claims.c $(pkg-config --cflags --libs sayso) -o claims && ./claims report.txt
 */
#include <stdio.h>
#include <stdlib.h>

#include <sayso/sayso.h>

/* A file's bytes, to be freed; NULL when it cannot be read. */
static char *bytes_of(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    char *bytes = NULL;
    long size = -1;
    if (f && fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) >= 0 && fseek(f, 0, SEEK_SET) == 0)
        bytes = malloc((size_t)size + 1);
    *n = bytes ? fread(bytes, 1, (size_t)size, f) : 0;
    if (f)
        fclose(f);
    return bytes;
}

static void print_claims(const sayso_report *report)
{
    sayso_said said;
    for (uint32_t i = 0; sayso_report_claim(report, i, &said); i++)
        printf("%s | %s | %s\n", said.source_actor ? said.source_actor : "?",
               said.speech_act ? said.speech_act : "?", said.content ? said.content : "");
}

int main(int argc, char **argv)
{
    sayso_about about = {.published = "2031-03-04"};
    int failed = 0;
    for (int i = 1; i < argc; i++) {
        size_t n;
        sayso_report *report;
        sayso_error err;
        char *bytes = bytes_of(argv[i], &n);
        about.id = argv[i];
        if (!bytes) {
            perror(argv[i]);
            failed = 1;
            continue;
        }
        if (sayso_report_read(NULL, bytes, n, &about, &report, &err) == SAYSO_OK) {
            print_claims(report);
            sayso_report_free(report);
        } else {
            fprintf(stderr, "%s: byte %llu: %s\n", argv[i], (unsigned long long)err.byte,
                    err.message);
            failed = 1;
        }
        free(bytes);
    }
    return failed;
}
