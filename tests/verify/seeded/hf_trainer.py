# needs: transformers
import tempfile

import torch
from transformers import BertConfig, BertForSequenceClassification, Trainer, TrainingArguments, set_seed

set_seed(0)
model = BertForSequenceClassification(BertConfig(vocab_size=60, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32))
data = [{"input_ids": torch.randint(0, 60, (10,)), "labels": i % 2} for i in range(32)]
with tempfile.TemporaryDirectory() as folder:
    arguments = TrainingArguments(folder, num_train_epochs=2, per_device_train_batch_size=4, use_cpu=True, report_to=[], save_strategy="no",
                                  disable_tqdm=True, seed=1)
    Trainer(model, arguments, train_dataset=data).train()
