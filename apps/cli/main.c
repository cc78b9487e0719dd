/* main.c -- the command line: first skeleton. */
#include <stdio.h>

int main(void)
{
    puts("sayso");
    return 0;
}
