// Written by Scripts/embed-defaults. Do not edit.
#include "CDefaults.h"

static const unsigned char file_0[] = {
#embed "../../Config/Rubrics/default.json5" suffix(, )
  0
};

static const unsigned char file_1[] = {
#embed "../../Config/viva.json5" suffix(, )
  0
};

static const unsigned char file_2[] = {
#embed "../../Prompts/correction.en.md" suffix(, )
  0
};

static const unsigned char file_3[] = {
#embed "../../Prompts/correction.zh.md" suffix(, )
  0
};

static const unsigned char file_4[] = {
#embed "../../Prompts/critic.en.md" suffix(, )
  0
};

static const unsigned char file_5[] = {
#embed "../../Prompts/critic.zh.md" suffix(, )
  0
};

static const unsigned char file_6[] = {
#embed "../../Prompts/generator.en.md" suffix(, )
  0
};

static const unsigned char file_7[] = {
#embed "../../Prompts/generator.zh.md" suffix(, )
  0
};

static const unsigned char file_8[] = {
#embed "../../Prompts/judge.en.md" suffix(, )
  0
};

static const unsigned char file_9[] = {
#embed "../../Prompts/judge.zh.md" suffix(, )
  0
};

static const unsigned char file_10[] = {
#embed "../../Prompts/planner.en.md" suffix(, )
  0
};

static const unsigned char file_11[] = {
#embed "../../Prompts/planner.zh.md" suffix(, )
  0
};

static const unsigned char file_12[] = {
#embed "../../Prompts/solver.en.md" suffix(, )
  0
};

static const unsigned char file_13[] = {
#embed "../../Prompts/solver.zh.md" suffix(, )
  0
};

static const struct viva_default defaults[] = {
  {"Config/Rubrics/default.json5", file_0, sizeof file_0 - 1},
  {"Config/viva.json5", file_1, sizeof file_1 - 1},
  {"Prompts/correction.en.md", file_2, sizeof file_2 - 1},
  {"Prompts/correction.zh.md", file_3, sizeof file_3 - 1},
  {"Prompts/critic.en.md", file_4, sizeof file_4 - 1},
  {"Prompts/critic.zh.md", file_5, sizeof file_5 - 1},
  {"Prompts/generator.en.md", file_6, sizeof file_6 - 1},
  {"Prompts/generator.zh.md", file_7, sizeof file_7 - 1},
  {"Prompts/judge.en.md", file_8, sizeof file_8 - 1},
  {"Prompts/judge.zh.md", file_9, sizeof file_9 - 1},
  {"Prompts/planner.en.md", file_10, sizeof file_10 - 1},
  {"Prompts/planner.zh.md", file_11, sizeof file_11 - 1},
  {"Prompts/solver.en.md", file_12, sizeof file_12 - 1},
  {"Prompts/solver.zh.md", file_13, sizeof file_13 - 1},
};

const struct viva_default *viva_defaults(size_t *count) {
  *count = sizeof defaults / sizeof defaults[0];
  return defaults;
}
