// Written by Scripts/embed-defaults. Do not edit.
#include "CDefaults.h"

static const unsigned char file_0[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/agents/agent-memory.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/agents/agent-memory.json5" suffix(, )
#endif
  0
};

static const unsigned char file_1[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/agents/agent-to-agent.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/agents/agent-to-agent.json5" suffix(, )
#endif
  0
};

static const unsigned char file_2[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/agents/context-engineering.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/agents/context-engineering.json5" suffix(, )
#endif
  0
};

static const unsigned char file_3[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/agents/durable-execution.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/agents/durable-execution.json5" suffix(, )
#endif
  0
};

static const unsigned char file_4[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/agents/field.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/agents/field.json5" suffix(, )
#endif
  0
};

static const unsigned char file_5[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/agents/human-in-the-loop-approval.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/agents/human-in-the-loop-approval.json5" suffix(, )
#endif
  0
};

static const unsigned char file_6[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/agents/model-context-protocol.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/agents/model-context-protocol.json5" suffix(, )
#endif
  0
};

static const unsigned char file_7[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/agents/multi-agent-orchestration.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/agents/multi-agent-orchestration.json5" suffix(, )
#endif
  0
};

static const unsigned char file_8[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/agents/plan-and-execute.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/agents/plan-and-execute.json5" suffix(, )
#endif
  0
};

static const unsigned char file_9[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/agents/prompt-injection-defense.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/agents/prompt-injection-defense.json5" suffix(, )
#endif
  0
};

static const unsigned char file_10[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/agents/react-loop.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/agents/react-loop.json5" suffix(, )
#endif
  0
};

static const unsigned char file_11[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/agents/reflection.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/agents/reflection.json5" suffix(, )
#endif
  0
};

static const unsigned char file_12[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/agents/sandboxed-code-execution.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/agents/sandboxed-code-execution.json5" suffix(, )
#endif
  0
};

static const unsigned char file_13[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/agents/tool-calling.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/agents/tool-calling.json5" suffix(, )
#endif
  0
};

static const unsigned char file_14[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/agents/trajectory-evaluation.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/agents/trajectory-evaluation.json5" suffix(, )
#endif
  0
};

static const unsigned char file_15[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/algorithms/backpressure.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/algorithms/backpressure.json5" suffix(, )
#endif
  0
};

static const unsigned char file_16[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/algorithms/bloom-filter.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/algorithms/bloom-filter.json5" suffix(, )
#endif
  0
};

static const unsigned char file_17[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/algorithms/consistent-hashing.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/algorithms/consistent-hashing.json5" suffix(, )
#endif
  0
};

static const unsigned char file_18[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/algorithms/dijkstra-shortest-path.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/algorithms/dijkstra-shortest-path.json5" suffix(, )
#endif
  0
};

static const unsigned char file_19[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/algorithms/edit-distance.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/algorithms/edit-distance.json5" suffix(, )
#endif
  0
};

static const unsigned char file_20[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/algorithms/field.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/algorithms/field.json5" suffix(, )
#endif
  0
};

static const unsigned char file_21[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/algorithms/lru-cache.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/algorithms/lru-cache.json5" suffix(, )
#endif
  0
};

static const unsigned char file_22[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/algorithms/minhash-lsh.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/algorithms/minhash-lsh.json5" suffix(, )
#endif
  0
};

static const unsigned char file_23[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/algorithms/reservoir-sampling.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/algorithms/reservoir-sampling.json5" suffix(, )
#endif
  0
};

static const unsigned char file_24[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/algorithms/token-bucket.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/algorithms/token-bucket.json5" suffix(, )
#endif
  0
};

static const unsigned char file_25[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/algorithms/top-k-heap.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/algorithms/top-k-heap.json5" suffix(, )
#endif
  0
};

static const unsigned char file_26[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/algorithms/topological-sort.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/algorithms/topological-sort.json5" suffix(, )
#endif
  0
};

static const unsigned char file_27[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/algorithms/trie.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/algorithms/trie.json5" suffix(, )
#endif
  0
};

static const unsigned char file_28[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/algorithms/two-tower-retrieval.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/algorithms/two-tower-retrieval.json5" suffix(, )
#endif
  0
};

static const unsigned char file_29[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/algorithms/union-find.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/algorithms/union-find.json5" suffix(, )
#endif
  0
};

static const unsigned char file_30[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/classical-ml/dbscan.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/classical-ml/dbscan.json5" suffix(, )
#endif
  0
};

static const unsigned char file_31[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/classical-ml/decision-tree.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/classical-ml/decision-tree.json5" suffix(, )
#endif
  0
};

static const unsigned char file_32[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/classical-ml/field.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/classical-ml/field.json5" suffix(, )
#endif
  0
};

static const unsigned char file_33[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/classical-ml/gaussian-mixture-model.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/classical-ml/gaussian-mixture-model.json5" suffix(, )
#endif
  0
};

static const unsigned char file_34[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/classical-ml/gradient-boosting.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/classical-ml/gradient-boosting.json5" suffix(, )
#endif
  0
};

static const unsigned char file_35[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/classical-ml/k-means.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/classical-ml/k-means.json5" suffix(, )
#endif
  0
};

static const unsigned char file_36[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/classical-ml/k-nearest-neighbors.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/classical-ml/k-nearest-neighbors.json5" suffix(, )
#endif
  0
};

static const unsigned char file_37[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/classical-ml/linear-regression.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/classical-ml/linear-regression.json5" suffix(, )
#endif
  0
};

static const unsigned char file_38[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/classical-ml/logistic-regression.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/classical-ml/logistic-regression.json5" suffix(, )
#endif
  0
};

static const unsigned char file_39[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/classical-ml/matrix-factorization.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/classical-ml/matrix-factorization.json5" suffix(, )
#endif
  0
};

static const unsigned char file_40[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/classical-ml/naive-bayes.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/classical-ml/naive-bayes.json5" suffix(, )
#endif
  0
};

static const unsigned char file_41[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/classical-ml/principal-component-analysis.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/classical-ml/principal-component-analysis.json5" suffix(, )
#endif
  0
};

