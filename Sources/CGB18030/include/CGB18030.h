#pragma once

#include <stddef.h>

/// The table of GB18030 as Scripts/make-gb18030 writes it: 23940 code units for the two-byte codes, then pairs of pointer
/// and code point that open the ranges of the four-byte codes; 16 bits each, little-endian.
const unsigned char *viva_gb18030(size_t *count);
