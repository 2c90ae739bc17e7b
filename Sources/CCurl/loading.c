#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>

#include "CCurl.h"

struct viva_curl viva_curl;

static char failure[512];
static pthread_once_t once = PTHREAD_ONCE_INIT;

/// By the names that its binary interface has had since 2006. Debian has the same one with another TLS library beside it.
static const char *const names[] = {
#ifdef __APPLE__
    "/usr/lib/libcurl.4.dylib",
#else
    "libcurl.so.4",
    "libcurl-gnutls.so.4",
#endif
};

static void note(const char *reason) {
  snprintf(failure, sizeof failure, "%s", reason ? reason : "not found");
}

static void load(void) {
  void *library = NULL;
  for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++) {
    library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    // Of the first, which is the one to install.
    if (!library && i == 0) note(dlerror());
  }
  if (!library) return;
  failure[0] = 0;
#define VIVA_CURL_LOAD(name)                                            \
  if (!(viva_curl.name = (__typeof__(viva_curl.name))dlsym(library, "curl_" #name))) { \
    note(dlerror());                                                    \
    return;                                                             \
  }
  VIVA_CURL_FUNCTIONS(VIVA_CURL_LOAD)
#undef VIVA_CURL_LOAD
}

const char *viva_curl_load(void) {
  pthread_once(&once, load);
  return failure[0] ? failure : NULL;
}