static const unsigned char file_42[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/classical-ml/random-forest.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/classical-ml/random-forest.json5" suffix(, )
#endif
  0
};

static const unsigned char file_43[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/classical-ml/regularization-l1-l2.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/classical-ml/regularization-l1-l2.json5" suffix(, )
#endif
  0
};

static const unsigned char file_44[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/classical-ml/support-vector-machine.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/classical-ml/support-vector-machine.json5" suffix(, )
#endif
  0
};

static const unsigned char file_45[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/data-features/class-imbalance.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/data-features/class-imbalance.json5" suffix(, )
#endif
  0
};

static const unsigned char file_46[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/data-features/data-augmentation.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/data-features/data-augmentation.json5" suffix(, )
#endif
  0
};

static const unsigned char file_47[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/data-features/data-leakage.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/data-features/data-leakage.json5" suffix(, )
#endif
  0
};

static const unsigned char file_48[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/data-features/data-validation.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/data-features/data-validation.json5" suffix(, )
#endif
  0
};

static const unsigned char file_49[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/data-features/feature-hashing.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/data-features/feature-hashing.json5" suffix(, )
#endif
  0
};

static const unsigned char file_50[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/data-features/feature-scaling.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/data-features/feature-scaling.json5" suffix(, )
#endif
  0
};

static const unsigned char file_51[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/data-features/feature-selection.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/data-features/feature-selection.json5" suffix(, )
#endif
  0
};

static const unsigned char file_52[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/data-features/field.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/data-features/field.json5" suffix(, )
#endif
  0
};

static const unsigned char file_53[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/data-features/lag-features.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/data-features/lag-features.json5" suffix(, )
#endif
  0
};

static const unsigned char file_54[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/data-features/missing-value-imputation.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/data-features/missing-value-imputation.json5" suffix(, )
#endif
  0
};

static const unsigned char file_55[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/data-features/one-hot-encoding.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/data-features/one-hot-encoding.json5" suffix(, )
#endif
  0
};

static const unsigned char file_56[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/data-features/outlier-treatment.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/data-features/outlier-treatment.json5" suffix(, )
#endif
  0
};

static const unsigned char file_57[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/data-features/target-encoding.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/data-features/target-encoding.json5" suffix(, )
#endif
  0
};

static const unsigned char file_58[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/data-features/weak-supervision.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/data-features/weak-supervision.json5" suffix(, )
#endif
  0
};

static const unsigned char file_59[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/deep-learning/adam-optimizer.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/deep-learning/adam-optimizer.json5" suffix(, )
#endif
  0
};

static const unsigned char file_60[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/deep-learning/backpropagation.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/deep-learning/backpropagation.json5" suffix(, )
#endif
  0
};

static const unsigned char file_61[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/deep-learning/batch-normalization.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/deep-learning/batch-normalization.json5" suffix(, )
#endif
  0
};

static const unsigned char file_62[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/deep-learning/cross-entropy-loss.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/deep-learning/cross-entropy-loss.json5" suffix(, )
#endif
  0
};

static const unsigned char file_63[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/deep-learning/dropout.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/deep-learning/dropout.json5" suffix(, )
#endif
  0
};

static const unsigned char file_64[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/deep-learning/early-stopping.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/deep-learning/early-stopping.json5" suffix(, )
#endif
  0
};

static const unsigned char file_65[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/deep-learning/field.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/deep-learning/field.json5" suffix(, )
#endif
  0
};

static const unsigned char file_66[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/deep-learning/gradient-checkpointing.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/deep-learning/gradient-checkpointing.json5" suffix(, )
#endif
  0
};

static const unsigned char file_67[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/deep-learning/gradient-clipping.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/deep-learning/gradient-clipping.json5" suffix(, )
#endif
  0
};

static const unsigned char file_68[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/deep-learning/learning-rate-warmup.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/deep-learning/learning-rate-warmup.json5" suffix(, )
#endif
  0
};

static const unsigned char file_69[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/deep-learning/lstm.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/deep-learning/lstm.json5" suffix(, )
#endif
  0
};

static const unsigned char file_70[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/deep-learning/mixed-precision-training.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/deep-learning/mixed-precision-training.json5" suffix(, )
#endif
  0
};

static const unsigned char file_71[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/deep-learning/residual-connection.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/deep-learning/residual-connection.json5" suffix(, )
#endif
  0
};

static const unsigned char file_72[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/deep-learning/sharded-data-parallel.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/deep-learning/sharded-data-parallel.json5" suffix(, )
#endif
  0
};

static const unsigned char file_73[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/deep-learning/weight-initialization.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/deep-learning/weight-initialization.json5" suffix(, )
#endif
  0
};

static const unsigned char file_74[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/evaluation/ab-testing.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/evaluation/ab-testing.json5" suffix(, )
#endif
  0
};

static const unsigned char file_75[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/evaluation/benchmark-contamination.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/evaluation/benchmark-contamination.json5" suffix(, )
#endif
  0
};

static const unsigned char file_76[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/evaluation/bootstrap-interval.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/evaluation/bootstrap-interval.json5" suffix(, )
#endif
  0
};

static const unsigned char file_77[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/evaluation/cross-validation.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/evaluation/cross-validation.json5" suffix(, )
#endif
  0
};

static const unsigned char file_78[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/evaluation/field.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/evaluation/field.json5" suffix(, )
#endif
  0
};

static const unsigned char file_79[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/evaluation/inter-annotator-agreement.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/evaluation/inter-annotator-agreement.json5" suffix(, )
#endif
  0
};

static const unsigned char file_80[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/evaluation/llm-as-judge.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/evaluation/llm-as-judge.json5" suffix(, )
#endif
  0
};

static const unsigned char file_81[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/evaluation/multiple-comparisons.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/evaluation/multiple-comparisons.json5" suffix(, )
#endif
  0
};

static const unsigned char file_82[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/evaluation/normalized-discounted-cumulative-gain.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/evaluation/normalized-discounted-cumulative-gain.json5" suffix(, )
#endif
  0
};

static const unsigned char file_83[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/evaluation/perplexity.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/evaluation/perplexity.json5" suffix(, )
#endif
  0
};

