#include "CDefaults.h"

const struct viva_default *viva_defaults(size_t *count) {
  *count = 0;
  return 0;
}
