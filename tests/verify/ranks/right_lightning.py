# expect: none ranks: 2 needs: lightning
import lightning
import torch
from torch.utils.data import DataLoader
from parts import Rows, net


class Model(lightning.LightningModule):
    def __init__(self):
        super().__init__()
        self.net = net()

    def training_step(self, batch, _):
        return self.net(batch).pow(2).mean()

    def validation_step(self, batch, _):
        self.log("valid", self.net(batch).mean(), sync_dist=True)

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=1e-4)


lightning.seed_everything(1, workers=True)
trainer = lightning.Trainer(max_epochs=3, accelerator="cpu", devices=2, strategy="ddp", logger=False, enable_checkpointing=False,
                            enable_progress_bar=False, enable_model_summary=False)
trainer.fit(Model(), DataLoader(Rows(), 4, shuffle=True, num_workers=1), DataLoader(Rows(), 4))