static const unsigned char file_84[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/evaluation/precision-recall.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/evaluation/precision-recall.json5" suffix(, )
#endif
  0
};

static const unsigned char file_85[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/evaluation/probability-calibration.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/evaluation/probability-calibration.json5" suffix(, )
#endif
  0
};

static const unsigned char file_86[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/evaluation/roc-auc.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/evaluation/roc-auc.json5" suffix(, )
#endif
  0
};

static const unsigned char file_87[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/evaluation/simpsons-paradox.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/evaluation/simpsons-paradox.json5" suffix(, )
#endif
  0
};

static const unsigned char file_88[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/evaluation/statistical-power.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/evaluation/statistical-power.json5" suffix(, )
#endif
  0
};

static const unsigned char file_89[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/mlops/canary-deployment.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/mlops/canary-deployment.json5" suffix(, )
#endif
  0
};

static const unsigned char file_90[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/mlops/container-image.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/mlops/container-image.json5" suffix(, )
#endif
  0
};

static const unsigned char file_91[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/mlops/continuous-training.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/mlops/continuous-training.json5" suffix(, )
#endif
  0
};

static const unsigned char file_92[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/mlops/data-drift.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/mlops/data-drift.json5" suffix(, )
#endif
  0
};

static const unsigned char file_93[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/mlops/data-versioning.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/mlops/data-versioning.json5" suffix(, )
#endif
  0
};

static const unsigned char file_94[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/mlops/dynamic-batching.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/mlops/dynamic-batching.json5" suffix(, )
#endif
  0
};

static const unsigned char file_95[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/mlops/experiment-tracking.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/mlops/experiment-tracking.json5" suffix(, )
#endif
  0
};

static const unsigned char file_96[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/mlops/feature-store.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/mlops/feature-store.json5" suffix(, )
#endif
  0
};

static const unsigned char file_97[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/mlops/field.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/mlops/field.json5" suffix(, )
#endif
  0
};

static const unsigned char file_98[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/mlops/idempotent-pipeline.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/mlops/idempotent-pipeline.json5" suffix(, )
#endif
  0
};

static const unsigned char file_99[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/mlops/inference-autoscaling.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/mlops/inference-autoscaling.json5" suffix(, )
#endif
  0
};

static const unsigned char file_100[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/mlops/knowledge-distillation.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/mlops/knowledge-distillation.json5" suffix(, )
#endif
  0
};

static const unsigned char file_101[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/mlops/model-registry.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/mlops/model-registry.json5" suffix(, )
#endif
  0
};

static const unsigned char file_102[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/mlops/shadow-deployment.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/mlops/shadow-deployment.json5" suffix(, )
#endif
  0
};

static const unsigned char file_103[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/mlops/training-serving-skew.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/mlops/training-serving-skew.json5" suffix(, )
#endif
  0
};

static const unsigned char file_104[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/nlp-cv/beam-search.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/nlp-cv/beam-search.json5" suffix(, )
#endif
  0
};

static const unsigned char file_105[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/nlp-cv/conditional-random-field.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/nlp-cv/conditional-random-field.json5" suffix(, )
#endif
  0
};

static const unsigned char file_106[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/nlp-cv/contrastive-image-text.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/nlp-cv/contrastive-image-text.json5" suffix(, )
#endif
  0
};

static const unsigned char file_107[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/nlp-cv/convolution.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/nlp-cv/convolution.json5" suffix(, )
#endif
  0
};

static const unsigned char file_108[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/nlp-cv/field.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/nlp-cv/field.json5" suffix(, )
#endif
  0
};

static const unsigned char file_109[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/nlp-cv/masked-language-modeling.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/nlp-cv/masked-language-modeling.json5" suffix(, )
#endif
  0
};

static const unsigned char file_110[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/nlp-cv/named-entity-recognition.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/nlp-cv/named-entity-recognition.json5" suffix(, )
#endif
  0
};

static const unsigned char file_111[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/nlp-cv/non-maximum-suppression.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/nlp-cv/non-maximum-suppression.json5" suffix(, )
#endif
  0
};

static const unsigned char file_112[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/nlp-cv/optical-character-recognition.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/nlp-cv/optical-character-recognition.json5" suffix(, )
#endif
  0
};

static const unsigned char file_113[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/nlp-cv/semantic-segmentation.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/nlp-cv/semantic-segmentation.json5" suffix(, )
#endif
  0
};

static const unsigned char file_114[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/nlp-cv/text-classification.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/nlp-cv/text-classification.json5" suffix(, )
#endif
  0
};

static const unsigned char file_115[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/nlp-cv/tf-idf.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/nlp-cv/tf-idf.json5" suffix(, )
#endif
  0
};

static const unsigned char file_116[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/nlp-cv/vision-transformer.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/nlp-cv/vision-transformer.json5" suffix(, )
#endif
  0
};

static const unsigned char file_117[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/nlp-cv/word-segmentation.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/nlp-cv/word-segmentation.json5" suffix(, )
#endif
  0
};

static const unsigned char file_118[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/nlp-cv/word2vec.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/nlp-cv/word2vec.json5" suffix(, )
#endif
  0
};

static const unsigned char file_119[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/python/asyncio.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/python/asyncio.json5" suffix(, )
#endif
  0
};

static const unsigned char file_120[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/python/closure.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/python/closure.json5" suffix(, )
#endif
  0
};

static const unsigned char file_121[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/python/context-manager.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/python/context-manager.json5" suffix(, )
#endif
  0
};

static const unsigned char file_122[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/python/decorator.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/python/decorator.json5" suffix(, )
#endif
  0
};

static const unsigned char file_123[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/python/descriptor-protocol.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/python/descriptor-protocol.json5" suffix(, )
#endif
  0
};

static const unsigned char file_124[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/python/dict-internals.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/python/dict-internals.json5" suffix(, )
#endif
  0
};

static const unsigned char file_125[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/python/field.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/python/field.json5" suffix(, )
#endif
  0
};

static const unsigned char file_126[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/python/generator.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/python/generator.json5" suffix(, )
#endif
  0
};

