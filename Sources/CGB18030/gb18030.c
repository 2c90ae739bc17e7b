#include "CGB18030.h"

static const unsigned char table[] = {
#embed "gb18030.bin"
};

const unsigned char *viva_gb18030(size_t *count) {
  *count = sizeof table;
  return table;
}
