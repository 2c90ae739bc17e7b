#include "CArguments.h"

static int count;
static char **words;

#if defined(__linux__)
#include <features.h>
#endif

#if defined(__GLIBC__)
// glibc hands the words to what runs before main. Swift reads them from /proc, which a bare root may not have.
__attribute__((constructor)) static void keep(int argc, char **argv) {
  count = argc;
  words = argv;
}
#endif

int viva_argument_count(void) { return count; }

const char *viva_argument(int place) { return words[place]; }