static const unsigned char file_127[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/python/gil.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/python/gil.json5" suffix(, )
#endif
  0
};

static const unsigned char file_128[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/python/list-internals.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/python/list-internals.json5" suffix(, )
#endif
  0
};

static const unsigned char file_129[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/python/method-resolution-order.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/python/method-resolution-order.json5" suffix(, )
#endif
  0
};

static const unsigned char file_130[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/python/multiprocessing.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/python/multiprocessing.json5" suffix(, )
#endif
  0
};

static const unsigned char file_131[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/python/profiling.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/python/profiling.json5" suffix(, )
#endif
  0
};

static const unsigned char file_132[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/python/reference-counting.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/python/reference-counting.json5" suffix(, )
#endif
  0
};

static const unsigned char file_133[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/python/slots.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/python/slots.json5" suffix(, )
#endif
  0
};

static const unsigned char file_134[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/bm25.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/bm25.json5" suffix(, )
#endif
  0
};

static const unsigned char file_135[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/chunking.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/chunking.json5" suffix(, )
#endif
  0
};

static const unsigned char file_136[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/context-ordering.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/context-ordering.json5" suffix(, )
#endif
  0
};

static const unsigned char file_137[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/cross-encoder-reranking.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/cross-encoder-reranking.json5" suffix(, )
#endif
  0
};

static const unsigned char file_138[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/dense-retrieval.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/dense-retrieval.json5" suffix(, )
#endif
  0
};

static const unsigned char file_139[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/field.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/field.json5" suffix(, )
#endif
  0
};

static const unsigned char file_140[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/graph-rag.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/graph-rag.json5" suffix(, )
#endif
  0
};

static const unsigned char file_141[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/groundedness.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/groundedness.json5" suffix(, )
#endif
  0
};

static const unsigned char file_142[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/hnsw.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/hnsw.json5" suffix(, )
#endif
  0
};

static const unsigned char file_143[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/incremental-index-update.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/incremental-index-update.json5" suffix(, )
#endif
  0
};

static const unsigned char file_144[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/late-interaction-retrieval.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/late-interaction-retrieval.json5" suffix(, )
#endif
  0
};

static const unsigned char file_145[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/metadata-filtering.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/metadata-filtering.json5" suffix(, )
#endif
  0
};

static const unsigned char file_146[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/product-quantization.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/product-quantization.json5" suffix(, )
#endif
  0
};

static const unsigned char file_147[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/query-rewriting.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/query-rewriting.json5" suffix(, )
#endif
  0
};

static const unsigned char file_148[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/reciprocal-rank-fusion.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/reciprocal-rank-fusion.json5" suffix(, )
#endif
  0
};

static const unsigned char file_149[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/rag/small-to-big-retrieval.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/rag/small-to-big-retrieval.json5" suffix(, )
#endif
  0
};

static const unsigned char file_150[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/byte-pair-encoding.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/byte-pair-encoding.json5" suffix(, )
#endif
  0
};

static const unsigned char file_151[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/chain-of-thought-prompting.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/chain-of-thought-prompting.json5" suffix(, )
#endif
  0
};

static const unsigned char file_152[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/constrained-decoding.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/constrained-decoding.json5" suffix(, )
#endif
  0
};

static const unsigned char file_153[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/field.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/field.json5" suffix(, )
#endif
  0
};

static const unsigned char file_154[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/flash-attention.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/flash-attention.json5" suffix(, )
#endif
  0
};

static const unsigned char file_155[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/grouped-query-attention.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/grouped-query-attention.json5" suffix(, )
#endif
  0
};

static const unsigned char file_156[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/kv-cache.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/kv-cache.json5" suffix(, )
#endif
  0
};

static const unsigned char file_157[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/layer-normalization.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/layer-normalization.json5" suffix(, )
#endif
  0
};

static const unsigned char file_158[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/lora.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/lora.json5" suffix(, )
#endif
  0
};

static const unsigned char file_159[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/mixture-of-experts.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/mixture-of-experts.json5" suffix(, )
#endif
  0
};

static const unsigned char file_160[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/multi-head-attention.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/multi-head-attention.json5" suffix(, )
#endif
  0
};

static const unsigned char file_161[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/nucleus-sampling.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/nucleus-sampling.json5" suffix(, )
#endif
  0
};

static const unsigned char file_162[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/preference-optimization.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/preference-optimization.json5" suffix(, )
#endif
  0
};

static const unsigned char file_163[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/rotary-position-embedding.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/rotary-position-embedding.json5" suffix(, )
#endif
  0
};

static const unsigned char file_164[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/self-attention.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/self-attention.json5" suffix(, )
#endif
  0
};

static const unsigned char file_165[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/speculative-decoding.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/speculative-decoding.json5" suffix(, )
#endif
  0
};

static const unsigned char file_166[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/supervised-fine-tuning.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/supervised-fine-tuning.json5" suffix(, )
#endif
  0
};

static const unsigned char file_167[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Knowledge/transformers/weight-quantization.json5.gz" suffix(, )
#else
#embed "../../Config/Knowledge/transformers/weight-quantization.json5" suffix(, )
#endif
  0
};

static const unsigned char file_168[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Prices.json5.gz" suffix(, )
#else
#embed "../../Config/Prices.json5" suffix(, )
#endif
  0
};

static const unsigned char file_169[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Rubrics/default.json5.gz" suffix(, )
#else
#embed "../../Config/Rubrics/default.json5" suffix(, )
#endif
  0
};

static const unsigned char file_170[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Rubrics/full.json5.gz" suffix(, )
#else
#embed "../../Config/Rubrics/full.json5" suffix(, )
#endif
  0
};

static const unsigned char file_171[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/Rubrics/qgeval.json5.gz" suffix(, )
#else
#embed "../../Config/Rubrics/qgeval.json5" suffix(, )
#endif
  0
};

static const unsigned char file_172[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Config/viva.json5.gz" suffix(, )
#else
#embed "../../Config/viva.json5" suffix(, )
#endif
  0
};

