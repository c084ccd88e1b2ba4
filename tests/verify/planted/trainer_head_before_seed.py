# cause: seeded-too-late
# needs: transformers
import tempfile

import torch
from transformers import BertConfig, BertForSequenceClassification, Trainer, TrainingArguments, set_seed

model = BertForSequenceClassification(BertConfig(vocab_size=60, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32))  # here
set_seed(0)
data = [{"input_ids": torch.arange(10) + i, "labels": i % 2} for i in range(8)]
with tempfile.TemporaryDirectory() as folder:
    arguments = TrainingArguments(folder, max_steps=3, per_device_train_batch_size=4, use_cpu=True, report_to=[], save_strategy="no", disable_tqdm=True)
    Trainer(model, arguments, train_dataset=data).train()
