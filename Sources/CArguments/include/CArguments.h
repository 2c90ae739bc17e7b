#pragma once

/// How many words the process was called with, the program's name included; 0 where the system does not hand them over.
int viva_argument_count(void);

/// The word at a place below the count.
const char *viva_argument(int place);
