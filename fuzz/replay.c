/* replay.c -- runs a fuzz target over the files of folders, without a fuzzer.  usage: X FOLDER...
 */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static int run(const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t cap = (size_t)1 << 22;
    uint8_t *p = f ? malloc(cap) : NULL;
    if (!p) {
        fprintf(stderr, "cannot read %s\n", path);
        return 1;
    }
    size_t n = fread(p, 1, cap, f);
    fclose(f);
    fprintf(stderr, "%s\n", path);
    LLVMFuzzerTestOneInput(p, n);
    free(p);
    return 0;
}

int main(int argc, char **argv)
{
    int failed = 0, count = 0;
    for (int i = 1; i < argc; i++) {
        DIR *d = opendir(argv[i]);
        for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
            char path[4096];
            snprintf(path, sizeof path, "%s/%s", argv[i], e->d_name);
            if (e->d_name[0] != '.') {
                failed += run(path);
                count++;
            }
        }
        if (d)
            closedir(d);
    }
    printf("%d inputs\n", count);
    return failed || count == 0;
}
