#ifndef CDIGEST_H
#define CDIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether this processor has instructions for SHA-256 that this library knows. Ask once and keep the answer.
bool viva_sha256_is_accelerated(void);

/// Takes whole blocks of 64 bytes into the state by those instructions; only for processors that have them.
void viva_sha256_compress(uint32_t state[8], const uint8_t *bytes, size_t blocks);

#endif