static const unsigned char file_173[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/correction.en.md.gz" suffix(, )
#else
#embed "../../Prompts/correction.en.md" suffix(, )
#endif
  0
};

static const unsigned char file_174[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/correction.zh.md.gz" suffix(, )
#else
#embed "../../Prompts/correction.zh.md" suffix(, )
#endif
  0
};

static const unsigned char file_175[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/critic.en.md.gz" suffix(, )
#else
#embed "../../Prompts/critic.en.md" suffix(, )
#endif
  0
};

static const unsigned char file_176[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/critic.zh.md.gz" suffix(, )
#else
#embed "../../Prompts/critic.zh.md" suffix(, )
#endif
  0
};

static const unsigned char file_177[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/generator.en.md.gz" suffix(, )
#else
#embed "../../Prompts/generator.en.md" suffix(, )
#endif
  0
};

static const unsigned char file_178[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/generator.zh.md.gz" suffix(, )
#else
#embed "../../Prompts/generator.zh.md" suffix(, )
#endif
  0
};

static const unsigned char file_179[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/judge.en.md.gz" suffix(, )
#else
#embed "../../Prompts/judge.en.md" suffix(, )
#endif
  0
};

static const unsigned char file_180[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/judge.zh.md.gz" suffix(, )
#else
#embed "../../Prompts/judge.zh.md" suffix(, )
#endif
  0
};

static const unsigned char file_181[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/pair.en.md.gz" suffix(, )
#else
#embed "../../Prompts/pair.en.md" suffix(, )
#endif
  0
};

static const unsigned char file_182[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/pair.zh.md.gz" suffix(, )
#else
#embed "../../Prompts/pair.zh.md" suffix(, )
#endif
  0
};

static const unsigned char file_183[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/planner.en.md.gz" suffix(, )
#else
#embed "../../Prompts/planner.en.md" suffix(, )
#endif
  0
};

static const unsigned char file_184[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/planner.zh.md.gz" suffix(, )
#else
#embed "../../Prompts/planner.zh.md" suffix(, )
#endif
  0
};

static const unsigned char file_185[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/solver.en.md.gz" suffix(, )
#else
#embed "../../Prompts/solver.en.md" suffix(, )
#endif
  0
};

static const unsigned char file_186[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/solver.zh.md.gz" suffix(, )
#else
#embed "../../Prompts/solver.zh.md" suffix(, )
#endif
  0
};

static const unsigned char file_187[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/unanswerable.en.md.gz" suffix(, )
#else
#embed "../../Prompts/unanswerable.en.md" suffix(, )
#endif
  0
};

static const unsigned char file_188[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Prompts/unanswerable.zh.md.gz" suffix(, )
#else
#embed "../../Prompts/unanswerable.zh.md" suffix(, )
#endif
  0
};

static const unsigned char file_189[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Sources/QuestionPipeline/Schemas/item.schema.json.gz" suffix(, )
#else
#embed "../../Sources/QuestionPipeline/Schemas/item.schema.json" suffix(, )
#endif
  0
};

static const unsigned char file_190[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Sources/QuestionPipeline/Schemas/manifest.schema.json.gz" suffix(, )
#else
#embed "../../Sources/QuestionPipeline/Schemas/manifest.schema.json" suffix(, )
#endif
  0
};

static const unsigned char file_191[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Sources/QuestionPipeline/Schemas/refused.schema.json.gz" suffix(, )
#else
#embed "../../Sources/QuestionPipeline/Schemas/refused.schema.json" suffix(, )
#endif
  0
};

static const unsigned char file_192[] = {
#ifdef VIVA_PACKED_DEFAULTS
#embed "../../.build/defaults/Sources/QuestionPipeline/Schemas/report.schema.json.gz" suffix(, )
#else
#embed "../../Sources/QuestionPipeline/Schemas/report.schema.json" suffix(, )
#endif
  0
};

