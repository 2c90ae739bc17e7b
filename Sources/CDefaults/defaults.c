// Written by Scripts/embed-defaults. Do not edit.
#include "CDefaults.h"

static const unsigned char file_0[] = {
#embed "../../Config/Knowledge/agents.json5" suffix(, )
  0
};

static const unsigned char file_1[] = {
#embed "../../Config/Knowledge/algorithms.json5" suffix(, )
  0
};

static const unsigned char file_2[] = {
#embed "../../Config/Knowledge/classical-ml.json5" suffix(, )
  0
};

static const unsigned char file_3[] = {
#embed "../../Config/Knowledge/data-features.json5" suffix(, )
  0
};

static const unsigned char file_4[] = {
#embed "../../Config/Knowledge/deep-learning.json5" suffix(, )
  0
};

static const unsigned char file_5[] = {
#embed "../../Config/Knowledge/evaluation.json5" suffix(, )
  0
};

static const unsigned char file_6[] = {
#embed "../../Config/Knowledge/mlops.json5" suffix(, )
  0
};

static const unsigned char file_7[] = {
#embed "../../Config/Knowledge/nlp-cv.json5" suffix(, )
  0
};

static const unsigned char file_8[] = {
#embed "../../Config/Knowledge/python.json5" suffix(, )
  0
};

static const unsigned char file_9[] = {
#embed "../../Config/Knowledge/rag.json5" suffix(, )
  0
};

static const unsigned char file_10[] = {
#embed "../../Config/Knowledge/transformers.json5" suffix(, )
  0
};

static const unsigned char file_11[] = {
#embed "../../Config/Prices.json5" suffix(, )
  0
};

static const unsigned char file_12[] = {
#embed "../../Config/Rubrics/default.json5" suffix(, )
  0
};

static const unsigned char file_13[] = {
#embed "../../Config/Rubrics/full.json5" suffix(, )
  0
};

static const unsigned char file_14[] = {
#embed "../../Config/Rubrics/qgeval.json5" suffix(, )
  0
};

static const unsigned char file_15[] = {
#embed "../../Config/viva.json5" suffix(, )
  0
};

static const unsigned char file_16[] = {
#embed "../../Prompts/correction.en.md" suffix(, )
  0
};

static const unsigned char file_17[] = {
#embed "../../Prompts/correction.zh.md" suffix(, )
  0
};

static const unsigned char file_18[] = {
#embed "../../Prompts/critic.en.md" suffix(, )
  0
};

static const unsigned char file_19[] = {
#embed "../../Prompts/critic.zh.md" suffix(, )
  0
};

static const unsigned char file_20[] = {
#embed "../../Prompts/generator.en.md" suffix(, )
  0
};

static const unsigned char file_21[] = {
#embed "../../Prompts/generator.zh.md" suffix(, )
  0
};

static const unsigned char file_22[] = {
#embed "../../Prompts/judge.en.md" suffix(, )
  0
};

static const unsigned char file_23[] = {
#embed "../../Prompts/judge.zh.md" suffix(, )
  0
};

static const unsigned char file_24[] = {
#embed "../../Prompts/pair.en.md" suffix(, )
  0
};

static const unsigned char file_25[] = {
#embed "../../Prompts/pair.zh.md" suffix(, )
  0
};

static const unsigned char file_26[] = {
#embed "../../Prompts/planner.en.md" suffix(, )
  0
};

static const unsigned char file_27[] = {
#embed "../../Prompts/planner.zh.md" suffix(, )
  0
};

static const unsigned char file_28[] = {
#embed "../../Prompts/solver.en.md" suffix(, )
  0
};

static const unsigned char file_29[] = {
#embed "../../Prompts/solver.zh.md" suffix(, )
  0
};

static const unsigned char file_30[] = {
#embed "../../Sources/QuestionPipeline/Schemas/item.schema.json" suffix(, )
  0
};

static const unsigned char file_31[] = {
#embed "../../Sources/QuestionPipeline/Schemas/manifest.schema.json" suffix(, )
  0
};

static const unsigned char file_32[] = {
#embed "../../Sources/QuestionPipeline/Schemas/refused.schema.json" suffix(, )
  0
};

static const unsigned char file_33[] = {
#embed "../../Sources/QuestionPipeline/Schemas/report.schema.json" suffix(, )
  0
};

static const struct viva_default defaults[] = {
  {"Config/Knowledge/agents.json5", file_0, sizeof file_0 - 1},
  {"Config/Knowledge/algorithms.json5", file_1, sizeof file_1 - 1},
  {"Config/Knowledge/classical-ml.json5", file_2, sizeof file_2 - 1},
  {"Config/Knowledge/data-features.json5", file_3, sizeof file_3 - 1},
  {"Config/Knowledge/deep-learning.json5", file_4, sizeof file_4 - 1},
  {"Config/Knowledge/evaluation.json5", file_5, sizeof file_5 - 1},
  {"Config/Knowledge/mlops.json5", file_6, sizeof file_6 - 1},
  {"Config/Knowledge/nlp-cv.json5", file_7, sizeof file_7 - 1},
  {"Config/Knowledge/python.json5", file_8, sizeof file_8 - 1},
  {"Config/Knowledge/rag.json5", file_9, sizeof file_9 - 1},
  {"Config/Knowledge/transformers.json5", file_10, sizeof file_10 - 1},
  {"Config/Prices.json5", file_11, sizeof file_11 - 1},
  {"Config/Rubrics/default.json5", file_12, sizeof file_12 - 1},
  {"Config/Rubrics/full.json5", file_13, sizeof file_13 - 1},
  {"Config/Rubrics/qgeval.json5", file_14, sizeof file_14 - 1},
  {"Config/viva.json5", file_15, sizeof file_15 - 1},
  {"Prompts/correction.en.md", file_16, sizeof file_16 - 1},
  {"Prompts/correction.zh.md", file_17, sizeof file_17 - 1},
  {"Prompts/critic.en.md", file_18, sizeof file_18 - 1},
  {"Prompts/critic.zh.md", file_19, sizeof file_19 - 1},
  {"Prompts/generator.en.md", file_20, sizeof file_20 - 1},
  {"Prompts/generator.zh.md", file_21, sizeof file_21 - 1},
  {"Prompts/judge.en.md", file_22, sizeof file_22 - 1},
  {"Prompts/judge.zh.md", file_23, sizeof file_23 - 1},
  {"Prompts/pair.en.md", file_24, sizeof file_24 - 1},
  {"Prompts/pair.zh.md", file_25, sizeof file_25 - 1},
  {"Prompts/planner.en.md", file_26, sizeof file_26 - 1},
  {"Prompts/planner.zh.md", file_27, sizeof file_27 - 1},
  {"Prompts/solver.en.md", file_28, sizeof file_28 - 1},
  {"Prompts/solver.zh.md", file_29, sizeof file_29 - 1},
  {"Schemas/item.schema.json", file_30, sizeof file_30 - 1},
  {"Schemas/manifest.schema.json", file_31, sizeof file_31 - 1},
  {"Schemas/refused.schema.json", file_32, sizeof file_32 - 1},
  {"Schemas/report.schema.json", file_33, sizeof file_33 - 1},
};

const struct viva_default *viva_defaults(size_t *count) {
  *count = sizeof defaults / sizeof defaults[0];
  return defaults;
}
