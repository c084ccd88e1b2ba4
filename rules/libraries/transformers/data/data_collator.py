from seedlint import *


class DataCollatorMixin:
    def __call__(self, features, return_tensors=None):
        return self.torch_call(features)

    def torch_call(self, features):
        return unknown()


# Masks tokens at random each time a batch is put together (torch's global stream; numpy's in the numpy variant).
class DataCollatorForLanguageModeling(DataCollatorMixin):
    def __init__(self, tokenizer=None, mlm=True, whole_word_mask=False, mlm_probability=0.15,
                 mask_replace_prob=0.8, random_replace_prob=0.1, pad_to_multiple_of=None, tf_experimental_compile=False,
                 return_tensors="pt", seed=None):
        self.mlm = mlm
        self.tokenizer = tokenizer
        self.return_tensors = return_tensors
        self.seed = seed

    def torch_call(self, examples):
        if self.mlm:
            self.torch_mask_tokens(examples)
        return unknown()

    def torch_mask_tokens(self, inputs, special_tokens_mask=None, offset_mapping=None):
        if self.seed is None:
            draws("torch", "augment")
        return (unknown(), unknown())

    mask_tokens = torch_mask_tokens


class DataCollatorForWholeWordMask(DataCollatorForLanguageModeling):
    # Chooses the words with Python's random, the replacements with torch.
    def torch_call(self, examples):
        draws("python", "augment")
        draws("torch", "augment")
        return unknown()


class DataCollatorForSOP(DataCollatorForLanguageModeling):
    pass


class DataCollatorForPermutationLanguageModeling(DataCollatorMixin):
    def __init__(self, tokenizer=None, plm_probability=1 / 6, max_span_length=5, return_tensors="pt"):
        pass

    def torch_call(self, features):
        draws("torch", "augment")
        return unknown()


class DataCollatorWithPadding(DataCollatorMixin):
    def __init__(self, tokenizer=None, padding=True, max_length=None, pad_to_multiple_of=None, return_tensors="pt"):
        pass


class DataCollatorForTokenClassification(DataCollatorWithPadding):
    pass


class DataCollatorForSeq2Seq(DataCollatorWithPadding):
    pass


class DataCollatorForMultipleChoice(DataCollatorWithPadding):
    pass


class DataCollatorWithFlattening(DataCollatorMixin):
    pass


class DefaultDataCollator(DataCollatorMixin):
    pass


def default_data_collator(features, return_tensors="pt"):
    return unknown()
