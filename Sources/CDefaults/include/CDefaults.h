#pragma once

#include <stdbool.h>
#include <stddef.h>

/// One file of Config/ or Prompts/ as it was when the program was built.
struct viva_default {
  const char *path;
  const unsigned char *bytes;
  size_t count;
};

/// All of them, sorted by path; the count is stored where `count` points.
const struct viva_default *viva_defaults(size_t *count);

/// Whether the bytes are what gzip made of the files, as in a release.
bool viva_defaults_are_packed(void);