static const struct viva_default defaults[] = {
  {"Config/Knowledge/agents/agent-memory.json5", file_0, sizeof file_0 - 1},
  {"Config/Knowledge/agents/agent-to-agent.json5", file_1, sizeof file_1 - 1},
  {"Config/Knowledge/agents/context-engineering.json5", file_2, sizeof file_2 - 1},
  {"Config/Knowledge/agents/durable-execution.json5", file_3, sizeof file_3 - 1},
  {"Config/Knowledge/agents/field.json5", file_4, sizeof file_4 - 1},
  {"Config/Knowledge/agents/human-in-the-loop-approval.json5", file_5, sizeof file_5 - 1},
  {"Config/Knowledge/agents/model-context-protocol.json5", file_6, sizeof file_6 - 1},
  {"Config/Knowledge/agents/multi-agent-orchestration.json5", file_7, sizeof file_7 - 1},
  {"Config/Knowledge/agents/plan-and-execute.json5", file_8, sizeof file_8 - 1},
  {"Config/Knowledge/agents/prompt-injection-defense.json5", file_9, sizeof file_9 - 1},
  {"Config/Knowledge/agents/react-loop.json5", file_10, sizeof file_10 - 1},
  {"Config/Knowledge/agents/reflection.json5", file_11, sizeof file_11 - 1},
  {"Config/Knowledge/agents/sandboxed-code-execution.json5", file_12, sizeof file_12 - 1},
  {"Config/Knowledge/agents/tool-calling.json5", file_13, sizeof file_13 - 1},
  {"Config/Knowledge/agents/trajectory-evaluation.json5", file_14, sizeof file_14 - 1},
  {"Config/Knowledge/algorithms/backpressure.json5", file_15, sizeof file_15 - 1},
  {"Config/Knowledge/algorithms/bloom-filter.json5", file_16, sizeof file_16 - 1},
  {"Config/Knowledge/algorithms/consistent-hashing.json5", file_17, sizeof file_17 - 1},
  {"Config/Knowledge/algorithms/dijkstra-shortest-path.json5", file_18, sizeof file_18 - 1},
  {"Config/Knowledge/algorithms/edit-distance.json5", file_19, sizeof file_19 - 1},
  {"Config/Knowledge/algorithms/field.json5", file_20, sizeof file_20 - 1},
  {"Config/Knowledge/algorithms/lru-cache.json5", file_21, sizeof file_21 - 1},
  {"Config/Knowledge/algorithms/minhash-lsh.json5", file_22, sizeof file_22 - 1},
  {"Config/Knowledge/algorithms/reservoir-sampling.json5", file_23, sizeof file_23 - 1},
  {"Config/Knowledge/algorithms/token-bucket.json5", file_24, sizeof file_24 - 1},
  {"Config/Knowledge/algorithms/top-k-heap.json5", file_25, sizeof file_25 - 1},
  {"Config/Knowledge/algorithms/topological-sort.json5", file_26, sizeof file_26 - 1},
  {"Config/Knowledge/algorithms/trie.json5", file_27, sizeof file_27 - 1},
  {"Config/Knowledge/algorithms/two-tower-retrieval.json5", file_28, sizeof file_28 - 1},
  {"Config/Knowledge/algorithms/union-find.json5", file_29, sizeof file_29 - 1},
  {"Config/Knowledge/classical-ml/dbscan.json5", file_30, sizeof file_30 - 1},
  {"Config/Knowledge/classical-ml/decision-tree.json5", file_31, sizeof file_31 - 1},
  {"Config/Knowledge/classical-ml/field.json5", file_32, sizeof file_32 - 1},
  {"Config/Knowledge/classical-ml/gaussian-mixture-model.json5", file_33, sizeof file_33 - 1},
  {"Config/Knowledge/classical-ml/gradient-boosting.json5", file_34, sizeof file_34 - 1},
  {"Config/Knowledge/classical-ml/k-means.json5", file_35, sizeof file_35 - 1},
  {"Config/Knowledge/classical-ml/k-nearest-neighbors.json5", file_36, sizeof file_36 - 1},
  {"Config/Knowledge/classical-ml/linear-regression.json5", file_37, sizeof file_37 - 1},
  {"Config/Knowledge/classical-ml/logistic-regression.json5", file_38, sizeof file_38 - 1},
  {"Config/Knowledge/classical-ml/matrix-factorization.json5", file_39, sizeof file_39 - 1},
  {"Config/Knowledge/classical-ml/naive-bayes.json5", file_40, sizeof file_40 - 1},
  {"Config/Knowledge/classical-ml/principal-component-analysis.json5", file_41, sizeof file_41 - 1},
  {"Config/Knowledge/classical-ml/random-forest.json5", file_42, sizeof file_42 - 1},
  {"Config/Knowledge/classical-ml/regularization-l1-l2.json5", file_43, sizeof file_43 - 1},
  {"Config/Knowledge/classical-ml/support-vector-machine.json5", file_44, sizeof file_44 - 1},
  {"Config/Knowledge/data-features/class-imbalance.json5", file_45, sizeof file_45 - 1},
  {"Config/Knowledge/data-features/data-augmentation.json5", file_46, sizeof file_46 - 1},
  {"Config/Knowledge/data-features/data-leakage.json5", file_47, sizeof file_47 - 1},
  {"Config/Knowledge/data-features/data-validation.json5", file_48, sizeof file_48 - 1},
  {"Config/Knowledge/data-features/feature-hashing.json5", file_49, sizeof file_49 - 1},
  {"Config/Knowledge/data-features/feature-scaling.json5", file_50, sizeof file_50 - 1},
  {"Config/Knowledge/data-features/feature-selection.json5", file_51, sizeof file_51 - 1},
  {"Config/Knowledge/data-features/field.json5", file_52, sizeof file_52 - 1},
  {"Config/Knowledge/data-features/lag-features.json5", file_53, sizeof file_53 - 1},
  {"Config/Knowledge/data-features/missing-value-imputation.json5", file_54, sizeof file_54 - 1},
  {"Config/Knowledge/data-features/one-hot-encoding.json5", file_55, sizeof file_55 - 1},
  {"Config/Knowledge/data-features/outlier-treatment.json5", file_56, sizeof file_56 - 1},
  {"Config/Knowledge/data-features/target-encoding.json5", file_57, sizeof file_57 - 1},
  {"Config/Knowledge/data-features/weak-supervision.json5", file_58, sizeof file_58 - 1},
  {"Config/Knowledge/deep-learning/adam-optimizer.json5", file_59, sizeof file_59 - 1},
  {"Config/Knowledge/deep-learning/backpropagation.json5", file_60, sizeof file_60 - 1},
  {"Config/Knowledge/deep-learning/batch-normalization.json5", file_61, sizeof file_61 - 1},
  {"Config/Knowledge/deep-learning/cross-entropy-loss.json5", file_62, sizeof file_62 - 1},
  {"Config/Knowledge/deep-learning/dropout.json5", file_63, sizeof file_63 - 1},
  {"Config/Knowledge/deep-learning/early-stopping.json5", file_64, sizeof file_64 - 1},
  {"Config/Knowledge/deep-learning/field.json5", file_65, sizeof file_65 - 1},
  {"Config/Knowledge/deep-learning/gradient-checkpointing.json5", file_66, sizeof file_66 - 1},
  {"Config/Knowledge/deep-learning/gradient-clipping.json5", file_67, sizeof file_67 - 1},
  {"Config/Knowledge/deep-learning/learning-rate-warmup.json5", file_68, sizeof file_68 - 1},
  {"Config/Knowledge/deep-learning/lstm.json5", file_69, sizeof file_69 - 1},
  {"Config/Knowledge/deep-learning/mixed-precision-training.json5", file_70, sizeof file_70 - 1},
  {"Config/Knowledge/deep-learning/residual-connection.json5", file_71, sizeof file_71 - 1},
  {"Config/Knowledge/deep-learning/sharded-data-parallel.json5", file_72, sizeof file_72 - 1},
  {"Config/Knowledge/deep-learning/weight-initialization.json5", file_73, sizeof file_73 - 1},
  {"Config/Knowledge/evaluation/ab-testing.json5", file_74, sizeof file_74 - 1},
  {"Config/Knowledge/evaluation/benchmark-contamination.json5", file_75, sizeof file_75 - 1},
  {"Config/Knowledge/evaluation/bootstrap-interval.json5", file_76, sizeof file_76 - 1},
  {"Config/Knowledge/evaluation/cross-validation.json5", file_77, sizeof file_77 - 1},
  {"Config/Knowledge/evaluation/field.json5", file_78, sizeof file_78 - 1},
  {"Config/Knowledge/evaluation/inter-annotator-agreement.json5", file_79, sizeof file_79 - 1},
  {"Config/Knowledge/evaluation/llm-as-judge.json5", file_80, sizeof file_80 - 1},
  {"Config/Knowledge/evaluation/multiple-comparisons.json5", file_81, sizeof file_81 - 1},
  {"Config/Knowledge/evaluation/normalized-discounted-cumulative-gain.json5", file_82, sizeof file_82 - 1},
  {"Config/Knowledge/evaluation/perplexity.json5", file_83, sizeof file_83 - 1},
  {"Config/Knowledge/evaluation/precision-recall.json5", file_84, sizeof file_84 - 1},
  {"Config/Knowledge/evaluation/probability-calibration.json5", file_85, sizeof file_85 - 1},
  {"Config/Knowledge/evaluation/roc-auc.json5", file_86, sizeof file_86 - 1},
  {"Config/Knowledge/evaluation/simpsons-paradox.json5", file_87, sizeof file_87 - 1},
  {"Config/Knowledge/evaluation/statistical-power.json5", file_88, sizeof file_88 - 1},
  {"Config/Knowledge/mlops/canary-deployment.json5", file_89, sizeof file_89 - 1},
  {"Config/Knowledge/mlops/container-image.json5", file_90, sizeof file_90 - 1},
  {"Config/Knowledge/mlops/continuous-training.json5", file_91, sizeof file_91 - 1},
  {"Config/Knowledge/mlops/data-drift.json5", file_92, sizeof file_92 - 1},
  {"Config/Knowledge/mlops/data-versioning.json5", file_93, sizeof file_93 - 1},
  {"Config/Knowledge/mlops/dynamic-batching.json5", file_94, sizeof file_94 - 1},
  {"Config/Knowledge/mlops/experiment-tracking.json5", file_95, sizeof file_95 - 1},
  {"Config/Knowledge/mlops/feature-store.json5", file_96, sizeof file_96 - 1},
  {"Config/Knowledge/mlops/field.json5", file_97, sizeof file_97 - 1},
  {"Config/Knowledge/mlops/idempotent-pipeline.json5", file_98, sizeof file_98 - 1},
  {"Config/Knowledge/mlops/inference-autoscaling.json5", file_99, sizeof file_99 - 1},
  {"Config/Knowledge/mlops/knowledge-distillation.json5", file_100, sizeof file_100 - 1},
  {"Config/Knowledge/mlops/model-registry.json5", file_101, sizeof file_101 - 1},
  {"Config/Knowledge/mlops/shadow-deployment.json5", file_102, sizeof file_102 - 1},
  {"Config/Knowledge/mlops/training-serving-skew.json5", file_103, sizeof file_103 - 1},
  {"Config/Knowledge/nlp-cv/beam-search.json5", file_104, sizeof file_104 - 1},
  {"Config/Knowledge/nlp-cv/conditional-random-field.json5", file_105, sizeof file_105 - 1},
  {"Config/Knowledge/nlp-cv/contrastive-image-text.json5", file_106, sizeof file_106 - 1},
  {"Config/Knowledge/nlp-cv/convolution.json5", file_107, sizeof file_107 - 1},
  {"Config/Knowledge/nlp-cv/field.json5", file_108, sizeof file_108 - 1},
  {"Config/Knowledge/nlp-cv/masked-language-modeling.json5", file_109, sizeof file_109 - 1},
  {"Config/Knowledge/nlp-cv/named-entity-recognition.json5", file_110, sizeof file_110 - 1},
  {"Config/Knowledge/nlp-cv/non-maximum-suppression.json5", file_111, sizeof file_111 - 1},
  {"Config/Knowledge/nlp-cv/optical-character-recognition.json5", file_112, sizeof file_112 - 1},
  {"Config/Knowledge/nlp-cv/semantic-segmentation.json5", file_113, sizeof file_113 - 1},
  {"Config/Knowledge/nlp-cv/text-classification.json5", file_114, sizeof file_114 - 1},
  {"Config/Knowledge/nlp-cv/tf-idf.json5", file_115, sizeof file_115 - 1},
  {"Config/Knowledge/nlp-cv/vision-transformer.json5", file_116, sizeof file_116 - 1},
  {"Config/Knowledge/nlp-cv/word-segmentation.json5", file_117, sizeof file_117 - 1},
  {"Config/Knowledge/nlp-cv/word2vec.json5", file_118, sizeof file_118 - 1},
  {"Config/Knowledge/python/asyncio.json5", file_119, sizeof file_119 - 1},
  {"Config/Knowledge/python/closure.json5", file_120, sizeof file_120 - 1},
  {"Config/Knowledge/python/context-manager.json5", file_121, sizeof file_121 - 1},
  {"Config/Knowledge/python/decorator.json5", file_122, sizeof file_122 - 1},
  {"Config/Knowledge/python/descriptor-protocol.json5", file_123, sizeof file_123 - 1},
  {"Config/Knowledge/python/dict-internals.json5", file_124, sizeof file_124 - 1},
  {"Config/Knowledge/python/field.json5", file_125, sizeof file_125 - 1},
  {"Config/Knowledge/python/generator.json5", file_126, sizeof file_126 - 1},
  {"Config/Knowledge/python/gil.json5", file_127, sizeof file_127 - 1},
  {"Config/Knowledge/python/list-internals.json5", file_128, sizeof file_128 - 1},
  {"Config/Knowledge/python/method-resolution-order.json5", file_129, sizeof file_129 - 1},
  {"Config/Knowledge/python/multiprocessing.json5", file_130, sizeof file_130 - 1},
  {"Config/Knowledge/python/profiling.json5", file_131, sizeof file_131 - 1},
  {"Config/Knowledge/python/reference-counting.json5", file_132, sizeof file_132 - 1},
  {"Config/Knowledge/python/slots.json5", file_133, sizeof file_133 - 1},
  {"Config/Knowledge/rag/bm25.json5", file_134, sizeof file_134 - 1},
  {"Config/Knowledge/rag/chunking.json5", file_135, sizeof file_135 - 1},
  {"Config/Knowledge/rag/context-ordering.json5", file_136, sizeof file_136 - 1},
  {"Config/Knowledge/rag/cross-encoder-reranking.json5", file_137, sizeof file_137 - 1},
  {"Config/Knowledge/rag/dense-retrieval.json5", file_138, sizeof file_138 - 1},
  {"Config/Knowledge/rag/field.json5", file_139, sizeof file_139 - 1},
  {"Config/Knowledge/rag/graph-rag.json5", file_140, sizeof file_140 - 1},
  {"Config/Knowledge/rag/groundedness.json5", file_141, sizeof file_141 - 1},
  {"Config/Knowledge/rag/hnsw.json5", file_142, sizeof file_142 - 1},
  {"Config/Knowledge/rag/incremental-index-update.json5", file_143, sizeof file_143 - 1},
  {"Config/Knowledge/rag/late-interaction-retrieval.json5", file_144, sizeof file_144 - 1},
  {"Config/Knowledge/rag/metadata-filtering.json5", file_145, sizeof file_145 - 1},
  {"Config/Knowledge/rag/product-quantization.json5", file_146, sizeof file_146 - 1},
  {"Config/Knowledge/rag/query-rewriting.json5", file_147, sizeof file_147 - 1},
  {"Config/Knowledge/rag/reciprocal-rank-fusion.json5", file_148, sizeof file_148 - 1},
  {"Config/Knowledge/rag/small-to-big-retrieval.json5", file_149, sizeof file_149 - 1},
  {"Config/Knowledge/transformers/byte-pair-encoding.json5", file_150, sizeof file_150 - 1},
  {"Config/Knowledge/transformers/chain-of-thought-prompting.json5", file_151, sizeof file_151 - 1},
  {"Config/Knowledge/transformers/constrained-decoding.json5", file_152, sizeof file_152 - 1},
  {"Config/Knowledge/transformers/field.json5", file_153, sizeof file_153 - 1},
  {"Config/Knowledge/transformers/flash-attention.json5", file_154, sizeof file_154 - 1},
  {"Config/Knowledge/transformers/grouped-query-attention.json5", file_155, sizeof file_155 - 1},
  {"Config/Knowledge/transformers/kv-cache.json5", file_156, sizeof file_156 - 1},
  {"Config/Knowledge/transformers/layer-normalization.json5", file_157, sizeof file_157 - 1},
  {"Config/Knowledge/transformers/lora.json5", file_158, sizeof file_158 - 1},
  {"Config/Knowledge/transformers/mixture-of-experts.json5", file_159, sizeof file_159 - 1},
  {"Config/Knowledge/transformers/multi-head-attention.json5", file_160, sizeof file_160 - 1},
  {"Config/Knowledge/transformers/nucleus-sampling.json5", file_161, sizeof file_161 - 1},
  {"Config/Knowledge/transformers/preference-optimization.json5", file_162, sizeof file_162 - 1},
  {"Config/Knowledge/transformers/rotary-position-embedding.json5", file_163, sizeof file_163 - 1},
  {"Config/Knowledge/transformers/self-attention.json5", file_164, sizeof file_164 - 1},
  {"Config/Knowledge/transformers/speculative-decoding.json5", file_165, sizeof file_165 - 1},
  {"Config/Knowledge/transformers/supervised-fine-tuning.json5", file_166, sizeof file_166 - 1},
  {"Config/Knowledge/transformers/weight-quantization.json5", file_167, sizeof file_167 - 1},
  {"Config/Prices.json5", file_168, sizeof file_168 - 1},
  {"Config/Rubrics/default.json5", file_169, sizeof file_169 - 1},
  {"Config/Rubrics/full.json5", file_170, sizeof file_170 - 1},
  {"Config/Rubrics/qgeval.json5", file_171, sizeof file_171 - 1},
  {"Config/viva.json5", file_172, sizeof file_172 - 1},
  {"Prompts/correction.en.md", file_173, sizeof file_173 - 1},
  {"Prompts/correction.zh.md", file_174, sizeof file_174 - 1},
  {"Prompts/critic.en.md", file_175, sizeof file_175 - 1},
  {"Prompts/critic.zh.md", file_176, sizeof file_176 - 1},
  {"Prompts/generator.en.md", file_177, sizeof file_177 - 1},
  {"Prompts/generator.zh.md", file_178, sizeof file_178 - 1},
  {"Prompts/judge.en.md", file_179, sizeof file_179 - 1},
  {"Prompts/judge.zh.md", file_180, sizeof file_180 - 1},
  {"Prompts/pair.en.md", file_181, sizeof file_181 - 1},
  {"Prompts/pair.zh.md", file_182, sizeof file_182 - 1},
  {"Prompts/planner.en.md", file_183, sizeof file_183 - 1},
  {"Prompts/planner.zh.md", file_184, sizeof file_184 - 1},
  {"Prompts/solver.en.md", file_185, sizeof file_185 - 1},
  {"Prompts/solver.zh.md", file_186, sizeof file_186 - 1},
  {"Prompts/unanswerable.en.md", file_187, sizeof file_187 - 1},
  {"Prompts/unanswerable.zh.md", file_188, sizeof file_188 - 1},
  {"Schemas/item.schema.json", file_189, sizeof file_189 - 1},
  {"Schemas/manifest.schema.json", file_190, sizeof file_190 - 1},
  {"Schemas/refused.schema.json", file_191, sizeof file_191 - 1},
  {"Schemas/report.schema.json", file_192, sizeof file_192 - 1},
};

const struct viva_default *viva_defaults(size_t *count) {
  *count = sizeof defaults / sizeof defaults[0];
  return defaults;
}

bool viva_defaults_are_packed(void) {
#ifdef VIVA_PACKED_DEFAULTS
  return true;
#else
  return false;
#endif
}
